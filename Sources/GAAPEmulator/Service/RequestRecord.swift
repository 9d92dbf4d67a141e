/// One answered request, which `Emulator(onRequest:)` reports.
package struct RequestRecord: Sendable, Equatable {
    /// The action in the header of the request. Empty if the header is missing.
    package let action: String
    /// The time since the emulator's start.
    package let arrival: Duration
    /// The code of the refusal. nil if the request succeeded.
    package let code: String?
    package let faults: [Fault]
    package let requestID: String
}
