// The picker: what it shows follows from the account and the words typed. It is made again when one of these has
// changed, and not when the cursor moves; the cursor stays on its choice however they come in.

import GAAP
import Inventory
import Essentials

/// Choosing a proxy, a group, a region or an origin: tabs, narrowed by typing.
struct Picker: Equatable, Sendable {
    /// The ends are nearest: Shift-Tab goes from the first to the last.
    enum Tab: Int, CaseIterable, Sendable {
        case proxies, groups, origins, regions

        var title: Wording {
            switch self {
            case .proxies: Wording("Proxies", zh: "通道")
            case .groups: Wording("Groups", zh: "通道组")
            case .regions: Wording("Regions", zh: "区域")
            case .origins: Wording("Origins", zh: "源站")
            }
        }
    }

    /// One line to choose.
    struct Choice: Equatable, Sendable {
        let grouping: Grouping
        /// Where it is a proxy or a group.
        let owner: Owner?
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
        let origins = account.originGroupings(holding: words, most: tab == .origins ? Self.originsShown : 0)
        let tabs = [
            Self.owners(in: account, areGroups: false, words), Self.owners(in: account, areGroups: true, words),
            origins.groupings.map { Choice(grouping: $0, owner: nil) },
            account.regionGroupings()
                .filter { Self.holds(words, $0.title()) || Self.holds(words, $0.title(in: .chinese)) }
                .map { Choice(grouping: $0, owner: nil) },
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

    /// The owners that the words leave, by name.
    private static func owners(in account: Account, areGroups: Bool, _ words: [[UInt8]]) -> [Choice] {
        account.owners.values.filter { $0.owner.id.isGroup == areGroups && matches($0.owner, words) }
            .map { ($0, $0.owner.name.lowercased()) }
            .sorted { ($0.1, $0.0.owner.id) < ($1.1, $1.0.owner.id) }
            .map { Choice(grouping: $0.0.grouping, owner: $0.0.owner) }
    }

    private static func matches(_ owner: Owner, _ words: [[UInt8]]) -> Bool {
        if words.isEmpty { return true }
        let texts = [
            owner.id.text, owner.name, owner.accessRegion ?? "", owner.originRegion ?? "", owner.domain ?? "",
            owner.address ?? "", owner.status.value?.raw ?? "",
        ]
        return holds(words, texts.joined(separator: " "))
    }

    private static func holds(_ words: [[UInt8]], _ text: String) -> Bool {
        let text = SearchFold.fold(text)
        return words.allSatisfy { word in text.indices.contains { text[$0...].starts(with: word) } }
    }
}
