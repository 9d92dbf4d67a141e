// A setting of the transport that cannot be used. Never holds the setting's value, since a proxy's may hold a password.

/// Which setting is unusable, and why.
package struct SettingFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the person set: `HTTPS_PROXY`, or `CA file /etc/ssl/mine.pem`.
    package let setting: String
    /// A sentence's end: `the port must be a number from 1 to 65535`.
    package let reason: String

    package var description: String { "\(setting): \(reason)" }
}
