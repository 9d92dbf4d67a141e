// The pane on the left: owners, access regions, regions of origins, and addresses of origins, each with its bad and
// total counts, worst first. It is computed again only if rows have changed. Its cursor stays on its group when the
// order changes.
//
// Invariants: `groups` has one list per section; the cursor is within its section unless that is empty.

import Inventory

/// The groups of the account, and the cursor.
struct Sidebar: Sendable {
    /// One list of groups.
    enum Section: Int, CaseIterable, Sendable {
        case owners, accessRegions, regions, origins
    }

    /// The maximum number of addresses shown, worst first. The picker finds all of them.
    static let originsShown = 100

    private(set) var groups: [[Grouping]] = Section.allCases.map { _ in [] }
    /// The number of addresses in use, including those that are not shown.
    private(set) var originCount = 0
    private(set) var section = Section.owners
    private(set) var cursor = 0
    /// The index of the first visible group of each section.
    private(set) var tops = Section.allCases.map { _ in 0 }
    /// The revision of the account that the groups were computed from.
    private var revision = -1
    /// Whether the user has moved the cursor. Until then it stays at the top.
    private var isCursorPlaced = false

    init() {}

    /// Returns the index of the first visible group of a section.
    func top(of section: Section) -> Int { tops[section.rawValue] }

    subscript(section: Section) -> [Grouping] { groups[section.rawValue] }

    /// The group under the cursor.
    var selected: Grouping? { self[section].indices.contains(cursor) ? self[section][cursor] : nil }

    /// Computes the groups again if the account has changed.
    mutating func refresh(from account: Account) {
        guard account.revision != revision else { return }
        revision = account.revision
        let before = selected?.part
        let origins = account.originGroupings(limit: Self.originsShown)
        groups = [
            account.ownerGroupings(), account.accessRegionGroupings(), account.regionGroupings(), origins.groupings,
        ]
        originCount = origins.count
        if isCursorPlaced, let before, let index = self[section].firstIndex(where: { $0.part == before }) {
            cursor = index
        }
        cursor = max(0, min(cursor, self[section].count - 1))
    }

    /// Moves the cursor through the groups of all sections as if they were one list.
    mutating func move(by lines: Int) {
        isCursorPlaced = true
        let all = groups.joined().count
        guard all > 0 else { return }
        var index = groups.prefix(section.rawValue).joined().count + cursor
        index = max(0, min(index + max(-all, min(lines, all)), all - 1))
        for candidate in Section.allCases {
            if index < self[candidate].count {
                (section, cursor) = (candidate, index)
                return
            }
            index -= self[candidate].count
        }
    }

    /// Moves the cursor to the group in a row of the pane. Returns false if the row has no group.
    mutating func select(row: Int, heights: [Int]) -> Bool {
        var title = 0
        for section in Section.allCases {
            let height = heights[section.rawValue]
            let index = top(of: section) + row - title - 1
            if row > title, row <= title + height, self[section].indices.contains(index) {
                (self.section, cursor, isCursorPlaced) = (section, index, true)
                return true
            }
            title += 1 + height
        }
        return false
    }

    /// Scrolls each section just enough to make the cursor visible.
    mutating func scroll(heights: [Int]) {
        for section in Section.allCases {
            let (count, height) = (self[section].count, heights[section.rawValue])
            var top = tops[section.rawValue]
            if section == self.section, height > 0 {
                if cursor < top { top = cursor }
                if cursor >= top + height { top = cursor - height + 1 }
            }
            tops[section.rawValue] = max(0, min(top, count - height))
        }
    }

    /// Returns the number of rows of each section. No section gets more rows than it needs, or more than another
    /// section that still needs rows.
    func heights(rows: Int) -> [Int] {
        let wanted = groups.map(\.count)
        var heights = wanted.map { _ in 0 }
        var left = max(0, rows - Section.allCases.count)
        while left > 0 {
            let open = heights.indices.filter { heights[$0] < wanted[$0] }
            guard let shortest = open.min(by: { heights[$0] < heights[$1] }) else { break }
            heights[shortest] += 1
            left -= 1
        }
        return heights
    }
}
