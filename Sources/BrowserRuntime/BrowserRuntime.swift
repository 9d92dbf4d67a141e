// The main loop. It waits for keys and messages, passes them to the core, executes the resulting effects, and draws.
// Many pages that arrive together are drawn in one frame. Keys take precedence, and after the time of one frame no
// further message is processed. Therefore a key waits at most for that time and one page, however many pages there are.
//
// All code here runs on the main thread, which blocks in `wait`. Background tasks must never hop to the main actor,
// since they would deadlock. Requests to the fetch service go through one stream to one consumer, so that a cancel
// request cannot overtake its load request.

package import Browser
import Inventory
package import Essentials

/// Runs the browser on a terminal until it ends.
@MainActor
package final class BrowserRuntime {
    private let terminal: any Terminal
    private let time: TimeSource
    private let surroundings: Surroundings
    private var session: BrowserSession
    private var mailbox: Mailbox
    private var requests: AsyncStream<FetchRequest>.Continuation
    private var journal: JournalPort?
    /// Messages that were taken from the mailbox and are not processed yet.
    private var arrivals: ArraySlice<Message> = []
    package private(set) var state: BrowserState
    private var lastTick: Duration
    private var exitStatus: Int32?
    private var lastClipboardCheck: Duration?

    /// Called when nothing is running and the frame is drawn. Tests use it to wait for that state.
    package var whenIdle: ((BrowserState) -> Void)?

    package init(
        terminal: any Terminal, session: BrowserSession, surroundings: Surroundings, time: TimeSource = .system
    ) {
        self.terminal = terminal
        self.session = session
        self.surroundings = surroundings
        self.time = time
        lastTick = time.uptime()
        (state, mailbox, requests, journal) = Self.open(session, on: terminal)
    }

    /// Opens a session. The session has its own mailbox: messages for an account that the user has left are never read.
    private static func open(
        _ session: BrowserSession, on terminal: any Terminal
    ) -> (BrowserState, Mailbox, AsyncStream<FetchRequest>.Continuation, JournalPort?) {
        let mailbox = Mailbox(wake: terminal.waker)
        let service = session.makeService { mailbox.post(.fetched($0)) }
        let (stream, continuation) = AsyncStream.makeStream(of: FetchRequest.self)
        Task.detached {
            for await request in stream { await service.perform(request) }
            await service.close()
        }
        return (session.state, mailbox, continuation, session.makeJournal? { mailbox.post(.journalFailed($0)) })
    }

    /// Runs until the user quits or a signal ends it. Returns the exit status.
    package func run() -> Int32 {
        perform(state.start())
        draw()
        while exitStatus == nil {
            settle()
            let input = terminal.wait(upTo: patience)
            take(input)
            draw()
        }
        leave()
        terminal.close()
        return exitStatus ?? 0
    }

    /// Leaves the session. The service closes after it has processed the requests that were already sent.
    private func leave() {
        requests.finish()
        if let batch = state.lastBatch() { journal?.record(batch) }
        session.ended(state)
        journal?.close()
    }

    private func change(to profile: String?) {
        do throws(Surroundings.ProfileError) {
            let next = try surroundings.changeProfile(profile, state)
            leave()
            session = next
            (state, mailbox, requests, journal) = Self.open(next, on: terminal)
            arrivals = []
            perform(state.start())
        } catch {
            update(.profileRefused(error.notice))
        }
    }

    private func take(_ input: TerminalInput) {
        if let signal = input.endedBy { exitStatus = 128 + signal }
        if input.resized { update(.resized(terminal.size)) }
        var keys = input.keys[...]
        while exitStatus == nil, let key = Key.takeNext(from: &keys, joiningText: state.takesText) { update(.key(key)) }
        takeArrivals()
        if let tickAt, time.uptime() >= tickAt {
            update(.tick)
            lastTick = time.uptime()
        }
        if state.paneDelay(at: time.moment) == 0 { update(.rested) }
    }

    private func takeArrivals() {
        arrivals += mailbox.takeAll()
        guard !arrivals.isEmpty, exitStatus == nil else { return }
        let start = time.uptime()
        let update = state.update(arrivals, now: time.moment) { time.uptime() - start < Self.frame }
        arrivals = arrivals.dropFirst(update.taken)
        // A slice keeps its dropped elements in memory.
        if arrivals.isEmpty { arrivals = [] }
        perform(update.effects)
    }

    private func update(_ message: Message) {
        perform(state.update(message, now: time.moment))
    }

    private func perform(_ wanted: [Effect]) {
        for effect in wanted {
            switch effect {
            case .quit(let status): exitStatus = status
            case .suspend:
                terminal.suspend()
                update(.resized(terminal.size))
            case .redraw: terminal.redraw()
            case .copy(let text, let name): copy(text, name)
            case .save(let text, let file, let name): update(.saved(name, surroundings.save(text, file)))
            case .changeProfile(let profile): change(to: profile)
            case .bell: terminal.bell()
            case .fetch(let request): requests.yield(request)
            case .record(let batch): journal?.record(batch)
            case .readJournal(let limit): journal?.read(limit) { [mailbox] in mailbox.post(.journalRead($0)) }
            }
        }
    }

    /// The minimum interval between two checks of the clipboard.
    private static let clipboardPause: Duration = .seconds(1)

    private func copy(_ text: String, _ name: String) {
        let outcome = terminal.copy(text)
        update(.copied(name, outcome))
        guard case .sent = outcome, let check = terminal.clipboardCheck else { return }
        // Holding a key down must not start a program for each repetition.
        if let last = lastClipboardCheck, time.uptime() - last < Self.clipboardPause { return }
        lastClipboardCheck = time.uptime()
        Task.detached { [mailbox] in mailbox.post(.clipboardKnown(check())) }
    }

    private func draw() {
        guard exitStatus == nil else { return }
        terminal.draw(state.render())
    }

    private func settle() {
        if let whenIdle, !state.isReading, arrivals.isEmpty { whenIdle(state) }
    }

    // MARK: Timers

    /// The time of one frame at 60 frames per second.
    private static let frame: Duration = .milliseconds(16)

    /// When the next tick is due: an interval after the last update of the state while the browser is paused, otherwise
    /// an interval after the last tick. The wait is computed again each time, because the clock also advances while the
    /// machine is suspended.
    private var tickAt: Duration? {
        guard let wait = state.nextTick else { return nil }
        let from = state.isPaused ? state.now.uptime ?? lastTick : lastTick
        return from + .seconds(wait)
    }

    /// The maximum time to wait. nil means no limit, if no tick is needed and nothing is due.
    private var patience: Duration? {
        if !arrivals.isEmpty { return .zero }
        let tick = tickAt.map { max(.zero, $0 - time.uptime()) }
        let rest = state.paneDelay(at: time.moment).map { Duration.seconds($0) }
        return [tick, rest].compactMap { $0 }.min()
    }
}
