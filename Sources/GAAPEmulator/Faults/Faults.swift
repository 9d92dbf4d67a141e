// What goes wrong, and how often: rules, which strike by chance or always, and a script, which strikes the next
// requests in turn. Of several that strike one request each does what it does; where two would answer in its place, the
// first does.

/// A fault and the requests that it strikes.
package struct FaultRule: Sendable, Equatable {
    package var fault: Fault
    /// From 0 to 1: the part of the requests.
    package var rate: Double
    /// Only requests of this action; nil means any.
    package var action: String?

    package init(_ fault: Fault, rate: Double = 1, action: String? = nil) {
        self.fault = fault
        self.rate = rate
        self.action = action
    }
}

/// What goes wrong, and how often. Changeable while the emulator runs.
package struct Faults: Sendable {
    /// Added to every answer.
    package var latency: Duration = .zero
    /// Up to so much more, evenly spread.
    package var jitter: Duration = .zero
    package var rules: [FaultRule] = []
    private var scripted: [(fault: Fault, action: String?)] = []

    package init() {}

    /// Strikes the next requests, in the order of the calls; before those of the rules.
    /// - Parameter action: only requests of this action; nil means any.
    package mutating func next(_ fault: Fault, times: Int = 1, action: String? = nil) {
        scripted.append(contentsOf: repeatElement((fault: fault, action: action), count: max(0, times)))
    }

    /// Forgets the faults that wait for their request.
    package mutating func clearNext() { scripted = [] }

    /// What happens to a request, drawn when it arrives.
    mutating func draw(action: String, chance: inout SplitMix64) -> (delay: Duration, faults: [Fault]) {
        var delay = latency + jitter * (Double(chance.below(1_000)) / 1_000)
        var faults: [Fault] = []
        if let place = scripted.firstIndex(where: { $0.action == nil || $0.action == action }) {
            faults.append(scripted.remove(at: place).fault)
        }
        for rule in rules where rule.action == nil || rule.action == action {
            if rule.rate >= 1 || Double(chance.below(1_000_000)) < rule.rate * 1_000_000 { faults.append(rule.fault) }
        }
        for case .delayed(let more) in faults { delay += more }
        return (delay, faults)
    }
}
