// How much of the scope on the screen has been read: what counts may be vouched for.

import Inventory

extension BrowserState {
    /// `>=` until the scope has been read whole.
    var bound: String {
        guard let narrowing else { return currentRun?.isComplete == true ? "" : ">=" }
        if case .owner(let owner) = narrowing { return account.owners[owner]?.grouping.standing == .whole ? "" : ">=" }
        return areAllOwnersRead ? "" : ">="
    }

    /// The owners that the newest sweep is about; nil where nobody has asked for all of them.
    var ownersOfSweep: [OwnerID]? {
        guard let run = sweepRun, run.areOwnersKnown || run.isRereading else { return nil }
        return run.owners
    }

    /// Whether every listener of an owner has been read.
    func isRead(_ owner: OwnerID) -> Bool { account.owners[owner]?.grouping.standing == .whole }

    var areAllOwnersRead: Bool {
        guard let run = sweepRun, run.failedLists.isEmpty, !run.areOwnersUnsure, let owners = ownersOfSweep else {
            return false
        }
        return owners.allSatisfy(isRead)
    }
}
