// A terminal without a screen. It runs each step of a script once, when the browser is idle, and stores all frames.
// Time advances only when a step advances it, so that no test depends on the speed of the machine.

import Browser
import BrowserRuntime
import Dispatch
import Synchronization
import Essentials

/// A wall clock and a monotonic clock that a script advances.
final class ScriptedClock: Sendable {
    private let passed = Mutex<Double>(0)

    func pass(_ seconds: Double) { passed.withLock { $0 += seconds } }

    /// The clocks as a `TimeSource`. Sleeping takes no time: only the pause before a retry sleeps here.
    var source: TimeSource {
        TimeSource(
            now: { UnixTime(1_763_906_551 + self.passed.withLock { $0 }) },
            uptime: { .seconds(self.passed.withLock { $0 }) },
            sleep: { _ throws(CancellationError) in
                if Task.isCancelled { throw CancellationError() }
            })
    }
}

@MainActor
final class ScriptedTerminal: Terminal {
    /// What a step of a script does.
    enum Step {
        case input(TerminalInput)
        /// Changes something outside the browser; the loop then reads its clock.
        case outside(@MainActor () -> Void)
    }

    private let woken = DispatchSemaphore(value: 0)
    private var steps: [(name: String, step: Step)] = []
    private(set) var frames: [Frame] = []
    private(set) var calls: [String] = []
    /// The lines of the screen when each named step began.
    private(set) var screens: [String: [String]] = [:]
    private var isIdle = false
    var size = Size(columns: 80, rows: 24)
    /// The size after a suspension; nil if the suspension does not change it.
    var sizeAfterSuspend: Size?

    var waker: @Sendable () -> Void {
        let woken = woken
        return { woken.signal() }
    }

    // MARK: The script

    func press(_ keys: Key..., see name: String = "") {
        var input = TerminalInput()
        input.keys = keys
        steps.append((name, .input(input)))
    }

    func type(_ text: String, see name: String = "") {
        var input = TerminalInput()
        input.keys = text.map { .character($0) }
        steps.append((name, .input(input)))
    }

    func resize(_ size: Size) {
        outside { self.size = size }
        var input = TerminalInput()
        input.resized = true
        steps.append(("", .input(input)))
    }

    func end(signal: Int32) {
        var input = TerminalInput()
        input.endedBy = signal
        steps.append(("", .input(input)))
    }

    func outside(_ body: @escaping @MainActor () -> Void) { steps.append(("", .outside(body))) }

    /// Stores the screen under a name once the browser has finished the previous steps.
    func see(_ name: String) { steps.append((name, .outside {})) }

    /// Notes that the browser is idle, so that the next step runs.
    func settled() { isIdle = true }

    // MARK: Terminal

    func wait(upTo timeout: Duration?) -> TerminalInput {
        var input = TerminalInput()
        guard isIdle else {
            // More messages are waiting.
            if timeout == .zero { return input }
            input.woken = true
            // Only a browser that never becomes idle reaches this limit. The exit status then fails the test.
            if woken.wait(timeout: .now() + 60) == .timedOut { input.endedBy = 99 }
            return input
        }
        isIdle = false
        guard !steps.isEmpty else {
            input.endedBy = 98
            return input
        }
        let next = steps.removeFirst()
        if !next.name.isEmpty { screens[next.name] = frames.last?.text ?? [] }
        switch next.step {
        case .input(let given): return given
        case .outside(let body):
            body()
            return input
        }
    }

    func draw(_ frame: Frame) { frames.append(frame) }
    func redraw() { calls.append("redraw") }
    func copy(_ text: String) -> CopyOutcome {
        calls.append("copy \(text)")
        return .sent(by: Wording(verbatim: "a test"), proviso: Wording(verbatim: "a test knows"))
    }
    var clipboardCheck: (@Sendable () -> Wording)?
    func bell() { calls.append("bell") }
    func close() { calls.append("close") }

    func suspend() {
        calls.append("suspend")
        if let sizeAfterSuspend { size = sizeAfterSuspend }
    }

    func shows(_ text: String, at name: String) -> Bool { screens[name]?.contains { $0.contains(text) } ?? false }
}
