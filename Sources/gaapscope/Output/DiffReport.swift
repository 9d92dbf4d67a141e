// The result of `diff` and its output formats.

import Inventory
import Reports
import Essentials

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

    /// Whether nothing changed in what both snapshots contain, but one of them is incomplete, so that it is not known
    /// whether they are the same.
    var isUndecided: Bool {
        comparison.isEmpty
            && (!comparison.notReadNow.isEmpty || !comparison.notReadThen.isEmpty || comparison.uncomparedOwners > 0)
    }

    /// Facts that a reader needs to interpret the result.
    var notices: [Wording] {
        var notices = [old, new].filter { !$0.document.isComplete }
            .map { Wording("\($0.path) is not complete", zh: "\($0.path) 不完整") }
        let questions = [old, new].map { $0.question }
        if let first = questions[0], let second = questions[1], first != second {
            notices.append(
                Wording(
                    "\(old.path) contains \(first), \(new.path) contains \(second)",
                    zh: "\(old.path) 的范围是 \(first)，\(new.path) 的范围是 \(second)"))
        } else if !new.document.filters.isEmpty {
            notices.append(
                Wording(
                    "both were taken with \(new.document.filters): a listener that no longer matches counts as removed",
                    zh: "两者都带有过滤条件 \(new.document.filters)：不再符合条件的监听器也算已删除"))
        }
        if old.document.fetchedAt > new.document.fetchedAt {
            notices.append(
                Wording("the first snapshot, \(old.path), is the later one", zh: "第一个快照 \(old.path) 的时间较晚"))
        }
        for (missing, side) in [(comparison.notReadNow, new), (comparison.notReadThen, old)] where !missing.isEmpty {
            let listeners = Wording(listeners: missing.count)
            notices.append(
                Wording(
                    "\(listeners[.english]) missing in \(side.path), which is partial: not counted as changes",
                    zh: "\(listeners[.chinese])不在 \(side.path) 中，而该快照不完整：不计为变更"))
        }
        if comparison.uncomparedOwners > 0 {
            let count = Count.text(comparison.uncomparedOwners)
            let owners = comparison.uncomparedOwners == 1 ? "1 proxy or group" : "\(count) proxies and groups"
            notices.append(
                Wording(
                    "\(owners) missing in one of the snapshots: not compared",
                    zh: "\(count) 个通道或通道组仅在一个快照中：未比较"))
        }
        if isUndecided {
            notices.append(
                Wording(
                    "no changes in what both snapshots contain; whether they are the same is not known",
                    zh: "共有的部分没有变更；两者是否相同无法确定"))
        }
        return notices
    }

    /// Returns the lines of the report.
    /// - Parameter language: the language of a table. The other formats are in English.
    func lines(_ form: Form, in language: Language) -> [String] {
        switch form {
        case .table: table(language)
        case .json: [String(decoding: json.encoded, as: UTF8.self)]
        case .md: markdown
        }
    }

    /// The changes under one title.
    private enum Section {
        case listeners(title: Wording, [Change])
        case owners([OwnerChange])

        var title: Wording {
            switch self {
            case .listeners(let title, _): title
            case .owners: Wording("owners", zh: "通道与通道组")
            }
        }

        var count: Int {
            switch self {
            case .listeners(_, let changes): changes.count
            case .owners(let changes): changes.count
            }
        }
    }

    /// The sections with changes: health, owners, then the configuration of listeners.
    private var sections: [Section] {
        let parts: [Section] = [
            .listeners(title: Wording("health", zh: "健康状态"), comparison.changes.filter(\.isHealth)),
            .owners(comparison.owners),
            .listeners(title: Wording("configuration", zh: "配置"), comparison.changes.filter { !$0.isHealth }),
        ]
        return parts.filter { $0.count > 0 }
    }

    // MARK: Forms

    /// Returns the lines of a table. If nothing changed, there are no lines, as with diff(1).
    private func table(_ language: Language) -> [String] {
        sections.flatMap { section in
            let head = section.title[language] + Wording(": ", zh: "：")[language] + Self.count(section.count)[language]
            let lines =
                switch section {
                case .listeners(_, let changes): changes.map { $0.line(in: language) }
                case .owners(let changes): changes.map { $0.line(in: language) }
                }
            return [head] + lines.map(DisplayText.visible)
        }
    }

    private var markdown: [String] {
        guard !comparison.isEmpty else {
            return [
                isUndecided
                    ? "No changes in what both snapshots contain; not everything could be compared." : "No changes."
            ]
        }
        return sections.flatMap { section in
            let title = section.title[.english]
            let head = title.prefix(1).uppercased() + title.dropFirst()
            return ["### \(head): \(Self.count(section.count)[.english])", ""] + Self.rows(section) + [""]
        }.dropLast()
    }

    private static func rows(_ section: Section) -> [String] {
        switch section {
        case .listeners(_, let changes):
            return ["| change | port | listener | owner | details |", "|---|---:|---|---|---|"]
                + changes.map { change in
                    let subject = change.subject
                    return row([
                        change.title(), subject.port.map(String.init) ?? "?",
                        subject.name.isEmpty ? subject.id : subject.name, subject.owner?.text ?? "?", change.details(),
                    ])
                }
        case .owners(let changes):
            return ["| change | owner | name | details |", "|---|---|---|---|"]
                + changes.map { row([$0.title(), $0.owner.text, $0.name, $0.details()]) }
        }
    }

    private static func row(_ cells: [String]) -> String { "| \(cells.map(escaped).joined(separator: " | ")) |" }

    private static func count(_ changes: Int) -> Wording {
        Wording(changes == 1 ? "1 change" : "\(Count.text(changes)) changes", zh: "\(Count.text(changes)) 项变更")
    }

    /// Returns a text escaped for Markdown. Arrows stay unescaped for chats that show Markdown as plain text.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in DisplayText.visible(text) {
            let isArrow = character == ">" && escaped.last == "-"
            if !isArrow, "\\`*_[]<>|#~&".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }
}

extension DiffReport.Side {
    /// The scope and filters of the snapshot as flags; nil if the snapshot does not contain them.
    fileprivate var question: String? {
        document.scope.map { document.filters.isEmpty ? $0.flags : "\($0.flags) \(document.filters)" }
    }
}
