// Limits how often a key may call an action, within a sliding second. Refused calls do not use up the quota, since
// otherwise a client that sends too many requests would never succeed again. They are included in the number in the
// error message.

/// The calls of one action by one key in the last second.
struct FrequencyWindow {
    private static let span: Duration = .seconds(1)

    private var accepted: [Duration] = []
    private var refused: [Duration] = []

    /// Records a call.
    /// - Returns: nil if the call is allowed, otherwise the number of calls within a second, including this one.
    mutating func excess(at now: Duration, limit: Int) -> Int? {
        accepted.removeAll { now - $0 >= Self.span }
        refused.removeAll { now - $0 >= Self.span }
        guard accepted.count >= limit else {
            accepted.append(now)
            return nil
        }
        // The list is limited, so that a client cannot exhaust the memory.
        if refused.count < 10_000 { refused.append(now) }
        return accepted.count + refused.count
    }
}
