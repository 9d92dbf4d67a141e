// The differences between consecutive readings, for callers that record them. A change is recorded where the new value
// replaces the old one. So no later comparison is needed, and no reading in between is missed.

package import Essentials
package import TencentCloud

/// One difference between the known state and a new reading.
package enum Transition: Sendable {
    /// A listener has different content, or is in the list of another owner.
    case changed(from: Row, to: Row)
    /// A listener has a different state because its owner has.
    /// - after: when the owner was read before; nil if it never was.
    case ownerStateApplied(from: Row, to: Row, after: Moment?, by: Moment)
    /// A listener that the last complete reading of its owner, at `after`, did not contain.
    case added(Row, after: Moment)
    case removed(Row, of: Owner?)
    /// - after: when the lists of owners were last read completely; nil if they never were.
    case ownerChanged(from: Owner, to: Owner, after: Moment?)
    case ownerAdded(Owner, after: Moment)
    case ownerRemoved(Owner, after: Moment?)
    /// An owner could not be read. If the owner is nil, nothing of the account could be read.
    /// - after: when it was last read; nil if it never was.
    case unreadable(OwnerID?, CloudError, after: Moment?)
    /// An owner, or the account, can be read again for the first time since `after`.
    case readable(OwnerID?, after: Moment?)
}

/// The transitions that have not been taken yet.
package struct Transitions: Sendable {
    /// Whether transitions are recorded.
    package var areWanted = false
    private var found: [Transition] = []

    package init() {}

    /// The number of transitions that have not been taken yet.
    package var count: Int { found.count }

    mutating func note(_ transition: @autoclosure () -> Transition) {
        if areWanted { found.append(transition()) }
    }

    /// Returns the transitions since the last call, and removes them.
    package mutating func take() -> [Transition] {
        if found.isEmpty { return [] }
        defer { found = [] }
        return found
    }
}

extension Account {
    /// Records a change of a known listener. A listener that returns after its removal counts as new.
    mutating func noteChange(from before: Row, to row: Row, askedOf owner: OwnerID?) {
        if before.isRemoved { return noteAddition(row, askedOf: owner) }
        let hasMoved = before.owner != row.owner && before.owner != nil && row.owner != nil
        guard before.listener != row.listener || before.health.hasChanged(to: row.health) || hasMoved else { return }
        transitions.note(.changed(from: before, to: row))
    }

    /// Records a new listener, if its owner's list has been read completely before.
    mutating func noteAddition(_ row: Row, askedOf owner: OwnerID?) {
        guard let owner, case .complete(let time)? = owners[owner]?.readings[row.kind], time.isBefore(row.readAt)
        else { return }
        transitions.note(.added(row, after: time))
    }

    /// Records whether a run has read anything at all. Lists of known owners have transitions of their own.
    mutating func noteEnd(of run: RunRecord, at now: Moment) {
        let subject = run.question.scope.owner
        if run.hasRead {
            lastReadAt = now
            for subject in Set([subject, nil]) {
                guard let since = unreadableSince.removeValue(forKey: subject) else { continue }
                transitions.note(.readable(subject, after: since))
            }
            return
        }
        guard case .failed(let error)? = run.failure, error != .cancelled, unreadableSince[subject] == nil,
            subject.map({ owners[$0] == nil }) ?? true
        else { return }
        unreadableSince[subject] = now
        transitions.note(.unreadable(subject, error, after: lastReadAt))
    }

    /// Marks an owner, or the account, as unreadable since an earlier run. If it is still unreadable, that is not a
    /// change.
    package mutating func takeOverUnreadable(_ owner: OwnerID?, reason: Wording, since time: Moment) {
        let error = CloudError.transport(TransportError(.other, reason))
        let areWanted = transitions.areWanted
        transitions.areWanted = false
        if let owner, owners[owner] != nil {
            note(.failed(error, at: time), of: owner, kind: .tcp)
        } else {
            unreadableSince[owner] = time
        }
        transitions.areWanted = areWanted
    }

    /// Records whether a list could be read. A cancelled reading proves neither success nor failure.
    mutating func note(_ reading: Reading, after before: Reading, of owner: OwnerID) {
        switch (before, reading) {
        case (.failed(let error, _), .failed) where error != .cancelled: break
        case (_, .failed(let error, _)) where error != .cancelled:
            transitions.note(.unreadable(owner, error, after: before.endedAt))
        case (.failed(let error, let time), _) where error != .cancelled && reading.isOver:
            transitions.note(.readable(owner, after: time))
        default: break
        }
    }
}

extension Reading {
    /// When the reading ended; nil if it has not.
    fileprivate var endedAt: Moment? {
        switch self {
        case .unread, .underWay: nil
        case .complete(let time), .changedWhileReading(let time), .short(_, let time), .foreign(_, _, let time),
            .endless(_, let time), .failed(_, let time):
            time
        }
    }
}
