package import Inventory
package import Reports
import Essentials

/// What was read of the account before this run: it is shown at once, and marked until the service has answered;
/// offline it is all there is.
package struct KeptState: Sendable {
    /// Its owners and listeners.
    package let account: Account
    /// When it was read.
    let readAt: UnixTime
    /// Whether it holds everything.
    let isComplete: Bool
    /// The file, where nothing is to be asked beside it; nil where it stands in until the service has answered.
    package let offlineFile: String?

    package init(_ document: SnapshotDocument, offlineFile: String? = nil) {
        // Any reading of the service is newer.
        account = document.contents(reading: 0)
        readAt = document.fetchedAt
        isComplete = document.isComplete && document.filters.isEmpty
        self.offlineFile = offlineFile
    }
}
