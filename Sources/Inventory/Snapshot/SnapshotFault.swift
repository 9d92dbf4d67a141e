// Why a file is no snapshot: what is wrong, where in it, and what to do. Whoever reports it names the file.

import TencentCloud

/// What is wrong with a document that should be a snapshot.
package struct SnapshotFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// One line.
    package let description: String

    package init(_ what: String, advice: String) { description = "\(what): \(advice)" }

    static let empty = SnapshotFault("it is empty", advice: "take the snapshot again")

    /// JSON of somebody else.
    static func foreign(missing key: String) -> SnapshotFault {
        SnapshotFault(
            "this is JSON, but no snapshot: \(key) is missing",
            advice: "it must come from gaapscope snapshot, or from gaapscope list -o json")
    }

    static func newer(_ version: Int) -> SnapshotFault {
        SnapshotFault(
            "schemaVersion \(version) is newer than this program, which reads \(SnapshotDocument.schemaVersion)",
            advice: "update gaapscope")
    }

    /// A value of the wrong type or range.
    static func wrong(_ path: String, expected: String, at place: (line: Int, column: Int)?) -> SnapshotFault {
        let place = place.map { "line \($0.line), column \($0.column): " } ?? ""
        return SnapshotFault("\(place)\(path) is not \(expected)", advice: "take the snapshot again, or mend it there")
    }

    /// Not JSON, or not to its end.
    static func syntax(_ fault: JSONFault, size: Int) -> SnapshotFault {
        let place = "line \(fault.line), column \(fault.column): \(fault.reason)"
        if fault.offset >= size || fault.reason.hasPrefix("a text without its") {
            return SnapshotFault("it stops in the middle (\(place))", advice: "take the snapshot again")
        }
        if fault.offset == 0 {
            return SnapshotFault(
                "this is no JSON (\(place))",
                advice: "it must come from gaapscope snapshot, or from gaapscope list -o json")
        }
        let isFollowed = fault.reason.hasPrefix("something follows")
        return SnapshotFault(
            place,
            advice: isFollowed
                ? "it must be one document (-o json, not -o jsonl)" : "take the snapshot again, or mend it there")
    }
}
