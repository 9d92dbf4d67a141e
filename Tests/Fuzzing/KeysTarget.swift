// The bytes of a terminal, from the decoder of keys to the browser and its frame. A zero byte starts another burst; the
// byte after it says how long the pause before it was.

import Essentials
import GAAP
import Inventory
import TencentCloud

@testable import Browser
@testable import CursesTerminal

enum KeysTarget {
    /// The maximum number of keys that go to the browser.
    private static let maximumKeys = 500

    static func run(_ bytes: [UInt8]) throws {
        let keys = try decode(bytes)
        try browse(keys.prefix(maximumKeys))
    }

    private static func decode(_ bytes: [UInt8]) throws -> [Key] {
        var decoder = KeyDecoder(takesMouse: bytes.first.map { $0 % 2 == 1 } ?? false)
        var time = Duration.zero
        var keys: [Key] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let burst = rest.prefix { $0 != 0 }
            decoder.feed(burst, at: time)
            keys += decoder.takeKeys()
            try FailedCheck.unless(
                decoder.sequence.count <= KeyDecoder.sequenceLimit, "a sequence is kept only up to its limit")
            rest = rest.dropFirst(burst.count + 1)
            time += .milliseconds(Int(rest.popFirst() ?? 0) * 25)
        }
        // After a long pause nothing is unfinished.
        decoder.expire(at: time + .seconds(60))
        try FailedCheck.unless(decoder.state == .typing && decoder.deadline == nil, "every sequence ends")
        return keys + decoder.takeKeys()
    }

    private static func browse(_ keys: ArraySlice<Key>) throws {
        var state = start
        var rest = keys
        while let key = Key.takeNext(from: &rest, joiningText: state.takesText) {
            for case .quit in state.update(.key(key), now: now) { return }
        }
        let frame = state.render()
        try FailedCheck.unless(frame.cells.count == 80 * 24, "a frame has the size of the screen")
        for line in frame.text {
            try FailedCheck.unless(
                !line.unicodeScalars.contains { $0.properties.generalCategory == .control },
                "no control character reaches the screen")
        }
    }

    private static let now = Moment(wall: UnixTime(1_795_000_000), uptime: .seconds(100))

    /// A browser that has read a small account.
    private static let start: BrowserState = {
        var state = BrowserState(question: Question(.all), size: Size(columns: 80, rows: 24), now: now)
        _ = state.start()
        let owner = OwnerID.proxy("link-fuzz")
        let listeners = (1...12).map { number in
            var listener = TCPListener()
            listener.listenerID = "listener-\(number)"
            listener.listenerName = number % 3 == 0 ? "登录 \(number)" : "web \(number)"
            listener.port = 8_000 + number
            var origin = BindRealServer()
            origin.realServerIP = "10.0.0.\(number % 4)"
            origin.realServerStatus = number % 4 == 0 ? .abnormal : .normal
            (listener.listenerStatus, listener.healthCheck, listener.realServerSet) = (.running, .on, [origin])
            return listener
        }
        guard let run = state.sweep else { return state }
        let events: [FetchEvent] = [
            .owners(run, [Owner(id: owner, name: "fuzz")]), .sweeping(run, [owner]),
            .page(
                run,
                FetchedPage(
                    Pass(owner, .tcp, number: 1), request: Pages.Request(offset: 0, limit: 100), listeners: listeners,
                    total: listeners.count, receivedAt: now, requestID: nil)),
            .passEnded(run, Pass(owner, .tcp, number: 1), .complete), .finished(run),
        ]
        for event in events { _ = state.update(.fetched(event), now: now) }
        return state
    }()
}
