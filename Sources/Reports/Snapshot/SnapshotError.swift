// Why a file is not a snapshot: the problem, its position, and what to do. The caller adds the name of the file.

package import Essentials

/// A problem in a document that should be a snapshot.
package struct SnapshotError: DescribedError, Equatable, Sendable, CustomStringConvertible {
    package let message: Wording
    package let advice: Wording?

    package init(_ message: Wording, advice: Wording) {
        self.message = message
        self.advice = advice
    }

    package var description: String { fullMessage[.english] }

    static let takeAgain = Wording("take the snapshot again", zh: "请重新生成快照")
    private static let takeOurs = Wording(
        "it must come from gaapscope snapshot, or from gaapscope list -o json",
        zh: "快照须由 gaapscope snapshot 或 gaapscope list -o json 生成")
    private static let takeAgainOrFix = Wording("take the snapshot again, or mend it there", zh: "请重新生成快照，或修改该处")

    /// A number exceeds the range of integers. Which number is not known.
    static let outOfRange = SnapshotError(
        Wording("a number is not in range", zh: "有数字超出范围"), advice: takeAgainOrFix)
    static let empty = SnapshotError(Wording("it is empty", zh: "内容为空"), advice: takeAgain)

    /// JSON that is not a snapshot.
    static func foreign(missing key: String) -> SnapshotError {
        SnapshotError(
            Wording("this is JSON, but no snapshot: \(key) is missing", zh: "是 JSON 但不是快照：缺少 \(key)"), advice: takeOurs)
    }

    static func newer(_ version: Int) -> SnapshotError {
        SnapshotError(
            Wording(
                "schemaVersion \(version) is newer than this program, which reads \(SnapshotDocument.schemaVersion)",
                zh: "schemaVersion \(version) 比本程序支持的 \(SnapshotDocument.schemaVersion) 新"),
            advice: Wording("update gaapscope", zh: "请更新 gaapscope"))
    }

    /// A value of the wrong type or range.
    static func wrong(_ path: String, expected: Wording, at place: (line: Int, column: Int)?) -> SnapshotError {
        let what = Wording("\(path) is not \(expected[.english])", zh: "\(path) 须为\(expected[.chinese])")
        return SnapshotError(place.map { self.place($0.line, $0.column, what) } ?? what, advice: takeAgainOrFix)
    }

    /// Adds a position in the text to a problem.
    static func place(_ line: Int, _ column: Int, _ what: Wording) -> Wording {
        Wording(
            "line \(line), column \(column): \(what[.english])", zh: "第 \(line) 行第 \(column) 列：\(what[.chinese])")
    }

    /// The text is not JSON, or is incomplete.
    static func syntax(_ error: JSONError, size: Int) -> SnapshotError {
        let place = error.message
        if error.offset >= size || error.reason[.english].hasPrefix("a text without its") {
            return SnapshotError(
                Wording("it stops in the middle (\(place[.english]))", zh: "内容中途断开（\(place[.chinese])）"),
                advice: takeAgain)
        }
        if error.offset == 0 {
            return SnapshotError(
                Wording("this is no JSON (\(place[.english]))", zh: "不是 JSON（\(place[.chinese])）"), advice: takeOurs)
        }
        let isFollowed = error.reason[.english].hasPrefix("unexpected text after")
        let one = Wording("it must be one document (-o json, not -o jsonl)", zh: "须为单个文档（-o json，而不是 -o jsonl）")
        return SnapshotError(place, advice: isFollowed ? one : takeAgainOrFix)
    }
}
