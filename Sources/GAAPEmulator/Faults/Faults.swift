// Which faults occur, and how often: rules affect requests at random or always, and a script affects the next requests
// in order. If several faults affect one request, all take effect. If two of them would replace the response, only the
// first one replaces it.

/// A fault and the requests that it affects.
package struct FaultRule: Sendable, Equatable {
    package var fault: Fault
    /// The part of the requests that are affected, from 0 to 1.
    package var rate: Double
    /// Restricts the fault to one action. nil means all actions.
    package var action: String?

    package init(_ fault: Fault, rate: Double = 1, action: String? = nil) {
        self.fault = fault
        self.rate = rate
        self.action = action
    }
}

/// The faults and their frequency. They can be changed while the emulator runs.
package struct Faults: Sendable {
    /// The delay of every response.
    package var latency: Duration = .zero
    /// The maximum additional random delay, uniformly distributed.
    package var jitter: Duration = .zero
    package var rules: [FaultRule] = []
    private var scripted: [(fault: Fault, action: String?)] = []

    package init() {}

    /// Adds a fault that affects the next requests. Such faults take effect in the order of these calls and before
    /// those of the rules.
    /// - Parameter action: restricts the fault to one action. nil means all actions.
    package mutating func next(_ fault: Fault, times: Int = 1, action: String? = nil) {
        scripted.append(contentsOf: repeatElement((fault: fault, action: action), count: max(0, times)))
    }

    /// Removes the faults that have not occurred yet.
    package mutating func clearNext() { scripted = [] }

    /// Returns the delay and the faults of a request. Called when the request arrives.
    mutating func draw(action: String, chance: inout SplitMix64) -> (delay: Duration, faults: [Fault]) {
        var delay = latency + jitter * (Double(chance.below(1_000)) / 1_000)
        var faults: [Fault] = []
        if let index = scripted.firstIndex(where: { $0.action == nil || $0.action == action }) {
            faults.append(scripted.remove(at: index).fault)
        }
        for rule in rules where rule.action == nil || rule.action == action {
            if rule.rate >= 1 || Double(chance.below(1_000_000)) < rule.rate * 1_000_000 { faults.append(rule.fault) }
        }
        for case .delayed(let more) in faults { delay += more }
        return (delay, faults)
    }
}
