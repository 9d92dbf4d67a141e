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
        "use a file from gaapscope snapshot or gaapscope list -o json",
        zh: "快照须由 gaapscope snapshot 或 gaapscope list -o json 生成")
    private static let takeAgainOrFix = Wording("take the snapshot again, or fix the file", zh: "请重新生成快照，或修正文件")

    /// A number exceeds the range of integers. It is not known which number.
    static let outOfRange = SnapshotError(
        Wording("a number is out of range", zh: "有数字超出范围"), advice: takeAgainOrFix)
    static let empty = SnapshotError(Wording("the file is empty", zh: "文件为空"), advice: takeAgain)

    /// JSON that is not a snapshot.
    static func foreign(missing key: String) -> SnapshotError {
        SnapshotError(
            Wording("JSON, but not a snapshot: \(key) is missing", zh: "是 JSON，但不是快照：缺少 \(key)"), advice: takeOurs)
    }

    static func newer(_ version: Int) -> SnapshotError {
        SnapshotError(
            Wording(
                "schemaVersion \(version) is newer than \(SnapshotDocument.schemaVersion), the latest that this "
                    + "version supports",
                zh: "schemaVersion \(version) 高于本程序支持的 \(SnapshotDocument.schemaVersion)"),
            advice: Wording("update gaapscope", zh: "请更新 gaapscope"))
    }

    /// A value of the wrong type or range.
    static func wrong(_ path: String, expected: Wording, at place: (line: Int, column: Int)?) -> SnapshotError {
        let what = Wording("\(path) is not \(expected[.english])", zh: "\(path) 须为\(expected[.chinese])")
        return SnapshotError(what, at: place)
    }

    static func missing(_ path: String, at place: (line: Int, column: Int)?) -> SnapshotError {
        SnapshotError(Wording("\(path) is missing", zh: "缺少 \(path)"), at: place)
    }

    private init(_ what: Wording, at place: (line: Int, column: Int)?) {
        self.init(place.map { Self.place($0.line, $0.column, what) } ?? what, advice: Self.takeAgainOrFix)
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
                Wording("the file ends unexpectedly (\(place[.english]))", zh: "文件不完整（\(place[.chinese])）"),
                advice: takeAgain)
        }
        if error.offset == 0 {
            return SnapshotError(
                Wording("not valid JSON (\(place[.english]))", zh: "不是有效的 JSON（\(place[.chinese])）"), advice: takeOurs)
        }
        let isFollowed = error.reason[.english].hasPrefix("unexpected text after")
        let one = Wording("it must be a single document (-o json, not -o jsonl)", zh: "须为单个文档（-o json，而不是 -o jsonl）")
        return SnapshotError(place, advice: isFollowed ? one : takeAgainOrFix)
    }
}
