// The options of an emulator, which are set before it starts.

package import Essentials
package import TencentCloud

/// The behaviour of an emulator.
package struct EmulatorOptions: Sendable {
    package var fleet = FleetOptions()
    /// Whether health changes over time.
    package var churn = false
    /// The maximum number of requests per second per action and key. The service's own limit is 20.
    package var requestsPerSecond = 20
    /// The accepted key pairs. A pair with a token is temporary.
    package var credentials = [EmulatorOptions.credential, EmulatorOptions.temporaryCredential]
    /// The language of messages and names if a request does not specify one.
    package var language = Language.chinese
    package var faults = Faults()

    package init() {}

    /// A key pair that the emulator accepts. It is made up and gives access to nothing else.
    package static let credential = Credential(
        secretID: "AKIDgaapscopeEmulator0000000000000000", secretKey: Secret("gaapscopeEmulatorKey000000000000"))
    /// A temporary key that the emulator accepts.
    package static let temporaryCredential = Credential(
        secretID: "AKIDgaapscopeTemporary000000000000000", secretKey: Secret("gaapscopeTemporaryKey00000000000"),
        token: Secret("gaapscopeTemporaryToken-AbCdEf0123456789"))
}
