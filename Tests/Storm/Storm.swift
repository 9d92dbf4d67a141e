// A storm: seeded random keys, broken sequences, pastes, resizes, stops and changing data against the real program. See
// scripts/storm.

import Glibc
import PseudoTerminal

/// What is run, and for how long.
struct Storm {
    let seconds: Int
    let seed: UInt64
    /// Steps of a seed; a seed that is over is followed by the next one.
    let stepsPerSeed: Int
    let patience: Duration

    /// Whether each step is printed before it is taken: libvterm itself can crash. Set once, at the start.
    nonisolated(unsafe) static var isTracing = false
    /// Steps between two checks.
    private static let stepsBetweenChecks = 8

    /// Runs seed after seed until the time is up, and prints what it did.
    /// - Returns: whether nothing was found.
    func run() throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var (seed, keys, starts) = (seed, 0, 0)
        while ContinuousClock.now < deadline {
            let account = Self.account(of: seed)
            var generator = StormGenerator(seed: seed)
            let steps = (0..<stepsPerSeed).map { _ in generator.next() }
            do {
                let done = try Self.run(steps, account, patience, until: deadline)
                keys += done.keys
                starts += done.starts
            } catch let failure as StormFailure {
                try describe(failure, seed, account, Array(steps.prefix(failure.stepCount)))
                return false
            }
            report("seed \(seed) (\(account.rawValue)): fine")
            seed += 1
        }
        report("\(keys) keys and \(starts) starts, seeds \(self.seed) to \(seed - 1): nothing found")
        return true
    }

    static func account(of seed: UInt64) -> StormSession.Account { seed % 2 == 0 ? .wild : .calm }

    /// Takes the steps, with a check after every few of them.
    @discardableResult
    static func run(
        _ steps: [StormStep], _ account: StormSession.Account, _ patience: Duration,
        until deadline: ContinuousClock.Instant? = nil
    ) throws -> (keys: Int, starts: Int) {
        let session = try StormSession(account, patience: patience)
        var keys = 0
        for (index, step) in steps.enumerated() {
            if isTracing { report(step.line) }
            try session.take(step)
            keys += step.keyCount
            if index % stepsBetweenChecks == stepsBetweenChecks - 1 { try session.check() }
            if let deadline, ContinuousClock.now >= deadline { break }
        }
        try session.check()
        try session.checkGrowth()
        try session.end(with: steps.count % 2 == 0 ? SIGTERM : SIGHUP)
        return (keys, session.startCount)
    }

    // MARK: Failures

    private func describe(
        _ failure: StormFailure, _ seed: UInt64, _ account: StormSession.Account, _ steps: [StormStep]
    ) throws {
        report("seed \(seed) (\(account.rawValue)), step \(failure.stepCount): \(failure)")
        report("the last steps:")
        for step in steps.suffix(12) { report("  \(step.description)") }
        report("looking for the fewest steps that do the same…")
        let shrunk = StormShrinker(account: account, kind: failure.kind, patience: patience).shrink(steps)
        guard let shrunk else {
            report("it did not happen again with the same steps")
            return
        }
        report("\(shrunk.failure)")
        report("\(shrunk.steps.count) steps do the same; scripts/storm --replay FILE takes these lines:")
        report("account \(account.rawValue)")
        for step in shrunk.steps { report(step.line) }
        report("in words:")
        for step in shrunk.steps { report("  \(step.description)") }
    }

    /// Takes the steps of a file.
    static func replay(_ text: String, _ patience: Duration) throws -> Bool {
        var account = StormSession.Account.calm
        var steps: [StormStep] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            if let name = line.split(separator: " ").last, line.hasPrefix("account ") {
                account = StormSession.Account(rawValue: String(name)) ?? .calm
            } else if let step = StormStep(line: String(line)) {
                steps.append(step)
            } else {
                report("line \(index + 1) is not a step: \(line)")
                return false
            }
        }
        do {
            try run(steps, account, patience)
        } catch let failure as StormFailure {
            report("step \(failure.stepCount): \(failure)")
            return false
        }
        report("\(steps.count) steps: nothing found")
        return true
    }
}
