// The picker. Its choices depend on the account and the typed words, and are computed again only if one of these has
// changed. The cursor stays on its choice when other choices arrive.

import GAAP
import Inventory
import Essentials

/// A list to choose a proxy, group, region or origin from, with tabs. Typing narrows it.
struct Picker: Equatable, Sendable {
    /// The tabs in the order of Tab. Shift-Tab goes from the first to the last one.
    enum Tab: Int, CaseIterable, Sendable {
        case proxies, groups, origins, accessRegions, regions

        var title: Wording {
            switch self {
            case .proxies: Wording("Proxies", zh: "通道")
            case .groups: Wording("Groups", zh: "通道组")
            case .accessRegions: Wording("Access", zh: "加速区域")
            case .regions: Wording("Regions", zh: "源站区域")
            case .origins: Wording("Origins", zh: "源站")
            }
        }
    }

    /// One line of the picker.
    struct Choice: Equatable, Sendable {
        let grouping: Grouping
        /// The proxy or group of the line; nil for other choices.
        var owner: Owner?
        var state: OwnerState?
        /// The member of the group that matches the words, if the group itself does not.
        var member: Owner?
    }

    /// The maximum number of addresses shown, worst first. Typing finds the others.
    private static let originsShown = 500

    private(set) var tab: Tab
    var prompt = Prompt(.search)
    var cursor = 0
    var top = 0
    private(set) var choices: [Choice] = []
    /// The number of matching choices in each tab.
    private(set) var counts = Tab.allCases.map { _ in 0 }
    private var made: Made?

    /// The inputs that `choices` were computed from.
    private struct Made: Equatable {
        let tab: Tab
        let text: [Character]
        let revision: Int
    }

    init(tab: Tab = .proxies) { self.tab = tab }

    /// Goes to the next or previous tab.
    mutating func turn(by step: Int) {
        let count = Tab.allCases.count
        tab = Tab.allCases[((tab.rawValue + step) % count + count) % count]
        cursor = 0
    }

    /// Computes the choices again if the account or the words have changed.
    mutating func refresh(from account: Account) {
        let new = Made(tab: tab, text: prompt.text, revision: account.revision)
        guard new != made else { return }
        // At the top, the cursor stays at the top when choices arrive.
        let chosen = made?.tab == tab && cursor > 0 && choices.indices.contains(cursor) ? choices[cursor] : nil
        made = new
        let words = prompt.string.split(separator: " ").map { SearchFold.fold(String($0)) }
        let origins = account.originGroupings(holding: words, limit: tab == .origins ? Self.originsShown : 0)
        let tabs = [
            Self.owners(in: account, areGroups: false, words), Self.owners(in: account, areGroups: true, words),
            origins.groupings.map { Choice(grouping: $0) },
            Self.regions(account.accessRegionGroupings(), words), Self.regions(account.regionGroupings(), words),
        ]
        counts = tabs.map(\.count)
        counts[Tab.origins.rawValue] = origins.count
        choices = tabs[tab.rawValue]
        if let chosen, let index = choices.firstIndex(where: { $0.grouping.part == chosen.grouping.part }) {
            cursor = index
        }
    }

    /// Keeps the cursor within the choices, and scrolls so that it is visible.
    mutating func clamp(page: Int) {
        cursor = max(0, min(cursor, choices.count - 1))
        if cursor < top { top = cursor }
        if page > 0, cursor >= top + page { top = cursor - page + 1 }
    }

    private static func regions(_ groupings: [Grouping], _ words: [[UInt8]]) -> [Choice] {
        groupings.filter { holds(words, $0.title()) || holds(words, $0.title(in: .chinese)) }
            .map { Choice(grouping: $0) }
    }

    /// Returns the matching owners, worst first.
    private static func owners(in account: Account, areGroups: Bool, _ words: [[UInt8]]) -> [Choice] {
        var choices: [Narrowing: Choice] = [:]
        for entry in account.owners.values where entry.owner.id.isGroup == areGroups {
            let member = member(of: entry.owner, words)
            if member == nil, !holds(words, texts(of: entry)) { continue }
            let grouping = entry.grouping
            choices[grouping.part] = Choice(
                grouping: grouping, owner: entry.owner, state: entry.state, member: member)
        }
        return Grouping.worstFirst(choices.values.map(\.grouping)).compactMap { choices[$0.part] }
    }

    /// Returns the member that matches the words; nil if the group itself matches.
    private static func member(of group: Owner, _ words: [[UInt8]]) -> Owner? {
        guard !words.isEmpty, let members = group.members, !holds(words, texts(of: group)) else { return nil }
        return members.first { holds(words, texts(of: $0)) }
    }

    /// Returns the text by which typing finds an owner: everything known about it and about the members of a group.
    private static func texts(of entry: OwnerEntry) -> String {
        let state = [entry.state.words?[.english], entry.state.words?[.chinese]].compactMap(\.self)
        let members = (entry.owner.members ?? []).map { texts(of: $0) }
        return ([texts(of: entry.owner)] + state + members).joined(separator: " ")
    }

    private static func texts(of owner: Owner) -> String {
        let parts =
            [
                owner.id.text, owner.name, owner.accessRegion, owner.originRegion, owner.domain, owner.address,
                owner.status.value?.raw, owner.ban.value?.raw,
            ].compactMap(\.self) + owner.addresses + owner.domains
        return parts.joined(separator: " ")
    }

    private static func holds(_ words: [[UInt8]], _ text: String) -> Bool {
        if words.isEmpty { return true }
        let text = SearchFold.fold(text)
        return words.allSatisfy { word in text.indices.contains { text[$0...].starts(with: word) } }
    }
}
