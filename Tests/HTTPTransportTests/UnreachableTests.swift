// Hosts and ports that cannot be reached. With the connection retries of the HTTP library, each of these would end as a
// connect timeout.

import Glibc
@testable import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct UnreachableTests {
    @Test(arguments: ["127.0.0.1", "localhost"])
    func `A refused connection is reported immediately, by address and by name`(host: String) async throws {
        let silent = try RefusingPort()
        let fault = await fault(try HTTPTransport(.patient()), try request(silent.number, host: host))
        #expect(
            fault?.inEnglish == TransportError(.connectionRefused, "connection refused by \(host):\(silent.number)"))
    }

    @Test
    func `An unknown host or a failed name lookup is reported immediately`() async throws {
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
    func `An unknown host is distinguished from a name server that does not respond`(
        code: CInt, kind: TransportError.Kind, words: String
    ) throws {
        let diagnosis = Diagnosis(endpoint: try Endpoint(parsing: "https://gaap.test"), configuration: .init())
        #expect(diagnosis.unresolved(Int(code)).inEnglish == TransportError(kind, "the host gaap.test \(words)"))
        #expect(diagnosis.unresolved(nil).kind == .unknownHost)
    }
}

/// Returns the error code of this machine's resolver for a name: unknown name or failed lookup; 0 if the name resolves.
func lookupCode(_ name: String) -> Int {
    var hint = addrinfo()
    hint.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    defer { if let found { freeaddrinfo(found) } }
    return Int(getaddrinfo(name, "443", &hint, &found))
}

/// A port of 127.0.0.1 that refuses connections because it is bound but not listening. A port that is only free could
/// be bound by another test a moment later.
private final class RefusingPort {
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
