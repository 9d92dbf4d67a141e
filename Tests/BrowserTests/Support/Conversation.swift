// A talk with the core: keys and answers go in, effects come out. Time passes only when a test says so.

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

    /// A sweep that has read these listeners whole.
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

    // MARK: Saying something

    mutating func say(_ message: Message) {
        effects = state.update(message, now: now)
    }

    /// Says several things at once, as they lie in the mailbox.
    mutating func say(_ messages: [Message]) {
        effects = state.update(messages, now: now).effects
    }

    /// Presses keys, and leaves the cursor alone until the pane has followed.
    mutating func press(_ keys: Key...) {
        for key in keys { say(.key(key)) }
        rest()
    }

    private mutating func rest() {
        guard let delay = state.paneSubject.delay(at: now) else { return }
        effects += state.update(.rested, now: now + delay)
    }

    /// Presses a character after the other.
    mutating func type(_ text: String) {
        for character in text { say(.key(.character(character))) }
        rest()
    }

    mutating func tell(_ events: FetchEvent...) {
        for event in events { say(.fetched(event)) }
    }

    mutating func wait(_ seconds: Double) { now = now + seconds }

    /// Moves the wall clock by a number of seconds; no time passes.
    mutating func setClock(_ seconds: Double) { now = Moment(wall: now.wall + seconds, uptime: now.uptime) }

    mutating func tick() { say(.tick) }

    // MARK: Answering

    /// The run of the question on the screen.
    var run: LoadID { state.current ?? LoadID(-1) }

    /// One page of an owner; the same reading as before unless told otherwise.
    mutating func page(
        _ owner: OwnerListeners, of id: LoadID? = nil, total: Int? = nil, newReading: Bool = true
    ) {
        if newReading { reading += 1 }
        // Beside the first page of one owner the owner itself is read.
        if state.question.scope != .all { tell(.owners(id ?? run, [owner.owner])) }
        tell(
            .page(
                id ?? run,
                FetchedPage(
                    Pass(owner.id, .tcp, number: reading), request: Pages.Request(offset: 0, limit: 100),
                    listeners: owner.listeners,
                    total: total ?? owner.listeners.count, receivedAt: now, requestID: "request-\(reading)")))
    }

    mutating func finish(_ owner: OwnerID?, _ outcome: ReadingOutcome = .complete, of id: LoadID? = nil) {
        tell(.passEnded(id ?? run, Pass(owner, .tcp, number: reading), outcome))
    }

    mutating func read(_ owner: OwnerListeners, of id: LoadID? = nil) {
        page(owner, of: id)
        finish(owner.id, of: id)
    }

    /// Everything that a sweep tells, from the owners to its end.
    mutating func readAll(_ owners: [OwnerListeners], of id: LoadID? = nil) {
        let id = id ?? run
        beginSweep(owners, of: id)
        for owner in owners { read(owner, of: id) }
        tell(.finished(id))
    }

    mutating func beginSweep(_ owners: [OwnerListeners], of id: LoadID? = nil) {
        tell(.owners(id ?? run, owners.map(\.owner)), .sweeping(id ?? run, owners.map(\.id)))
    }

    // MARK: Looking

    /// The effects without what is asked beside the listeners.
    var loads: [Effect] {
        effects.filter { effect in
            switch effect {
            case .fetch(.loadHistory), .fetch(.loadTraffic), .fetch(.cancelHistory), .fetch(.cancelTraffic), .record:
                false
            default: true
            }
        }
    }

    /// The ports in the list, the line of the unreadable owners as -1.
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
    /// What a failed expectation shows of it.
    var testDescription: String { screen.joined(separator: "\n") }
}

/// The refusal that tests are given.
func refusal(_ code: String = "InternalError", _ message: String = "the service is tired") -> CloudError {
    .service(
        ServiceError(code: code, message: message, requestID: "0a1b2c3d", action: DescribeTCPListeners.name))
}
