// Errors that a loopback server cannot cause, and the guarantee that messages contain no text of the HTTP library.

import Essentials
import AsyncHTTPClient
import Glibc
@testable import HTTPTransport
import NIOCore
import NIOSSL
import TencentCloud
import TestSupport
import Testing

@Suite
struct DiagnosisTests {
    private func diagnosis(proxy: String? = nil) throws -> Diagnosis {
        let proxy = try proxy.map { try Proxy(parsing: $0, variable: "HTTPS_PROXY") }
        return Diagnosis(
            endpoint: try Endpoint(parsing: "https://gaap.test"), configuration: .init(proxy: proxy))
    }

    @Test(arguments: [
        (ECONNREFUSED, TransportError.Kind.connectionRefused, "connection refused by gaap.test:443"),
        (ENETUNREACH, .connectionRefused, "gaap.test:443 is unreachable"),
        (EHOSTUNREACH, .connectionRefused, "gaap.test:443 is unreachable"),
        (ECONNRESET, .connectionClosed, "gaap.test:443 closed the connection without an answer"),
        (EPIPE, .connectionClosed, "gaap.test:443 closed the connection without an answer"),
        (ETIMEDOUT, .connectTimeout, "no connection to gaap.test:443 within 5 s"),
        (EMFILE, .other, "too many files are open"),
        (EIO, .other, "the connection to gaap.test:443 failed (system error 5)"),
    ])
    func `Each system error is mapped to its kind and message`(code: CInt, kind: TransportError.Kind, detail: String)
        throws
    {
        let error = IOError(errnoCode: code, reason: "read(descriptor:pointer:size:)")
        #expect(try diagnosis().transportError(for: error, .beforeAnswer).inEnglish == TransportError(kind, detail))
    }

    @Test
    func `A connection closed within the response is reported as a truncated response`() throws {
        let reset = IOError(errnoCode: ECONNRESET, reason: "")
        for error in [reset, ChannelError.eof, HTTPClientError.remoteConnectionClosed, NIOSSLError.uncleanShutdown]
            as [any Error]
        {
            #expect(try diagnosis().transportError(for: error, .inAnswer).kind == .truncated)
        }
    }

    @Test(arguments: [
        ChannelError.ioOnClosedChannel, .alreadyClosed, .eof,
    ])
    func `A connection closed before the response is reported as closed`(error: ChannelError) throws {
        #expect(try diagnosis().transportError(for: error, .beforeAnswer).kind == .connectionClosed)
    }

    @Test
    func `An unreachable proxy is named as the cause`() throws {
        let refused = IOError(errnoCode: ECONNREFUSED, reason: "")
        let error = try diagnosis(proxy: "http://user:hunter2@p:3128").transportError(for: refused, .beforeAnswer)
        #expect(error.inEnglish == TransportError(.proxy, "connection refused by the proxy p:3128"))
    }

    @Test
    func `An unknown error has its own message, which repeats no text of the HTTP library`() throws {
        struct Odd: Error, CustomStringConvertible { let description = "/build/path/x.cc:320" }
        let faults = [
            try diagnosis().transportError(for: Odd(), .beforeAnswer),
            try diagnosis().transportError(for: HTTPClientError.invalidHeaderFieldValues(["hunter2"]), .beforeAnswer),
            try diagnosis().transportError(for: NIOSSLError.handshakeFailed(.sslError([])), .beforeAnswer),
            try diagnosis().transportError(for: NIOSSLError.readInInvalidTLSState, .beforeAnswer),
        ]
        #expect(faults.map(\.kind) == [.unexpected, .unexpected, .tls, .tls])
        #expect(faults.allSatisfy { $0.message[.chinese].isChinese })
        for fault in faults {
            for libraryText in ["/", "hunter2", "NIO", "HTTPClient", "Odd", "invalidHeader"] {
                #expect(!fault.message[.english].contains(libraryText))
            }
        }
    }

    @Test
    func `An IPv6 service is shown with brackets`() throws {
        let endpoint = try Endpoint(parsing: "https://[2001:db8::1]:8443")
        let fault = Diagnosis(endpoint: endpoint, configuration: .init()).closed(.beforeAnswer)
        #expect(fault.message[.english] == "[2001:db8::1]:8443 closed the connection without an answer")
    }
}
