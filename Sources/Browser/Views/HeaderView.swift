// The two lines at the top: where one is, how much there is, how it is, and how far reading has come. What cannot be vouched for says so:
// counts carry `>=` until everything has been read.

import Inventory
import TencentCloud

extension BrowserState {
    func drawHeader(in frame: inout Frame) {
        var at = frame.put("GAAP", row: 0, column: 0, style: Style(.accent)) + 2
        if !options.accountLabel.isEmpty {
            at = frame.put(options.accountLabel, row: 0, column: at, limit: 16, style: Style(.title)) + 2
        }
        let right = [sizeText, clockText].filter { !$0.isEmpty }.joined(separator: "  ")
        let rightColumn = max(at, size.columns - DisplayText.width(of: right))
        frame.put(scopeText, row: 0, column: at, limit: rightColumn - at - 2)
        frame.put(right, row: 0, column: rightColumn)
        drawCounts(in: &frame)
    }

    /// `all proxies(62)+groups(4)`, or the owner with its name.
    private var scopeText: String {
        var text: String
        switch question.scope {
        case .all:
            let groups = account.owners.keys.count { $0.isGroup }
            text = "all proxies(\(account.owners.count - groups))+groups(\(groups))"
        case .listener(let id): text = id
        case .proxy(let id), .group(let id):
            let name = question.scope.owner.flatMap { account.owners[$0]?.owner.name } ?? ""
            text = name.isEmpty ? id : "\(id) \(name)"
        }
        if let search = question.searchValue { text += " find:\(search)" }
        if let name = question.listenerName { text += " name:\(name)" }
        if let port = question.port { text += " port:\(port)" }
        return text
    }

    /// `1,284 listeners`, `37 of 1,284`, `340 of 1,284 read`.
    private var sizeText: String {
        let all = listing.counts.total
        let shown = listing.visible.count - failuresShown
        if listing.filter != nil || listing.problemsOnly { return "\(Count.text(shown)) of \(bound)\(Count.text(all))" }
        if let run = currentRun, !run.isOver, question.scope != .all, let total = run.total, run.rowsRead < total {
            return "\(Count.text(run.rowsRead)) of \(Count.text(total)) read"
        }
        return "\(bound)\(Count.text(all)) listener\(all == 1 ? "" : "s")"
    }

    private var failuresShown: Int {
        listing.visible.prefix { if case .failure = $0 { true } else { false } }.count
    }

    /// `>=` while the scope has not been read whole.
    private var bound: String { currentRun?.isWhole == true ? "" : ">=" }

    /// When the reading on the screen ended.
    private var clockText: String {
        guard let finished = currentRun?.finishedAt else { return "reading" }
        return localTime(finished)
    }

    func localTime(_ time: UnixTime) -> String {
        CivilDate(unixSeconds: time.wholeSeconds + options.utcOffset).clock
    }

    private func drawCounts(in frame: inout Frame) {
        var at = 0
        func add(_ text: String, _ role: Style.Role) {
            guard at < size.columns else { return }
            at = frame.put(text, row: 1, column: at, style: Style(role)) + 2
        }
        for state in State.allCases where listing.counts[state] > 0 {
            add("\(bound)\(Count.text(listing.counts[state])) \(state.word)", state.role)
        }
        if let run = currentRun { addProgress(of: run, add) }
        if let oldest = listing.oldest { add(oldestText(oldest), now - oldest > 2 * interval ? .warning : .faint) }
        if let gauge {
            add("\(gauge.limit)/s", gauge.limit < gauge.rate ? .warning : .faint)
            if gauge.throttled > 0 { add("\(Count.text(gauge.throttled)) throttled", .warning) }
        }
        if isPaused { add("PAUSED", .warning) }
        if !portDigits.isEmpty { add("port \(portDigits)", .accent) }
    }

    private func addProgress(of run: Run, _ add: (String, Style.Role) -> Void) {
        if run.question.scope == .all {
            if run.areOwnersKnown {
                add("swept \(run.finished.count)/\(run.owners.count)", run.isOver ? .faint : .accent)
            } else if !run.isOver {
                add("finding proxies and groups", .accent)
            }
        }
        let failed = run.failed.count + run.failedLists.count + (run.failure == nil ? 0 : 1)
        if failed > 0 { add("\(failed) failed", .error) }
    }

    /// An age while it is kept current by ticks, else the time itself, which stays true.
    private func oldestText(_ oldest: UnixTime) -> String {
        isPaused ? "oldest \(localTime(oldest))" : "oldest \(Age.text(now - oldest))"
    }
}

/// Numbers as people write them.
enum Count {
    /// `1,284`.
    static func text(_ number: Int) -> String {
        var digits = Array(String(abs(number)))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }
}

extension State {
    /// The role that a word is shown in. The word comes first; colour only supports it.
    var role: Style.Role {
        switch self {
        case .down, .dns: .bad
        case .part, .busy, .none: .warning
        case .unknown: .unknown
        case .off: .faint
        case .ok: .good
        }
    }
}
