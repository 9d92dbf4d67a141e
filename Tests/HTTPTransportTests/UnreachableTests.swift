// Hosts and ports where nobody is. With the client's own retrying, each of these would end as a connect time-out.

import Glibc
@testable import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct UnreachableTests {
    @Test(arguments: ["127.0.0.1", "localhost"])
    func `is told as a refused connection at once, by address and by name`(host: String) async throws {
        let silent = try SilentPort()
        let fault = await fault(try HTTPTransport(.patient()), try request(silent.number, host: host))
        #expect(
            fault?.inEnglish == TransportError(.connectionRefused, "connection refused by \(host):\(silent.number)"))
    }

    @Test
    func `is told as an unknown host, or as one that no name server looks up, at once`() async throws {
        let request = try request(443, scheme: "https", host: "nosuchhost.invalid")
        let fault = await fault(try HTTPTransport(.patient()), request)
        let diagnosis = Diagnosis(endpoint: request.endpoint, configuration: .init())
        #expect(fault == diagnosis.unresolved(lookupCode("nosuchhost.invalid")))
    }

    @Test(arguments: [
        (EAI_NONAME, TransportError.Kind.unknownHost, "is unknown: its name does not resolve"),
        (EAI_FAIL, .unknownHost, "is unknown: its name does not resolve"),
        (EAI_AGAIN, .nameLookup, "could not be looked up: no name server answered"),
    ])
    func `is another thing than a name server that does not answer`(
        code: CInt, kind: TransportError.Kind, words: String
    ) throws {
        let diagnosis = Diagnosis(endpoint: try Endpoint(parsing: "https://gaap.test"), configuration: .init())
        #expect(diagnosis.unresolved(Int(code)).inEnglish == TransportError(kind, "the host gaap.test \(words)"))
        #expect(diagnosis.unresolved(nil).kind == .unknownHost)
    }
}

/// What this machine's resolver says of a name: that there is none, or that it cannot tell; 0 where it finds one.
func lookupCode(_ name: String) -> Int {
    var hint = addrinfo()
    hint.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    defer { if let found { freeaddrinfo(found) } }
    return Int(getaddrinfo(name, "443", &hint, &found))
}

/// A port of 127.0.0.1 that is taken and yet refuses: bound, and nobody listens. A port that is merely free may be
/// another test's a moment later.
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
