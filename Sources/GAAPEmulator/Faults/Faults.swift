// What can be made to go wrong on purpose. A new kind of fault is a case here and its effect in `FaultEffect`; nothing else knows them.

/// One thing that goes wrong with one request.
package enum Fault: Sendable, Equatable {
    /// The service refuses with a code; nil gives a general message.
    case error(code: String, message: String? = nil)
    /// RequestLimitExceeded, although the limit is not reached.
    case throttled
    /// An HTTP status other than 200: a gateway's word.
    case status(Int)
    /// Another body than JSON of the right form: `{"Response":`, a page of HTML, nothing.
    case body(String, contentType: String = "application/json")
    /// The connection is reset before a byte of the answer.
    case connectionReset
    /// The answer stops in the middle.
    case truncatedBody
    /// The body comes in small pieces with a pause after each.
    case slowBytes(pause: Duration)

    /// Opens like an answer and stops.
    package static let wrongJSON = Fault.body(#"{"Response": {"TotalCount": "many", "ListenerSet": [}"#)
    /// A captive portal.
    package static let html = Fault.body("<html><body>Sign in</body></html>", contentType: "text/html")
}

/// What goes wrong, and how often. Changeable while the emulator runs.
package struct Faults: Sendable {
    /// Added to every answer.
    package var latency: Duration = .zero
    /// Up to so much more, evenly spread.
    package var jitter: Duration = .zero
    /// From 0 to 1: the part of requests that `randomFault` strikes.
    package var rate: Double = 0
    package var randomFault: Fault = .error(code: "InternalError")
    private var scripted: [(fault: Fault, action: String?)] = []

    package init() {}

    /// Strikes the next requests, in the order of the calls; before the random ones.
    /// - Parameter action: only requests of this action; nil means any.
    package mutating func next(_ fault: Fault, times: Int = 1, action: String? = nil) {
        scripted.append(contentsOf: repeatElement((fault: fault, action: action), count: max(0, times)))
    }

    /// Forgets the faults that wait for their request.
    package mutating func clearNext() { scripted = [] }

    /// What happens to a request, drawn when it arrives.
    mutating func draw(action: String, chance: inout SplitMix64) -> (delay: Duration, fault: Fault?) {
        let delay = latency + jitter * (Double(chance.below(1_000)) / 1_000)
        if let place = scripted.firstIndex(where: { $0.action == nil || $0.action == action }) {
            return (delay, scripted.remove(at: place).fault)
        }
        let strikes = rate > 0 && Double(chance.below(1_000_000)) < rate * 1_000_000
        return (delay, strikes ? randomFault : nil)
    }
}
