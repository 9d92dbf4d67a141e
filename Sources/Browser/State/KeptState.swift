package import Inventory
package import Reports
import Essentials

/// A state of the account that was read before the start. It is shown immediately, and marked until the service has
/// answered. Offline, it is the only data.
package struct KeptState: Sendable {
    /// The owners and listeners.
    package let account: Account
    /// When the state was read.
    let readAt: UnixTime
    /// Whether the state contains the whole account.
    let isComplete: Bool
    /// The snapshot file that is browsed offline; nil if the service will be asked.
    package let offlineFile: String?

    package init(_ document: SnapshotDocument, offlineFile: String? = nil) {
        // The number 0 makes every pass over the service newer than this state.
        account = document.contents(reading: 0)
        readAt = document.fetchedAt
        isComplete = document.isComplete && document.filters.isEmpty
        self.offlineFile = offlineFile
    }
}
