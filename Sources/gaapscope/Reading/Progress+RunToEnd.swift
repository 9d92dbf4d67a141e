// Runs a read to its end and shows its progress on the terminal.

import Essentials
import Glibc

/// Runs a read to its end. A signal prints how much was read and ends the program with 128 plus the signal's number.
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
    /// Shows the progress of a read that takes long.
    /// - Parameter isShown: whether standard error is a terminal to which nothing else is written meanwhile.
    func whileShown<Result: Sendable>(_ isShown: Bool, _ read: () async -> Result) async -> Result {
        await ProgressLine.around(line, isWanted: isShown, read)
    }

    @Sendable private func line() -> Wording {
        let text = details
        return Wording("reading: \(text[.english])", zh: "正在读取：\(text[.chinese])")
    }
}
