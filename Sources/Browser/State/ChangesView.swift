// The changes since a moment, as lines with a cursor. They are computed when the view is opened, after each sweep and
// when the moment changes, not for every frame.

import Essentials
import Inventory
import Reports

struct ChangesView: Sendable {
    /// A line under the title.
    enum Line: Sendable {
        case blank
        /// The title of a section, and its number of changes.
        case section(Wording, count: Int)
        case change(Change)
        case owner(OwnerChange)

        /// The id of the changed listener or owner.
        var subjectID: String? {
            switch self {
            case .change(let change): change.subject.id
            case .owner(let change): change.owner.text
            case .blank, .section: nil
            }
        }

        var isHealth: Bool { if case .change(let change) = self { change.isHealth } else { false } }
    }

    var since = ChangesSince.start
    var cursor = LineCursor()
    /// The changes; nil if there is no moment to compare with.
    private(set) var list: ChangeList?
    private(set) var lines: [Line] = []

    /// Replaces the changes and keeps the cursor on its line.
    mutating func show(_ list: ChangeList?) {
        let before = selected
        self.list = list
        lines = Self.lines(of: list)
        let index = lines.firstIndex { line in
            line.subjectID != nil && line.subjectID == before?.subjectID && line.isHealth == before?.isHealth
        }
        if let index {
            cursor.follow(to: index)
        } else if before?.subjectID == nil {
            goToTop()
        }
        cursor.move(by: 0, of: lines.count)
    }

    /// Moves the cursor to the first change.
    mutating func goToTop() {
        cursor.goToTop()
        cursor.move(by: lines.firstIndex { $0.subjectID != nil } ?? 0, of: lines.count)
    }

    var selected: Line? { lines.indices.contains(cursor.line) ? lines[cursor.line] : nil }

    /// Returns the lines in sections: changes of health, changes of the configuration, and proxies and groups.
    private static func lines(of list: ChangeList?) -> [Line] {
        guard let list else { return [] }
        let sections: [(Wording, [Line])] = [
            (Wording("health", zh: "健康"), list.changes.filter(\.isHealth).map(Line.change)),
            (Wording("configuration", zh: "配置"), list.changes.filter { !$0.isHealth }.map(Line.change)),
            (Wording("proxies and groups", zh: "通道与通道组"), list.owners.map(Line.owner)),
        ]
        let found = sections.filter { !$0.1.isEmpty }.map { [.section($0.0, count: $0.1.count)] + $0.1 }
        return Array(found.joined(separator: [.blank]))
    }
}
