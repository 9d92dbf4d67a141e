// A reading that is run to its end, and what the terminal shows meanwhile.

import Essentials
import Glibc

/// The same for a reading: an interruption says how much was read and ends with 128 and the signal's number.
func runToEnd(
    _ progress: Progress, endsWithReader: Bool = false, _ work: @escaping @Sendable () async -> ExitStatus
) -> Never {
    runToEnd(endsWithReader: endsWithReader) { signal in
        UnfinishedFiles.ofProgram.discard()
        ProgressLine.erase()
        say(progress.interruption)
        exit(128 + signal)
    } _: {
        await work().rawValue
    }
}

extension Progress {
    /// Shows how far the reading is while it takes long.
    /// - Parameter isShown: whether anybody would see it, and nothing else writes to the same terminal meanwhile.
    func whileShown<Result: Sendable>(_ isShown: Bool, _ read: () async -> Result) async -> Result {
        await ProgressLine.around(line, isWanted: isShown, read)
    }

    @Sendable private func line() -> Wording {
        let text = details
        return Wording("reading: \(text[.english])", zh: "正在读取：\(text[.chinese])")
    }
}
