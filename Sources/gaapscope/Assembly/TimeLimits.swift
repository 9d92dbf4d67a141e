/// The time limits of the parts of a call, derived from the timeout of the settings.
struct TimeLimits: Equatable {
    let total: Duration
    let connect: Duration
    /// The maximum time without receiving data.
    let read: Duration

    /// - Parameter limit: a further limit of every part.
    init(timeout: Duration, limit: Duration? = nil) {
        total = min(timeout, limit ?? timeout)
        // 5 s are enough for a connection, unless a longer timeout was set because the network is slow.
        connect = min(total, max(.seconds(5), timeout / 6))
        read = min(total, timeout / 2)
    }
}
