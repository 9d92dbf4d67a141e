// The words for the state of a listener: which addresses are down, and why.

import GAAP
package import Essentials

extension Row {
    /// The addresses that are down, without repeats: those of failing origins, and those in their DownIPLists.
    package var downAddresses: [String] {
        let named = namedAddresses
        return named.all + named.amongOthers
    }

    /// The same addresses in two lists. `amongOthers` has the addresses of domains of which further addresses may be
    /// down.
    private var namedAddresses: (all: [String], amongOthers: [String]) {
        let names = listener.originNames
        var seen: Set<String> = []
        var (all, amongOthers): ([String], [String]) = ([], [])
        for (server, state) in origins where state == .down || state == .part {
            let named = server.downIPList ?? []
            if state == .down, !named.isEmpty, Health.isDomain(server.realServerIP) {
                amongOthers += named.filter { seen.insert($0).inserted }
            } else {
                all += (named.isEmpty ? [names[server]] : named).filter { seen.insert($0).inserted }
            }
        }
        return (all, amongOthers)
    }

    /// A short reason for the state. Exports and sort orders use this text.
    package var trouble: String { trouble(in: .english) }

    /// A short reason for the state in a given language, for the DOWN column. A search matches both languages.
    package func trouble(in language: Language) -> String {
        let owner = health.ownerWords?[language] ?? ""
        switch state {
        case .stop: return withBusy(owner, language)
        case .unknown: return health.doubt?[language] ?? ""
        case .down, .dns, .part, .busy, .none, .off, .ok: break
        }
        let own = ownTrouble(in: language)
        if own.isEmpty || owner.isEmpty { return own.isEmpty ? owner : own }
        return Wording("\(own), \(owner)", zh: "\(own)，\(owner)")[language]
    }

    /// The reason for the listener's own state, without the state of its owner.
    private func ownTrouble(in language: Language) -> String {
        let unresolved = Wording("(does not resolve)", zh: "（无法解析）")[language]
        switch health.own {
        case .dns: return withBusy(unresolved, language)
        case .down, .part:
            let originNames = listener.originNames
            let names = origins.filter { $0.state == .dns }
                .map { "\(originNames[$0.server])\(language == .english ? " " : "")\(unresolved)" }
            let (addresses, others) = namedAddresses
            let list = others.joined(separator: " ")
            // The state of the domain's other addresses is not known.
            let atLeast = others.isEmpty ? [] : [Wording("at least \(list)", zh: "至少 \(list)")[language]]
            let plain = (addresses + names).joined(separator: " ")
            let separator = Wording(", ", zh: "，")[language]
            return withBusy(((plain.isEmpty ? [] : [plain]) + atLeast).joined(separator: separator), language)
        case .busy: return health.busy?.meaning[language] ?? ""
        case .none: return Wording("no origin bound", zh: "未绑定源站")[language]
        case .unknown: return health.doubt?[language] ?? ""
        case .off: return Wording("not checked", zh: "未检查")[language]
        // Only an owner can stop a listener, so `stop` is never the listener's own state.
        case .stop, .ok: return ""
        }
    }

    /// What the state means, and what else is true: what the service is doing, and the owner's state if the owner does
    /// not forward traffic.
    package var stateMeaning: Wording {
        var meaning = state.meaning
        if state != .busy || health.own != .busy, let busy = health.busy?.meaning {
            meaning = Wording(
                "\(meaning[.english]); also \(busy[.english])", zh: "\(meaning[.chinese])；同时\(busy[.chinese])")
        }
        guard let owner = health.ownerWords else { return meaning }
        return Wording("\(meaning[.english]); \(owner[.english])", zh: "\(meaning[.chinese])；\(owner[.chinese])")
    }

    private func withBusy(_ text: String, _ language: Language) -> String {
        guard let busy = health.busy?.meaning[language] else { return text }
        return Wording("\(text) (\(busy))", zh: "\(text)（\(busy)）")[language]
    }
}
