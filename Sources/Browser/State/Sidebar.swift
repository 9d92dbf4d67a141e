// The pane on the left: owners, regions where clients come in, regions of origins, addresses of origins, each with
// bad/all, worst first. It is made again when rows have changed and not when a cursor moves; its own cursor stays on
// its group however the groups are ordered.
//
// Invariants: `groups` has one list a section; the cursor is within its section unless that is empty.

import Inventory

/// The groups of the account, and the one that the cursor is on.
struct Sidebar: Sendable {
    /// One list of groups.
    enum Section: Int, CaseIterable, Sendable {
        case owners, accessRegions, regions, origins
    }

    /// Addresses shown, the worst ones: the picker finds any.
    static let originsShown = 100

    private(set) var groups: [[Grouping]] = Section.allCases.map { _ in [] }
    /// Addresses in use, more than are shown.
    private(set) var originCount = 0
    private(set) var section = Section.owners
    private(set) var cursor = 0
    /// The first group seen of each section.
    private(set) var tops = Section.allCases.map { _ in 0 }
    /// The state of the account that they were made from.
    private var revision = -1
    /// Until somebody moves it, the cursor waits at the top.
    private var isCursorPlaced = false

    init() {}

    /// The first group of a section that is seen.
    func top(of section: Section) -> Int { tops[section.rawValue] }

    subscript(section: Section) -> [Grouping] { groups[section.rawValue] }

    /// The group under the cursor.
    var selected: Grouping? { self[section].indices.contains(cursor) ? self[section][cursor] : nil }

    /// Takes in what has changed in the account; costs nothing when nothing has.
    mutating func refresh(from account: Account) {
        guard account.revision != revision else { return }
        revision = account.revision
        let before = selected?.part
        let origins = account.originGroupings(limit: Self.originsShown)
        groups = [
            account.ownerGroupings(), account.accessRegionGroupings(), account.regionGroupings(), origins.groupings,
        ]
        originCount = origins.count
        if isCursorPlaced, let before, let place = self[section].firstIndex(where: { $0.part == before }) {
            cursor = place
        }
        cursor = max(0, min(cursor, self[section].count - 1))
    }

    /// Moves over the groups of all sections as if they were one list.
    mutating func move(by lines: Int) {
        isCursorPlaced = true
        let all = groups.joined().count
        guard all > 0 else { return }
        var place = groups.prefix(section.rawValue).joined().count + cursor
        place = max(0, min(place + max(-all, min(lines, all)), all - 1))
        for candidate in Section.allCases {
            if place < self[candidate].count {
                (section, cursor) = (candidate, place)
                return
            }
            place -= self[candidate].count
        }
    }

    /// Puts the cursor on the group in a row of the pane; false where there is none.
    mutating func select(row: Int, heights: [Int]) -> Bool {
        var title = 0
        for section in Section.allCases {
            let height = heights[section.rawValue]
            let place = top(of: section) + row - title - 1
            if row > title, row <= title + height, self[section].indices.contains(place) {
                (self.section, cursor, isCursorPlaced) = (section, place, true)
                return true
            }
            title += 1 + height
        }
        return false
    }

    /// Scrolls each section as little as needed for the cursor to be seen.
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

    /// The rows that each section gets of a number of rows: what it needs, and no section more than another that needs
    /// more still.
    func heights(rows: Int) -> [Int] {
        let wanted = groups.map(\.count)
        var heights = wanted.map { _ in 0 }
        var left = max(0, rows - Section.allCases.count)
        while left > 0 {
            let open = heights.indices.filter { heights[$0] < wanted[$0] }
            guard let least = open.min(by: { heights[$0] < heights[$1] }) else { break }
            heights[least] += 1
            left -= 1
        }
        return heights
    }
}
