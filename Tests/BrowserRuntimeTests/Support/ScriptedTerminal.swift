// A terminal without a screen: steps of a script run when the browser is idle, each of them once, and frames are kept.
// Time stands still unless a step lets it pass, so that nothing depends on the machine's speed.

import Browser
import BrowserRuntime
import Dispatch
import Synchronization
import Essentials

/// Clocks that a script sets.
final class ScriptedClock: Sendable {
    private let passed = Mutex<Double>(0)

    func pass(_ seconds: Double) { passed.withLock { $0 += seconds } }

    /// Sleeping takes no time: what waits here is the pause before a retry.
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
    /// What a step of a script gives the loop.
    enum Step {
        case input(TerminalInput)
        /// Something that happens outside, after which the loop's clock is looked at.
        case outside(@MainActor () -> Void)
    }

    private let woken = DispatchSemaphore(value: 0)
    private var steps: [(name: String, step: Step)] = []
    private(set) var frames: [Frame] = []
    private(set) var calls: [String] = []
    /// The screen when each step was due.
    private(set) var screens: [String: [String]] = [:]
    private var isIdle = false
    var size = Size(columns: 80, rows: 24)
    /// What a suspension does to the size.
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

    /// Keeps the screen as it is once everything before has settled.
    func see(_ name: String) { steps.append((name, .outside {})) }

    /// The browser has settled: the next step is due.
    func settled() { isIdle = true }

    // MARK: Terminal

    func wait(upTo timeout: Duration?) -> TerminalInput {
        var input = TerminalInput()
        guard isIdle else {
            // There is more to take in.
            if timeout == .zero { return input }
            input.woken = true
            // Only a browser that never settles gets here: the test then fails by its exit status.
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
