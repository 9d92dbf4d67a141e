// How often a key may call an action: a true sliding second. Refused calls do not use up the allowance (a caller that
// hammers would never get through again), but they are counted in the number that the refusal tells.

/// The calls of one action and key in the last second.
struct FrequencyWindow {
    private static let span: Duration = .seconds(1)

    private var accepted: [Duration] = []
    private var refused: [Duration] = []

    /// Takes a call in.
    /// - Returns: nil when it may pass, else how many calls came within a second, this one included.
    mutating func excess(at now: Duration, limit: Int) -> Int? {
        accepted.removeAll { now - $0 >= Self.span }
        refused.removeAll { now - $0 >= Self.span }
        guard accepted.count >= limit else {
            accepted.append(now)
            return nil
        }
        // Bounded, whatever hammers.
        if refused.count < 10_000 { refused.append(now) }
        return accepted.count + refused.count
    }
}
