// A setting of the transport that cannot be used. Never holds the setting's value, since a proxy's may hold a password.

package import Essentials

/// Which setting is unusable, and why.
package struct HTTPSettingError: DescribedError, Sendable, Equatable {
    /// What the person set: `HTTPS_PROXY`, or `CA file /etc/ssl/mine.pem`.
    package let setting: Wording
    /// A sentence's end: `the port must be a number from 1 to 65535`.
    package let reason: Wording

    package var message: Wording { Wording { "\(setting[$0]): \(reason[$0])" } }
}
