/// What the one time-out of the settings means for the parts of a call.
struct TimeLimits: Equatable {
    let total: Duration
    let connect: Duration
    /// The longest silence.
    let read: Duration

    /// - Parameter longest: bounds all of them further.
    init(timeout: Duration, longest: Duration? = nil) {
        total = min(timeout, longest ?? timeout)
        // Nobody waits longer than 5 s for a connection, unless a line is so slow that the whole was given more.
        connect = min(total, max(.seconds(5), timeout / 6))
        read = min(total, timeout / 2)
    }
}
