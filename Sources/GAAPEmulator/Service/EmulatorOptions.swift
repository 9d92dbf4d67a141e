// Everything that can be chosen about an emulator before it starts.

package import Essentials
package import TencentCloud

/// How an emulator behaves.
package struct EmulatorOptions: Sendable {
    package var fleet = FleetOptions()
    /// Whether health changes while one watches.
    package var churn = false
    /// Requests a second per action and key; the service's own limit is 20.
    package var requestsPerSecond = 20
    /// The accepted key pairs; one with a token is temporary.
    package var credentials = [EmulatorOptions.credential, EmulatorOptions.temporaryCredential]
    /// The language of messages and names where a request does not say.
    package var language = Language.chinese
    package var faults = Faults()

    package init() {}

    /// A key pair that the emulator accepts. Made up: it opens nothing.
    package static let credential = Credential(
        secretID: "AKIDgaapscopeEmulator0000000000000000", secretKey: Secret("gaapscopeEmulatorKey000000000000"))
    /// A temporary one.
    package static let temporaryCredential = Credential(
        secretID: "AKIDgaapscopeTemporary000000000000000", secretKey: Secret("gaapscopeTemporaryKey00000000000"),
        token: Secret("gaapscopeTemporaryToken-AbCdEf0123456789"))
}
