import Essentials
import Inventory
import TestSupport

extension Recency {
    /// A recency by which every read is recent.
    static let any = Recency.utc(now: Moment(0), freshFor: .infinity)
}
