// A finding for a chat or a ticket: what a colleague needs to know, in plain lines, with times in UTC and the command
// that opens the listener.

import Essentials
import GAAP
import Inventory
import Reports

extension BrowserState {
    /// Returns the finding about a row.
    func finding(_ index: Int) -> String {
        let row = account.rows[index]
        let recency = Recency.utc(now: now, freshFor: self.recency.freshFor)
        func time(_ time: Moment) -> String { recency.timeText(time.wall) }
        let known = row.trouble(in: options.language)
        let port = row.port.map(String.init) ?? "?"
        var lines = ["\(row.state.word)  \(row.name) :\(port)\(known.isEmpty ? "" : "  \(known)")"]
        func add(_ label: Wording, _ value: String) {
            if !value.isEmpty {
                lines.append("\(words(label))\(words(": ", zh: "："))\(value)")
            }
        }
        add(Wording("account", zh: "账号"), accountText)
        add(Wording("listener", zh: "监听器"), row.id)
        let label = row.owner?.isGroup == true ? Wording("group", zh: "通道组") : Wording("proxy", zh: "通道")
        add(row.owner == nil ? Wording("owner", zh: "所属") : label, ownerText(row))
        let owner = account.owner(of: row)
        add(Wording("regions", zh: "区域"), owner.map(Self.regionsText) ?? "")
        add(Wording("VIP", zh: "VIP"), owner.map(Self.addressesText) ?? "")
        add(Wording("down", zh: "异常地址"), downText(row))
        if let since = row.since { lines.append(words(sinceWords(since, row, time(since.time)))) }
        add(Wording("cause", zh: "原因"), causes.explanation(of: index)?.text(in: options.language) ?? "")
        for sentence in WhyRule.sentences(account.whyFacts(row, recency)).prefix(2) {
            add(Wording("why", zh: "说明"), words(sentence))
        }
        let request = row.requestID.map { words(", RequestId \($0)", zh: "，RequestId \($0)") } ?? ""
        lines.append(words("as of \(time(row.readAt))", zh: "数据时间 \(time(row.readAt))") + request)
        if let missing = options.invocation.missing { lines.append(words(missing)) }
        lines.append(options.invocation.line("gaapscope", arguments: ["--listener", row.id]))
        return lines.map(DisplayText.visible).joined(separator: "\n") + "\n"
    }

    /// The account and its site, for example `prod-ops (intl)`.
    private var accountText: String {
        let site = options.siteLabel.isEmpty ? options.endpointText ?? "" : options.siteLabel
        return site.isEmpty ? options.accountLabel : "\(options.accountLabel) (\(site))"
    }

    /// Returns the owner with its name and state, for example `link-7xq2m1c0 (web-sg), isolated`.
    private func ownerText(_ row: Row) -> String {
        guard let id = row.owner else { return words(OwnerID.unknownMeaning) }
        let entry = account.owners[id]
        let name = entry?.owner.name ?? ""
        let state = entry?.state ?? .notRead(isGroup: id.isGroup)
        let verb =
            switch state.cause {
            case .status, .ban: state.kind == .serves ? nil : state.verb
            case .members, .doubt: state.words
            }
        return id.text + (name.isEmpty ? "" : " (\(name))") + (verb.map { ", \(words($0))" } ?? "")
    }

    /// Returns the regions, for example `Hong Kong > Singapore`. The access regions of a group are those of its
    /// members.
    private static func regionsText(_ owner: Owner) -> String {
        guard let members = owner.members, owner.accessRegion == nil else { return owner.regions }
        let access = Set(members.compactMap(\.accessRegion)).sorted().joined(separator: ", ")
        return access.isEmpty
            ? owner.regions : [access, owner.originRegion.map { "> \($0)" }].compactMap(\.self).joined(separator: " ")
    }

    /// Returns every address and name that clients connect to.
    private static func addressesText(_ owner: Owner) -> String {
        var seen: Set<String> = []
        return ([owner] + (owner.members ?? []))
            .flatMap { [$0.address, $0.domain].compactMap(\.self) + $0.addresses + $0.domains }
            .filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: " ")
    }

    /// Returns the addresses that are down, and the names that do not resolve.
    private func downText(_ row: Row) -> String {
        let failing = row.origins.filter { $0.state == .down || $0.state == .dns || $0.state == .part }
        return failing.map { server, state -> String in
            let address = server.realServerIP ?? "?"
            if state == .dns { return words("\(address) (does not resolve)", zh: "\(address)（无法解析）") }
            let named = server.downIPList ?? []
            guard !named.isEmpty, named != [address] else { return address }
            let list = named.joined(separator: " ")
            return state == .part
                ? words("\(address) (\(list))", zh: "\(address)（\(list)）")
                : Health.isDomain(server.realServerIP)
                    ? words("\(address) (at least \(list))", zh: "\(address)（至少 \(list)）") : list
        }.joined(separator: ", ")
    }
}
