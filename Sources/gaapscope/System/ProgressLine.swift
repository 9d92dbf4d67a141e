// A line on the terminal while a reading takes long, and nothing when it does not.

import Synchronization
import Essentials

enum ProgressLine {
    /// Whether the line stands on the terminal; ended is a line that must not come again.
    private enum State { case absent, shown, ended }

    private static let state = Mutex(State.absent)

    /// Shows how far the work is, from the second second on, and takes the line away at its end.
    /// - Parameters:
    ///   - text: how far the work is, asked for once a second.
    ///   - isWanted: whether anybody would see it, and nothing else writes to the same terminal meanwhile.
    static func around<Result: Sendable>(
        _ text: @escaping @Sendable () -> Wording, isWanted: Bool, _ work: () async -> Result
    ) async -> Result {
        guard isWanted else { return await work() }
        let showing = Task {
            // Cancelled at the end of the work, it leaves the loop.
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

    /// Takes the line away for good, along with the `^C` that the terminal may have put behind it.
    static func erase() {
        state.withLock { state in
            if state == .shown { StandardStream.error.write(eraser) }
            state = .ended
        }
    }

    private static let eraser = "\r\u{1B}[K"
}
