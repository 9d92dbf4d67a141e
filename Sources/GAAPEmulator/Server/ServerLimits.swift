// What the server grants its clients. Without bounds a few idle clients use up the descriptors of the process, and a
// few halves of large bodies its memory.

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The bounds of an emulator's server.
package struct ServerLimits: Sendable {
    /// Connections at once. Later ones wait in the kernel until another is closed: a server that accepted more than it
    /// has descriptors for would fail to accept, and try again at once, without end.
    package var connections = Self.connections(ofDescriptors: Self.descriptors)
    /// How long a new connection may take to send the head of a request.
    package var firstRequest = Duration.seconds(10)
    /// How long a connection may be silent between two requests. Clients that keep connections keep them for 20 s.
    package var nextRequest = Duration.seconds(25)
    /// How long the body of a request may take.
    package var body = Duration.seconds(30)
    /// How long an answer may wait for a client that does not read.
    package var unread = Duration.seconds(30)
    /// Bytes of the bodies of all requests that are not answered yet.
    package var bodies = 48 << 20

    package init() {}

    /// The process also needs some for files, event loops and the client of `--demo`.
    static func connections(ofDescriptors count: Int) -> Int { max(4, min(512, (count - 48) / 2)) }

    /// The soft limit of the process; below zero, that is without a limit, as many as anybody could want.
    private static var descriptors: Int {
        let limit = sysconf(Int32(_SC_OPEN_MAX))
        return limit < 0 ? 1 << 20 : limit
    }
}

/// Counts the bytes of bodies that are in memory.
final class BodyBudget: Sendable {
    private let left: Mutex<Int>

    init(_ bytes: Int) { left = Mutex(bytes) }

    /// Takes bytes from the budget; false when there are not as many.
    func take(_ count: Int) -> Bool {
        left.withLock { left in
            guard left >= count else { return false }
            left -= count
            return true
        }
    }

    func giveBack(_ count: Int) { left.withLock { $0 += count } }
}
