// Hosts and ports where nobody is. With the client's own retrying, each of these would end as a connect time-out.

import Glibc
import HTTPTransport
import TencentCloud
import Testing

@Suite("An unreachable service", .timeLimit(.minutes(3)))
struct UnreachableTests {
    @Test("is told as a refused connection at once, by address and by name", arguments: ["127.0.0.1", "localhost"])
    func refused(host: String) async throws {
        let silent = try SilentPort()
        let fault = await fault(try HTTPTransport(.patient()), try request(silent.number, host: host))
        #expect(fault == TransportFault(.connectionRefused, "connection refused by \(host):\(silent.number)"))
    }

    @Test("is told as an unknown host at once")
    func unknownHost() async throws {
        let fault = await fault(
            try HTTPTransport(.patient()), try request(443, scheme: "https", host: "nosuchhost.invalid"))
        #expect(
            fault
                == TransportFault(.unknownHost, "the host nosuchhost.invalid is unknown: its name does not resolve"))
    }
}

/// A port of 127.0.0.1 that is taken and yet refuses: bound, and nobody listens. A port that is merely free may be another
/// test's a moment later.
private final class SilentPort {
    let number: Int
    private let descriptor: Int32

    struct NotBound: Error {
        let errno: Int32
    }

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        number = Int(UInt16(bigEndian: address.sin_port))
        guard bound else { throw NotBound(errno: errno) }
    }

    deinit { close(descriptor) }
}
