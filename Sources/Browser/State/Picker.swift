// The picker keeps no list of its own: what it shows follows from the account and the words typed, so it cannot be out of date.

import GAAP
package import Inventory

/// Choosing a proxy or a group: two tabs, narrowed by typing.
package struct Picker: Equatable, Sendable {
    package enum Tab: Int, CaseIterable, Sendable {
        case proxies, groups

        package var title: String { self == .proxies ? "Proxies" : "Groups" }
        package var isGroups: Bool { self == .groups }
    }

    package var tab: Tab
    package var prompt = Prompt(.search)
    package var cursor = 0
    package var top = 0

    package init(tab: Tab = .proxies) { self.tab = tab }

    /// The owners of a tab that the typed words leave, by name.
    package func choices(in account: Account, tab: Tab) -> [OwnerEntry] {
        let words = prompt.string.split(separator: " ").map { SearchFold.fold(String($0)) }
        return account.owners.values
            .filter { $0.owner.id.isGroup == tab.isGroups && matches($0.owner, words) }
            .sorted { ($0.owner.name.lowercased(), $0.owner.id) < ($1.owner.name.lowercased(), $1.owner.id) }
    }

    /// Brings the cursor into the list, and the window to the cursor.
    package mutating func clamp(count: Int, page: Int) {
        cursor = max(0, min(cursor, count - 1))
        if cursor < top { top = cursor }
        if page > 0, cursor >= top + page { top = cursor - page + 1 }
    }

    private func matches(_ owner: Owner, _ words: [[UInt8]]) -> Bool {
        guard !words.isEmpty else { return true }
        let text = SearchFold.fold(
            [
                owner.id.text, owner.name, owner.accessRegion ?? "", owner.originRegion ?? "", owner.domain ?? "",
                owner.address ?? "", owner.status?.raw ?? "",
            ].joined(separator: " "))
        return words.allSatisfy { word in text.indices.contains { text[$0...].starts(with: word) } }
    }
}
