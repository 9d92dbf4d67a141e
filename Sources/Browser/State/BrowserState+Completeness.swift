// Determines how much of the scope on the screen has been read, and therefore whether its counts are exact or lower
// bounds.

import Inventory

/// The last answer to the question whether all owners in a list have been read completely. There may be thousands of
/// owners, and every frame needs the answer.
struct OwnersReadMemo: Sendable {
    private var revision = -1
    private var owners: [OwnerID] = []
    private var areAllRead = false

    /// Returns the answer if it is known for this state of the account; nil otherwise. Comparing the owners costs
    /// nothing while both arrays share their storage, as they do until a run replaces its owners.
    func answer(for owners: [OwnerID], in account: Account) -> Bool? {
        revision == account.completenessRevision && self.owners == owners ? areAllRead : nil
    }

    mutating func remember(_ answer: Bool, for owners: [OwnerID], in account: Account) {
        (revision, self.owners, areAllRead) = (account.completenessRevision, owners, answer)
    }
}

extension BrowserState {
    /// The prefix of counts: `>=` until the scope has been read completely; empty afterwards.
    var bound: String {
        guard let narrowing else { return currentRun?.isComplete == true ? "" : ">=" }
        if case .owner(let owner) = narrowing { return account.owners[owner]?.grouping.standing == .whole ? "" : ">=" }
        return areAllOwnersRead ? "" : ">="
    }

    /// The owners of the newest sweep; nil if no sweep was started.
    var ownersOfSweep: [OwnerID]? {
        guard let run = sweepRun, run.areOwnersKnown || run.isRereading else { return nil }
        return run.owners
    }

    /// Returns whether every listener of an owner has been read.
    func isRead(_ owner: OwnerID) -> Bool { account.owners[owner]?.grouping.standing == .whole }

    /// Whether every listener of every owner of the newest sweep has been read.
    var areAllOwnersRead: Bool {
        guard let run = sweepRun, run.failedLists.isEmpty, !run.areOwnersUnsure, let owners = ownersOfSweep else {
            return false
        }
        return ownersRead.answer(for: owners, in: account) ?? owners.allSatisfy(isRead)
    }

    /// Keeps the answer of `areAllOwnersRead` until the account changes.
    mutating func rememberOwnersRead() {
        guard let owners = ownersOfSweep, ownersRead.answer(for: owners, in: account) == nil else { return }
        ownersRead.remember(owners.allSatisfy(isRead), for: owners, in: account)
    }
}
