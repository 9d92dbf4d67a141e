// A transport setting that cannot be used. The error never contains the value of the setting, since the value for a
// proxy may contain a password.

package import Essentials

/// The setting that cannot be used, and the reason.
package struct HTTPSettingError: DescribedError, Sendable, Equatable {
    /// The name of the setting: `HTTPS_PROXY`, or `CA file /etc/ssl/mine.pem`.
    package let setting: Wording
    /// The reason, as the end of a sentence: `the port must be a number from 1 to 65535`.
    package let reason: Wording

    package var message: Wording { Wording { "\(setting[$0]): \(reason[$0])" } }
}
