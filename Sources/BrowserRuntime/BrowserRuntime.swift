// The loop. It waits for keys and arrivals, hands them to the core, sends the effects on their way, and draws: many
// pages that come at once cost one frame. Keys go first, and no arrival is begun after a frame's time, so that a key
// waits that long and a page at most, however many pages there are.
//
// Everything here runs on the main thread, which blocks in `wait`; nothing in the background may ask for the main
// actor. Requests to the fetch service go through one stream to one consumer, so that a cancel cannot overtake its
// load.

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
    /// What has come out of the mailbox and has not been taken in yet.
    private var arrivals: ArraySlice<Message> = []
    package private(set) var state: BrowserState
    private var lastTick: Duration
    private var exitStatus: Int32?
    private var lastClipboardCheck: Duration?

    /// Called when nothing is under way and the frame is drawn: tests settle by it.
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

    /// Sets a session up. Its arrivals have a mailbox of their own: nobody looks into that of an account that was left.
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

    /// The service closes once it has done what it was asked before.
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
        // A slice keeps what was dropped of it.
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

    /// The clipboard is looked at that often, at most.
    private static let clipboardPause: Duration = .seconds(1)

    private func copy(_ text: String, _ name: String) {
        let outcome = terminal.copy(text)
        update(.copied(name, outcome))
        guard case .sent = outcome, let check = terminal.clipboardCheck else { return }
        // A key held down does not start a program each time.
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

    // MARK: What comes by itself

    /// A picture of sixty a second.
    private static let frame: Duration = .milliseconds(16)

    /// When a tick is due: so long after what the state knew last, while ticks go on so long after the last tick. A
    /// clock that reads a suspension, too, is why the wait is computed again each time.
    private var tickAt: Duration? {
        guard let wait = state.nextTick else { return nil }
        let from = state.isPaused ? state.now.uptime ?? lastTick : lastTick
        return from + .seconds(wait)
    }

    /// How long to wait at most; nil, for good, when nobody wants ticks and nothing is due.
    private var patience: Duration? {
        if !arrivals.isEmpty { return .zero }
        let tick = tickAt.map { max(.zero, $0 - time.uptime()) }
        let rest = state.paneDelay(at: time.moment).map { Duration.seconds($0) }
        return [tick, rest].compactMap { $0 }.min()
    }
}
