// A progress line on the terminal for work that takes longer than a second.

import Synchronization
import Essentials

enum ProgressLine {
    /// Whether the line is on the terminal. After `ended`, it is not shown again.
    private enum State { case absent, shown, ended }

    private static let state = Mutex(State.absent)

    /// Shows the progress of the work once a second, beginning after the first second, and erases the line at the end.
    /// - Parameters:
    ///   - text: returns the progress.
    ///   - isWanted: whether standard error is a terminal to which nothing else is written meanwhile.
    static func around<Result: Sendable>(
        _ text: @escaping @Sendable () -> Wording, isWanted: Bool, _ work: () async -> Result
    ) async -> Result {
        guard isWanted else { return await work() }
        let showing = Task {
            // The loop ends when the task is cancelled at the end of the work.
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                show(text())
            }
        }
        let result = await work()
        showing.cancel()
        await showing.value
        erase()
        return result
    }

    private static func show(_ text: Wording) {
        state.withLock { state in
            guard state != .ended else { return }
            StandardStream.error.write("\(eraser)\(text[.ofOutput])")
            state = .shown
        }
    }

    /// Erases the line permanently, along with the `^C` that the terminal may have added.
    static func erase() {
        state.withLock { state in
            if state == .shown { StandardStream.error.write(eraser) }
            state = .ended
        }
    }

    private static let eraser = "\r\u{1B}[K"
}
