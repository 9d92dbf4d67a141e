// Where a reading stands, for the header and for what is to be asked next.

package import Inventory
package import TencentCloud

/// One run of one question, as far as it has come.
package struct Run: Sendable {
    package let id: LoadID
    package let question: Question
    package let startedAt: UnixTime
    /// Asked for by a key rather than by the clock: Ctrl-C stops it.
    package let isManual: Bool
    /// The owners to read, once they are known.
    package var owners: [OwnerID] = []
    package var areOwnersKnown = false
    package var finished: Set<OwnerID> = []
    package var failed: [OwnerID: CloudError] = [:]
    /// Lists of owners that could not be read.
    package var failedLists: [CloudError] = []
    /// The failure of a run that is about no owner.
    package var failure: CloudError?
    /// What a filtered question has found.
    package var found: Set<Int> = []
    /// Rows read, and how many there are to read.
    package var rowsRead = 0
    package var total: Int?
    package var finishedAt: UnixTime?

    package init(id: LoadID, question: Question, startedAt: UnixTime, isManual: Bool) {
        self.id = id
        self.question = question
        self.startedAt = startedAt
        self.isManual = isManual
    }

    package var isOver: Bool { finishedAt != nil }

    /// Everything that was asked for has been read.
    package var isWhole: Bool {
        isOver && failure == nil && failed.isEmpty && failedLists.isEmpty
    }
}
