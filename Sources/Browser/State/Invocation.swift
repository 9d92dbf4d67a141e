// How a command line names the account on the screen: whoever pastes it must ask the same account, not the one that
// their own settings lead to.

import GAAP
package import Essentials

/// The flags that lead to the account on the screen, and what they cannot bring along.
package struct Invocation: Equatable, Sendable {
    /// What stands behind the account.
    package enum Source: Equatable, Sendable {
        case service
        /// The service inside this program: no other program reaches it.
        case demo
        case snapshot
    }

    package var source: Source
    /// Each word by itself, not quoted: `["--profile", "ops", "--site", "intl"]`.
    package var flags: [String]
    /// What a person must know besides to get the same account; nil where the line says it all.
    package var missing: Wording?

    package init(source: Source = .service, flags: [String] = [], missing: Wording? = nil) {
        self.source = source
        self.flags = flags
        self.missing = missing
    }

    /// A line for a shell.
    func line(_ program: String..., arguments: [String]) -> String {
        (program + flags + arguments).map(TCCLICommand.quoted).joined(separator: " ")
    }
}
