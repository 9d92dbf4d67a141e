// Certificates that must be rejected, and the certificate that must be accepted.

import Essentials
import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct TLSTests {
    /// Sends a request to a server with a certificate. The client trusts the given authority, or the authorities of the
    /// system if `authority` is nil.
    private func outcome(
        _ certificate: String, trusting authority: String?, host: String = "127.0.0.1"
    ) async throws -> Result<String, TransportError> {
        try await withServer(tls: serverTLS(certificate)) { connection in
            try await connection.request()
            try await connection.answer("secret")
        } run: { port in
            let request = try request(port, scheme: "https", host: host)
            return try await withFile(authority ?? "") { file in
                let transport = try HTTPTransport(.patient(caFile: authority == nil ? nil : file))
                do throws(TransportError) {
                    return .success(try await transport.send(request).text)
                } catch {
                    #expect(error.kind == .tls)
                    return .failure(
                        TransportError(error.kind, error.message[.english].replacing(":\(port)", with: "")))
                }
            }
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `A server is trusted by an authority from a file, by name and by address`(host: String) async throws {
        let outcome = try await outcome(
            TestCertificates.loopback, trusting: TestCertificates.authority, host: host)
        #expect(outcome == .success("secret"))
    }

    @Test
    func `A certificate of an unknown authority is rejected`() async throws {
        let outcome = try await outcome(TestCertificates.loopback, trusting: nil)
        #expect(outcome == .failure(TransportError(.tls, Self.untrusted)))
    }

    @Test
    func `If a CA file is given, no other authority is trusted`() async throws {
        let outcome = try await outcome(TestCertificates.loopback, trusting: TestCertificates.elsewhere)
        #expect(outcome == .failure(TransportError(.tls, Self.untrusted)))
    }

    @Test
    func `An expired certificate is rejected`() async throws {
        let outcome = try await outcome(TestCertificates.expired, trusting: TestCertificates.authority)
        #expect(outcome == .failure(TransportError(.tls, Self.untrusted)))
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `A certificate for another name is rejected`(host: String) async throws {
        let outcome = try await outcome(
            TestCertificates.elsewhere, trusting: TestCertificates.authority, host: host)
        let detail = "the certificate of \(host) is for another host name"
        #expect(outcome == .failure(TransportError(.tls, detail)))
    }

    @Test(arguments: [
        ("HTTP/1.1 400 Bad Request\n\n", TransportError.Kind.tls, "does not speak TLS"),
        ("", .handshakeClosed, "closed the connection during the TLS handshake"),
    ])
    func `A server that speaks plain HTTP or closes the connection fails the handshake`(
        answer: String, kind: TransportError.Kind, words: String
    ) async throws {
        try await withServer { connection in
            _ = try await connection.bytes(1)
            try await connection.send(answer)
        } run: { port in
            let fault = await fault(try HTTPTransport(.patient()), try request(port, scheme: "https"))
            #expect(fault?.inEnglish == TransportError(kind, "127.0.0.1:\(port) \(words)"))
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\nContent-Length: 9\n\nab",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n",
    ])
    func `A response that ends before its length or its last chunk is reported as truncated`(answer: String)
        async throws
    {
        try await withServer(tls: serverTLS(TestCertificates.loopback)) { connection in
            try await connection.request()
            try await connection.send(answer)
        } run: { port in
            try await withFile(TestCertificates.authority) { file in
                let transport = try HTTPTransport(.patient(caFile: file))
                #expect(await fault(transport, try request(port, scheme: "https"))?.kind == .truncated)
            }
        }
    }

    private static let untrusted =
        "the certificate of 127.0.0.1 is not trusted: its authority is unknown here, or it has expired"
}
