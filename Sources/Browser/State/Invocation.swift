// The flags with which a command line selects the account on the screen. A colleague who pastes the command must query
// the same account, not the account of their own settings.

import GAAP
package import Essentials

/// The flags that select the account on the screen, and what they cannot express.
package struct Invocation: Equatable, Sendable {
    /// The source of the account's data.
    package enum Source: Equatable, Sendable {
        case service
        /// The emulated service inside this program, which no other program can reach.
        case demo
        case snapshot
    }

    package var source: Source
    /// The flags as separate unquoted words, for example `["--profile", "ops", "--site", "intl"]`.
    package var flags: [String]
    /// What a user must also know to select the same account; nil if the flags are sufficient.
    package var missing: Wording?

    package init(source: Source = .service, flags: [String] = [], missing: Wording? = nil) {
        self.source = source
        self.flags = flags
        self.missing = missing
    }

    /// Returns a command line for a shell.
    func line(_ program: String..., arguments: [String]) -> String {
        (program + flags + arguments).map(TCCLICommand.quoted).joined(separator: " ")
    }
}
