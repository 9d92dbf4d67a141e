// A listening socket that accepts no connection and whose queue is full: the kernel silently drops further attempts, as
// a firewall would. NIO always accepts connections, so this listener uses plain sockets.

import Glibc
import Testing

/// Runs a body with a port of 127.0.0.1 to which no connection can be established.
func withFullListener(_ body: (_ port: Int) async throws -> Void) async throws {
    var sockets: [CInt] = []
    defer { for socket in sockets { close(socket) } }
    func newSocket() throws -> CInt {
        let new = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue), 0)
        try #require(new >= 0)
        sockets.append(new)
        return new
    }

    let listener = try newSocket()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { pointer in
        try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            try #require(bind(listener, pointer, length) == 0)
            try #require(listen(listener, 0) == 0)
            try #require(getsockname(listener, pointer, &length) == 0)
            // The first connection fills the queue, and the others make sure that it is full. The connections are
            // non-blocking.
            for _ in 1...4 { connect(try newSocket(), pointer, length) }
        }
    }
    try await body(Int(UInt16(bigEndian: address.sin_port)))
}
