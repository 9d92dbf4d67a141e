// The picker: what it shows follows from the account and the words typed. It is made again when one of these has
// changed, and not when the cursor moves; the cursor stays on its choice however they come in.

import GAAP
import Inventory
import Essentials

/// Choosing a proxy, a group, a region or an origin: tabs, narrowed by typing.
struct Picker: Equatable, Sendable {
    /// The ends are nearest: Shift-Tab goes from the first to the last.
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

    /// One line to choose.
    struct Choice: Equatable, Sendable {
        let grouping: Grouping
        /// Where it is a proxy or a group.
        var owner: Owner?
        var state: OwnerState?
        /// The member of the group that the words are about, where they are not about the group itself.
        var member: Owner?
    }

    /// Addresses shown, the worst ones: typing finds the others.
    private static let originsShown = 500

    private(set) var tab: Tab
    var prompt = Prompt(.search)
    var cursor = 0
    var top = 0
    private(set) var choices: [Choice] = []
    /// Choices of each tab that the words leave.
    private(set) var counts = Tab.allCases.map { _ in 0 }
    private var made: Made?

    /// What `choices` follow from.
    private struct Made: Equatable {
        let tab: Tab
        let text: [Character]
        let revision: Int
    }

    init(tab: Tab = .proxies) { self.tab = tab }

    /// Goes to the next tab, or the one before.
    mutating func turn(by step: Int) {
        let count = Tab.allCases.count
        tab = Tab.allCases[((tab.rawValue + step) % count + count) % count]
        cursor = 0
    }

    /// Takes in what has changed in the account and in the words; costs nothing when nothing has.
    mutating func refresh(from account: Account) {
        let new = Made(tab: tab, text: prompt.text, revision: account.revision)
        guard new != made else { return }
        // At the top one waits for what comes.
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
        if let chosen, let place = choices.firstIndex(where: { $0.grouping.part == chosen.grouping.part }) {
            cursor = place
        }
    }

    /// Brings the cursor into the list, and the window to the cursor.
    mutating func clamp(page: Int) {
        cursor = max(0, min(cursor, choices.count - 1))
        if cursor < top { top = cursor }
        if page > 0, cursor >= top + page { top = cursor - page + 1 }
    }

    private static func regions(_ groupings: [Grouping], _ words: [[UInt8]]) -> [Choice] {
        groupings.filter { holds(words, $0.title()) || holds(words, $0.title(in: .chinese)) }
            .map { Choice(grouping: $0) }
    }

    /// The owners that the words leave, worst first.
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

    /// The member that alone holds the words; nil where the group itself holds them.
    private static func member(of group: Owner, _ words: [[UInt8]]) -> Owner? {
        guard !words.isEmpty, let members = group.members, !holds(words, texts(of: group)) else { return nil }
        return members.first { holds(words, texts(of: $0)) }
    }

    /// What typing finds an owner by: all that is known of it, and of the members of a group.
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
