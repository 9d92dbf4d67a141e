// The limits of the server. Without limits, a few idle clients could use up the descriptors of the process, and a few
// incomplete large bodies its memory.

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The limits of an emulator's server.
package struct ServerLimits: Sendable {
    /// The maximum number of concurrent connections. Further connections wait in the kernel until another one is
    /// closed: a server that accepted more connections than it has descriptors for would fail to accept, and would
    /// retry immediately and forever.
    package var connections = Self.connections(ofDescriptors: Self.descriptors)
    /// The time limit for the head of the first request on a new connection.
    package var firstRequest = Duration.seconds(10)
    /// The maximum idle time between two requests. Clients keep idle connections for 20 s.
    package var nextRequest = Duration.seconds(25)
    /// The time limit for the body of a request.
    package var body = Duration.seconds(30)
    /// The time limit for a client to read a response.
    package var unread = Duration.seconds(30)
    /// The maximum total size in bytes of the bodies of all unanswered requests.
    package var bodies = 48 << 20

    package init() {}

    /// Returns the number of connections for a number of descriptors. The process also needs descriptors for files,
    /// event loops and the client of `--demo`.
    static func connections(ofDescriptors count: Int) -> Int { max(4, min(512, (count - 48) / 2)) }

    /// The soft limit of the process. If it is negative, there is no limit, and a large number is used.
    private static var descriptors: Int {
        let limit = sysconf(Int32(_SC_OPEN_MAX))
        return limit < 0 ? 1 << 20 : limit
    }
}

/// Counts the bytes of request bodies in memory.
final class BodyBudget: Sendable {
    private let left: Mutex<Int>

    init(_ bytes: Int) { left = Mutex(bytes) }

    /// Takes bytes from the budget. Returns false if there are not enough.
    func take(_ count: Int) -> Bool {
        left.withLock { left in
            guard left >= count else { return false }
            left -= count
            return true
        }
    }

    func giveBack(_ count: Int) { left.withLock { $0 += count } }
}
