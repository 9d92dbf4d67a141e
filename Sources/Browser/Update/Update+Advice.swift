// When the advice is shown: what to do where nothing can be read for want of a key or a permission.

import TencentCloud
import Inventory

extension BrowserState {
    /// A run is over: where it could read nothing because of who asks, what to do comes on the screen, once for each
    /// cause and whenever a key asked for the run.
    mutating func adviseAfter(_ run: Run) {
        guard run.id == current else { return }
        let errors =
            [run.failure].compactMap { $0 } + run.failedLists + run.failed.keys.sorted().compactMap { run.failed[$0] }
        guard account.rows.isEmpty, let error = errors.first(where: \.isAboutAccess) else {
            if openText?.subject.isAdvice == true, !run.hasFailures { overlay = nil }
            return
        }
        if openText?.subject.isAdvice == true {
            openText?.subject = .advice(error)
        } else {
            guard overlay == nil, run.isManual || advisedOf.map({ $0.isSameCause(as: error) }) != true else { return }
            show(.advice(error))
        }
        advisedOf = error
    }
}
