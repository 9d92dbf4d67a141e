// The terminal: where the browser waits, the simulation runs everything else. Time passes only here, to whatever comes
// next: a job, a sleeper, a key, a change outside, or the time limit of the wait.

import Browser
import BrowserRuntime
import Essentials
import TestSupport

/// A terminal whose user presses random keys.
@MainActor
final class SimulatedTerminal: Terminal {
    private let world: World
    private let threads: SimulatedThreads
    private var end: Duration
    private var random: Seeded
    private let wakeUp = WakeUp()
    private(set) var size = Size(columns: 100, rows: 30)
    private(set) var frames = 0
    /// A digest of everything that was drawn, and when.
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var frame = Frame(size: Size(columns: 1, rows: 1))
    private(set) var pressed: [Key] = []
    private var nextKeys = Duration.zero
    private var nextChange = Duration.zero
    private var nextWeather = Duration.zero
    /// How long the machine was suspended in all.
    private(set) var suspended = Duration.zero
    /// Whether the browser reads nothing by itself, which the user does not leave so for long.
    var isPaused = false
    /// The text of every frame would cost more than drawing it.
    private static let framesBetweenDigests = 16
    /// Called each time the browser waits.
    var onWait: () -> Void = {}

    init(_ world: World, _ threads: SimulatedThreads, seed: UInt64, end: Duration) {
        self.world = world
        self.threads = threads
        self.end = end
        random = Seeded(seed)
    }

    /// Ends the browser at its next wait.
    func stop() { end = .zero }

    var waker: @Sendable () -> Void {
        let wakeUp = wakeUp
        return { wakeUp.isDue = true }
    }

    func wait(upTo timeout: Duration?) -> TerminalInput {
        onWait()
        var input = TerminalInput()
        // A machine that is busy or suspended ends a wait late.
        let limit = timeout.map { world.clock.uptime + ($0 == .zero ? .zero : max($0, lateness())) }
        while true {
            threads.run { wakeUp.isDue }
            if wakeUp.isDue {
                wakeUp.isDue = false
                input.woken = true
                return input
            }
            let now = world.clock.uptime
            if now >= end {
                input.endedBy = 15
                return input
            }
            if let limit, now >= limit { return input }
            if now >= nextKeys {
                act(&input)
                return input
            }
            if now >= nextChange {
                world.changeAccount()
                nextChange = now + minutes(1...20)
            }
            if now >= nextWeather {
                world.changeWeather()
                nextWeather = now + minutes(10...240)
            }
            let next = [world.clock.nextDeadline, limit, nextKeys, nextChange, nextWeather, end].compactMap(\.self)
            world.clock.advance(to: next.min() ?? end)
        }
    }

    /// The time that a wait takes beyond its limit.
    private func lateness() -> Duration { .seconds(random.pick([1, 60, 120, 240, 480])) }

    private func minutes(_ range: ClosedRange<Int>) -> Duration {
        .seconds(Int.random(in: range.lowerBound * 60...range.upperBound * 60, using: &random))
    }

    private static let keys: [Key] =
        Array("jjjkkkgGhlnN!!eEaaaapoo<>rscYJTmDDxRZALC?").map { .character($0) }
        + [
            .enter, .enter, .enter, .escape, .escape, .escape, .escape, .tab, .backTab, .pageDown, .pageUp, .down, .up,
            .home, .end, .control("l"),
        ]
    private static let texts = [
        "/new\r", "/state:down\r", "/port:20001\r", ":80\r", "/", ":sort -port\r", ":mark\r", ":diff\r", ":errors\r",
        ":lang zh\r", ":lang en\r", ":filter state:ok\r", "8443",
    ]

    /// What the user does: keys, a text, another size of the window, or the lid of the machine.
    private func act(_ input: inout TerminalInput) {
        nextKeys = world.clock.uptime + minutes(2...40)
        switch Int.random(in: 0..<40, using: &random) {
        case 20..<40 where isPaused:
            input.keys = [.escape, .escape, .character("Z")]
        case 0:
            let length = minutes(5...600)
            suspended += length
            world.clock.advance(to: world.clock.uptime + length)
            // All that waited is late now.
            nextKeys += length
            input.resized = true
        case 1..<4:
            size = random.pick([
                Size(columns: 80, rows: 24), Size(columns: 140, rows: 45), Size(columns: 20, rows: 5),
                Size(columns: 100, rows: 30), Size(columns: 1, rows: 1),
            ])
            input.resized = true
        case 4:
            input.keys = [.character("Q")]
        case 5..<10:
            input.keys = random.pick(Self.texts).map { $0 == "\r" ? .enter : .character($0) }
        default:
            input.keys = (0...Int.random(in: 0..<6, using: &random)).map { _ in random.pick(Self.keys) }
        }
        pressed = (pressed + input.keys).suffix(40)
    }

    func draw(_ frame: Frame) {
        self.frame = frame
        frames += 1
        note("\(world.clock.uptime)")
        if frames % Self.framesBetweenDigests == 0 { for line in frame.text { note(line) } }
    }

    private func note(_ text: String) {
        for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    func redraw() {}
    func suspend() {}
    func copy(_ text: String) -> CopyOutcome {
        note(text)
        return .sent(by: Wording(verbatim: "the simulation"), proviso: Wording(verbatim: "it always arrives"))
    }
    var clipboardCheck: (@Sendable () -> Wording)? { nil }
    func bell() {}
    func close() {}
}

/// Whether the browser was woken. Unchecked, because the simulation has only one thread.
private final class WakeUp: @unchecked Sendable {
    var isDue = false
}
