// What `diff` has found, as a value, and the forms it can be printed in.

import Inventory
import TencentCloud

struct DiffReport {
    enum Form: String, CaseIterable { case table, json, md }

    /// One of the two snapshots.
    struct Side {
        let path: String
        let document: SnapshotDocument
    }

    let old: Side
    let new: Side
    let comparison: Comparison

    init(old: Side, new: Side) {
        self.old = old
        self.new = new
        comparison = Comparison(
            from: old.document.side(comparedWith: new.document), to: new.document.side(comparedWith: old.document))
    }

    /// Nothing changed in what both hold, but one of them does not hold all: whether they are the same nobody knows.
    var isUndecided: Bool {
        comparison.isEmpty && !(comparison.notReadNow.isEmpty && comparison.notReadThen.isEmpty)
    }

    /// What one must know to read the result rightly.
    var notices: [String] {
        var notices = [old, new].filter { !$0.document.isComplete }.map { "\($0.path) is not complete" }
        let questions = [old, new].map { $0.question }
        if let first = questions[0], let second = questions[1], first != second {
            notices.append("\(old.path) holds \(first), \(new.path) holds \(second)")
        } else if !new.document.filters.isEmpty {
            notices.append("both were taken with \(new.document.filters): what matches no longer counts as removed")
        }
        if old.document.fetchedAt > new.document.fetchedAt {
            notices.append("\(old.path) is the later one of the two")
        }
        for (missing, side) in [(comparison.notReadNow, new), (comparison.notReadThen, old)] where !missing.isEmpty {
            let listeners = missing.count == 1 ? "1 listener" : "\(Count.text(missing.count)) listeners"
            notices.append("\(listeners) not in \(side.path), where not all was read: not counted as a change")
        }
        if isUndecided { notices.append("nothing changed in what both hold; whether they are the same is not known") }
        return notices
    }

    func lines(_ form: Form) -> [String] {
        switch form {
        case .table: table
        case .json: [String(decoding: json.encoded, as: UTF8.self)]
        case .md: markdown
        }
    }

    /// Health, then the rest; each with its title.
    private var sections: [(title: String, changes: [Change])] {
        let parts = [
            ("health", comparison.changes.filter(\.isHealth)),
            ("configuration", comparison.changes.filter { !$0.isHealth }),
        ]
        return parts.filter { !$0.1.isEmpty }.map { (title: $0.0, changes: $0.1) }
    }

    // MARK: Forms

    /// Nothing at all where nothing changed, as of diff(1).
    private var table: [String] {
        sections.flatMap { section in
            ["\(section.title): \(count(section.changes))"] + section.changes.map { DisplayText.visible($0.line()) }
        }
    }

    private var markdown: [String] {
        guard !comparison.isEmpty else {
            return [isUndecided ? "No changes in what both hold; not all could be compared." : "No changes."]
        }
        return sections.flatMap { section in
            ["### \(section.title.prefix(1).uppercased() + section.title.dropFirst()): \(count(section.changes))", ""]
                + ["| change | port | listener | owner | details |", "|---|---:|---|---|---|"]
                + section.changes.map { change in
                    let subject = change.subject
                    let name = subject.name.isEmpty ? subject.id : subject.name
                    let cells = [
                        change.title(), subject.port.map(String.init) ?? "?", name, subject.owner.text,
                        change.details(),
                    ]
                    return "| \(cells.map(Self.escaped).joined(separator: " | ")) |"
                } + [""]
        }.dropLast()
    }

    private func count(_ changes: [Change]) -> String {
        changes.count == 1 ? "1 change" : "\(Count.text(changes.count)) changes"
    }

    /// A text that Markdown takes as it is.
    private static func escaped(_ text: String) -> String {
        DisplayText.visible(text).map { "\\`*_[]<>|#~&".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}

extension DiffReport.Side {
    /// What was asked for, as flags; nil where the snapshot does not say.
    fileprivate var question: String? {
        document.scope.map { document.filters.isEmpty ? $0.flags : "\($0.flags) \(document.filters)" }
    }
}
