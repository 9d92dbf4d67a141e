// Decides when to show the advice, which says what to do if a key or a permission is missing and nothing can be read.

import TencentCloud
import Inventory

extension BrowserState {
    /// Shows the advice after a run that could read nothing because of missing credentials or permissions. An automatic
    /// run shows it once per cause; a run that a key requested always shows it.
    mutating func adviseAfter(_ run: Run) {
        guard run.id == current else { return }
        let errors =
            [run.failure].compactMap { $0 } + run.failedLists + run.failed.keys.sorted().compactMap { run.failed[$0] }
        guard account.rows.isEmpty, let error = errors.first(where: \.isAboutAccess) else {
            if !run.hasFailures { overlays.closeAdvice() }
            return
        }
        if !overlays.replaceAdvice(by: error) {
            guard overlay == nil, run.isManual || advisedOf.map({ $0.isSameCause(as: error) }) != true else { return }
            show(.advice(error))
        }
        advisedOf = error
    }
}
