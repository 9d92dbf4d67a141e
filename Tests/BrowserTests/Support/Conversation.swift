// Drives the core in tests: keys and fetch events go in, effects and screens come out. Time passes only when a test
// advances it.

import Essentials
@testable import Browser
import GAAP
import TencentCloud
import Testing

@testable import Inventory

struct Conversation {
    /// 2025-11-23 14:02:31 UTC.
    static let start = Moment(wall: UnixTime(1_763_906_551), uptime: .seconds(1_000_000))

    private(set) var state: BrowserState
    private(set) var effects: [Effect] = []
    var now = Conversation.start
    private var reading = 0

    init(
        _ question: Question = Question(.all), columns: Int = 80, rows: Int = 24, paused: Bool = false,
        kept: KeptState? = nil, keys: KeyBindings = .standard, language: Language = .english,
        change: (inout BrowserOptions) -> Void = { _ in }
    ) {
        var options = BrowserOptions()
        options.language = language
        options.keys = keys
        options.accountLabel = "prod-ops"
        options.isPaused = paused
        change(&options)
        state = BrowserState(
            question: question, size: Size(columns: columns, rows: rows), now: now, options: options,
            kept: kept)
        effects = state.start()
    }

    /// Creates a browser whose sweep has read all of these listeners.
    init(
        _ listeners: String, columns: Int = 80, rows: Int = 24, braille: Bool = false, keys: KeyBindings = .standard,
        language: Language = .english, change: (inout BrowserOptions) -> Void = { _ in }
    ) {
        self.init(Question(.all), columns: columns, rows: rows, keys: keys, language: language) { options in
            options.showsBraille = braille
            change(&options)
        }
        readAll(Listeners.parse(listeners))
    }

    // MARK: Sending messages

    mutating func send(_ message: Message) {
        effects = state.update(message, now: now)
    }

    /// Sends several messages in one update, as the loop does with the content of the mailbox.
    mutating func send(_ messages: [Message]) {
        effects = state.update(messages, now: now).effects
    }

    /// Presses keys, and then lets the cursor rest until the pane has followed.
    mutating func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
        rest()
    }

    private mutating func rest() {
        guard let delay = state.paneSubject.delay(at: now) else { return }
        effects += state.update(.rested, now: now + delay)
    }

    /// Presses the characters of a text one after the other.
    mutating func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
        rest()
    }

    mutating func deliver(_ events: FetchEvent...) {
        for event in events { send(.fetched(event)) }
    }

    mutating func wait(_ seconds: Double) { now = now + seconds }

    /// Sets the wall clock forward by a number of seconds. No time passes.
    mutating func setClock(_ seconds: Double) { now = Moment(wall: now.wall + seconds, uptime: now.uptime) }

    mutating func tick() { send(.tick) }

    // MARK: Answering requests

    /// The run of the question on the screen.
    var run: LoadID { state.current ?? LoadID(-1) }

    /// Sends one page of an owner. Each page belongs to a new pass unless `newReading` is false.
    mutating func page(
        _ owner: OwnerListeners, of id: LoadID? = nil, total: Int? = nil, newReading: Bool = true
    ) {
        if newReading { reading += 1 }
        // Together with the first page of a single owner, the owner itself is read.
        if state.question.scope != .all { deliver(.owners(id ?? run, [owner.owner])) }
        deliver(
            .page(
                id ?? run,
                FetchedPage(
                    Pass(owner.id, .tcp, number: reading), request: Pages.Request(offset: 0, limit: 100),
                    listeners: owner.listeners,
                    total: total ?? owner.listeners.count, receivedAt: now, requestID: "request-\(reading)")))
    }

    mutating func finish(_ owner: OwnerID?, _ outcome: ReadingOutcome = .complete, of id: LoadID? = nil) {
        deliver(.passEnded(id ?? run, Pass(owner, .tcp, number: reading), outcome))
    }

    mutating func read(_ owner: OwnerListeners, of id: LoadID? = nil) {
        page(owner, of: id)
        finish(owner.id, of: id)
    }

    /// Sends all events of a sweep, from the list of owners to its end.
    mutating func readAll(_ owners: [OwnerListeners], of id: LoadID? = nil) {
        let id = id ?? run
        beginSweep(owners, of: id)
        for owner in owners { read(owner, of: id) }
        deliver(.finished(id))
    }

    mutating func beginSweep(_ owners: [OwnerListeners], of id: LoadID? = nil) {
        deliver(.owners(id ?? run, owners.map(\.owner)), .sweeping(id ?? run, owners.map(\.id)))
    }

    // MARK: Inspecting

    /// The effects without those for histories, traffic and the journal.
    var loads: [Effect] {
        effects.filter { effect in
            switch effect {
            case .fetch(.loadHistory), .fetch(.loadTraffic), .fetch(.cancelHistory), .fetch(.cancelTraffic), .record:
                false
            default: true
            }
        }
    }

    /// The ports in the list. The line of the unreadable owners is -1.
    var ports: [Int] {
        state.listing.visible.map { item in
            if case .row(let index) = item { state.account.rows[index].port ?? 0 } else { -1 }
        }
    }

    /// The port under the cursor.
    var port: Int? { state.selectedRow?.port }

    var screen: [String] { state.render().text }

    func shows(_ text: String) -> Bool { screen.contains { $0.contains(text) } }
}

extension Conversation: CustomTestStringConvertible {
    /// The screen, which a failed expectation shows.
    var testDescription: String { screen.joined(separator: "\n") }
}

/// Returns an error answer of the service.
func refusal(_ code: String = "InternalError", _ message: String = "the service is tired") -> CloudError {
    .service(
        ServiceError(code: code, message: message, requestID: "0a1b2c3d", action: DescribeTCPListeners.name))
}
