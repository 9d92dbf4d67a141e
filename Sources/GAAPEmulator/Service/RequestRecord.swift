/// One request that was answered: `Emulator(onRequest:)` reports it.
package struct RequestRecord: Sendable, Equatable {
    /// As claimed by its header; empty without one.
    package let action: String
    /// Since the emulator's start.
    package let arrival: Duration
    /// The refusal's code; nil when it was answered.
    package let code: String?
    package let faults: [Fault]
    package let requestID: String
}
