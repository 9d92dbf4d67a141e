// The browser in a pseudo-terminal, beside the emulator that it reads, and what must always be true of it.

import FoundationEssentials
import Glibc
import PseudoTerminal

/// Takes steps and checks the browser every few of them.
final class StormSession {
    /// Which account the browser reads.
    enum Account: String, CaseIterable {
        /// Nothing changes, so the screen can be compared with its own full redraw.
        case calm
        /// Health and owners change, and requests fail now and then.
        case wild
    }

    private let account: Account
    /// The time within which the browser must answer.
    private let patience: Duration
    private let program: String
    private let folder: String
    private let emulator: PseudoTerminal
    private var environment = PseudoTerminal.environment
    private var browser: PseudoTerminal
    private var size = ScreenSize(columns: 80, rows: 24)
    private var usage: ProcessUsage?
    private var stepCount = 0
    /// Starts of the browser; a key may end it in an orderly way.
    private(set) var startCount = 0

    init(_ account: Account, patience: Duration) throws {
        self.account = account
        self.patience = patience
        program = try ProductPath.executable("gaapscope")
        folder = try Self.temporaryFolder()
        emulator = try PseudoTerminal(
            program, ["emulator"] + Self.options(account), environment: PseudoTerminal.environment,
            size: ScreenSize(columns: 400, rows: 24))
        try emulator.waitFor("secretKey")
        let announcement = try JSONDecoder().decode(
            Announcement.self, from: Data((emulator.screen.text.first { $0.hasPrefix("{") } ?? "").utf8))
        environment["TENCENTCLOUD_SECRET_ID"] = announcement.secretId
        environment["TENCENTCLOUD_SECRET_KEY"] = announcement.secretKey
        environment["GAAPSCOPE_ENDPOINT"] = announcement.endpoint
        environment["GAAPSCOPE_RATE"] = "20"
        environment["HOME"] = folder
        browser = try Self.start(program, in: folder, environment, account, size)
        try begin()
    }

    deinit {
        kill(browser.process, SIGKILL)
        kill(emulator.process, SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
    }

    private struct Announcement: Decodable {
        let endpoint, secretId, secretKey: String
    }

    private static func options(_ account: Account) -> [String] {
        let size = ["--proxies", "8", "--groups", "3", "--listeners", "120", "--limit", "1000"]
        return account == .calm ? size : size + ["--churn", "--latency", "20"]
    }

    private static func temporaryFolder() throws -> String {
        var template = Array("/tmp/gaapscope-storm.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw StormFailure(kind: .notStarted, details: "no temporary folder", stepCount: 0)
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func start(
        _ program: String, in folder: String, _ environment: [String: String], _ account: Account, _ size: ScreenSize
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            "/usr/bin/env",
            // Exported files go to the folder.
            ["-C", folder, program, "--interval", account == .calm ? "3600" : "5"], environment: environment, size: size
        )
    }

    private func begin() throws {
        startCount += 1
        do {
            try browser.waitFor("listeners", timeout: .seconds(30))
        } catch {
            throw failure(.notStarted, "\(error)")
        }
        try settle(.milliseconds(200))
        usage = usage ?? ProcessUsage(of: browser.process)
    }

    // MARK: Steps

    /// Takes a step.
    func take(_ step: StormStep) throws {
        stepCount += 1
        switch step {
        case .bytes(let bytes): send(bytes)
        case .slowly(let bytes, let pause):
            for byte in bytes {
                send([byte])
                _ = browser.bytesAtRest(for: .milliseconds(pause))
            }
        case .resize(let columns, let rows):
            size = ScreenSize(columns: columns, rows: rows)
            browser.resize(size)
        case .stop(let time):
            browser.signal(SIGSTOP)
            usleep(UInt32(time) * 1_000)
            browser.signal(SIGCONT)
        case .suspend(let time):
            send([0x1A])
            usleep(UInt32(time) * 1_000)
            // The stop may come later than the signal that would end it.
            try awaitAnswerOrStop()
        case .wait(let time): _ = browser.bytesAtRest(for: .milliseconds(time))
        }
        _ = browser.bytesAtRest(for: .zero)
        if hasEnded { try takeEnd() }
    }

    /// Bytes in pieces, with what the browser writes read in between: else both could wait for each other.
    private func send(_ bytes: [UInt8]) {
        for start in stride(from: 0, to: bytes.count, by: 512) {
            browser.send(Array(bytes[start..<min(start + 512, bytes.count)]))
            _ = browser.bytesAtRest(for: .zero)
        }
    }

    private func awaitAnswerOrStop() throws {
        let deadline = ContinuousClock.now + .milliseconds(300)
        while ContinuousClock.now < deadline {
            if ProcessFacts.state(of: browser.process) == "T" { break }
            _ = browser.bytesAtRest(for: .milliseconds(5))
        }
        browser.signal(SIGCONT)
    }

    /// Waits until the browser has written nothing for a while, sleeps, and has not run meanwhile. Silence alone is not
    /// enough: on a busy machine, a browser that has yet to process a resize is silent, too.
    /// - Throws: `StormFailure` if the browser does not come to rest.
    private func settle(_ quiet: Duration) throws {
        let deadline = ContinuousClock.now + patience + Self.longestUnrest
        var before = ProcessFacts.switches(of: browser.process)
        while !hasEnded, ContinuousClock.now < deadline {
            let written = browser.bytesAtRest(for: quiet)
            let after = ProcessFacts.switches(of: browser.process)
            if written == 0, after.main == before.main, ProcessFacts.state(of: browser.process) == "S" { return }
            before = after
        }
        if !hasEnded { throw failure(.hung, "no rest in \(patience + Self.longestUnrest)\n\(browser.screen)") }
    }

    /// How long a busy machine may keep the browser from its rest.
    private static let longestUnrest = Duration.seconds(10)

    // MARK: Ends

    private var hasEnded: Bool {
        let state = ProcessFacts.state(of: browser.process)
        return state == nil || state == "Z"
    }

    /// A key has ended the browser; anything else than an orderly end is a failure. A new one begins.
    private func takeEnd() throws {
        let status: PseudoTerminal.Status
        do {
            status = try browser.waitForExit(timeout: .seconds(5))
        } catch {
            throw failure(.hung, "\(error)")
        }
        guard [.exited(0), .exited(130)].contains(status) else {
            throw failure(.exited, "\(status)\n\(browser.screen)")
        }
        try checkRestored()
        browser = try Self.start(program, in: folder, environment, account, size)
        // A window of one column shows no text to wait for.
        let wanted = size
        size = ScreenSize(columns: 80, rows: 24)
        browser.resize(size)
        usage = nil
        try begin()
        size = wanted
        browser.resize(wanted)
    }

    private func checkRestored() throws {
        let screen = browser.screen
        guard !screen.isAlternate, screen.showsCursor, !screen.bracketsPastes, browser.modes.areOrdinary else {
            throw failure(.notRestored, "\(browser.modes)\n\(screen)")
        }
    }

    /// Ends the browser with a signal.
    func end(with signal: Int32) throws {
        browser.signal(signal)
        let status: PseudoTerminal.Status
        do {
            status = try browser.waitForExit(timeout: patience + .seconds(1))
        } catch {
            throw failure(.hung, "signal \(signal): \(error)")
        }
        guard status == .exited(128 + signal) else { throw failure(.exited, "signal \(signal): \(status)") }
        try checkRestored()
    }

    // MARK: Checks

    /// Looks whether the screen is as the browser would draw it afresh, and whether it answers a key.
    func check() throws {
        if account == .calm, ProcessFacts.state(of: browser.process) != "T" { try checkScreen() }
        try awaitRedraw()
        if hasEnded { try takeEnd() }
    }

    /// A program that is continued draws everything, and nothing else changes by it. If an answer of the service
    /// arrives in between, which runs another thread, the screen may change with reason: then the check begins again.
    private func checkScreen() throws {
        for _ in 0..<Self.comparisons {
            try settle(.milliseconds(150))
            let others = ProcessFacts.switches(of: browser.process).others
            let before = browser.screen
            browser.mark()
            browser.signal(SIGCONT)
            let deadline = ContinuousClock.now + patience
            while !isRedrawn, ContinuousClock.now < deadline { _ = browser.bytesAtRest(for: .milliseconds(10)) }
            try settle(.milliseconds(20))
            guard let difference = ScreenDifference(before, browser.screen) else { return }
            if ProcessFacts.switches(of: browser.process).others == others {
                throw failure(.differs, difference.description)
            }
        }
    }

    /// How often a check of the screen begins again.
    private static let comparisons = 5

    /// Types Ctrl-L until a frame has come. A sequence, string or paste that has not ended swallows what follows, so
    /// the end of a paste is typed, and then nothing for as long as the browser waits for the rest of the others.
    private func awaitRedraw() throws {
        if redraws(within: .milliseconds(150)) { return }
        browser.send("\u{1B}[201~")
        _ = browser.bytesAtRest(for: .milliseconds(60))
        if redraws(within: .milliseconds(300)) { return }
        for _ in 0..<2 {
            let silence = ContinuousClock.now + .milliseconds(1_100)
            while ContinuousClock.now < silence { _ = browser.bytesAtRest(for: .milliseconds(20)) }
            if redraws(within: patience) { return }
        }
        throw failure(.hung, "no redraw in \(patience)\n\(browser.screen)")
    }

    /// Whether Ctrl-L makes a whole frame, or the browser has ended.
    private func redraws(within time: Duration) -> Bool {
        browser.mark()
        browser.send([0x0C])
        let deadline = ContinuousClock.now + time
        while ContinuousClock.now < deadline {
            if browser.bytesAtRest(for: .milliseconds(10)) > 0, isRedrawn { return true }
            if hasEnded { return true }
        }
        return false
    }

    /// Whether a whole frame that erases the screen has come since the mark.
    private var isRedrawn: Bool {
        let written = browser.outputSinceMark
        let erasing = ["\u{1B}[2J", "\u{1B}[J"].compactMap { written.firstRange(of: $0.utf8)?.upperBound }.min()
        return erasing.map { written[$0...].contains("\u{1B}[?2026l".utf8) } ?? false
    }

    /// Compares what the process uses with what it used at first.
    func checkGrowth() throws {
        guard let usage, let now = ProcessUsage(of: browser.process), let grown = usage.growth(to: now) else { return }
        throw failure(.grew, grown)
    }

    private func failure(_ kind: StormFailure.Kind, _ details: String) -> StormFailure {
        StormFailure(kind: kind, details: details, stepCount: stepCount)
    }
}
