/// The rows that have arrived since the list was updated.
struct RowArrivals: Sendable {
    /// Rows that are new, changed or removed.
    var changed: [Int] = []
    /// Whether any row arrived, changed or not.
    var isAny = false
}
