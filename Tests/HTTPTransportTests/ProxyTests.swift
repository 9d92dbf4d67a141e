// Connections through real proxies, some of which refuse.

import Glibc
@testable import HTTPTransport
import NIOCore
import NIOPosix
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ProxyTests {
    private func transport(
        _ proxy: String, caFile: String? = nil
    ) throws -> HTTPTransport {
        let proxy = try Proxy(parsing: proxy, variable: "HTTPS_PROXY")
        return try HTTPTransport(.patient(proxy: proxy, caFile: caFile))
    }

    @Test
    func `A proxy with a password tunnels TLS to a host that only the proxy can resolve`() async throws {
        try await withServer(tls: serverTLS(TestCertificates.loopback)) { connection in
            try await connection.request()
            try await connection.answer("through")
        } run: { server in
            try await withServer { connection in
                let request = try await connection.request()
                // base64 of user:p@ss:word
                guard request.hasPrefix("CONNECT gaap.test:443 HTTP/1.1\r\n"),
                    request.contains("\r\nproxy-authorization: Basic dXNlcjpwQHNzOndvcmQ=\r\n"),
                    !request.contains("X-TC-Action")
                else { return try await connection.answer(request, status: "400 Unexpected") }
                try await connection.send("HTTP/1.1 200 Connected\n\n")
                try await connection.tunnel(to: server)
            } run: { port in
                try await withFile(TestCertificates.authority) { file in
                    let transport = try transport("http://user:p%40ss:word@127.0.0.1:\(port)", caFile: file)
                    let message = try request(443, scheme: "https", host: "gaap.test")
                    #expect(try await transport.send(message).text == "through")
                }
            }
        }
    }

    @Test(arguments: ["socks5", "socks5h"])
    func `A SOCKS proxy receives the host name and resolves it`(scheme: String) async throws {
        try await withServer { connection in
            guard try await connection.bytes(3) == ByteBuffer(bytes: [5, 1, 0]) else { return }
            try await connection.send([5, 0])
            let request = try await connection.bytes(4 + 1 + 9 + 2)
            let name = ByteBuffer(bytes: [5, 1, 0, 3, 9] + Array("localhost".utf8) + [0, 9])
            guard request == name else { return }
            try await connection.send([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
            try await connection.request()
            try await connection.answer("through")
        } run: { port in
            let transport = try transport("\(scheme)://127.0.0.1:\(port)")
            #expect(try await transport.send(request(9, host: "localhost")).text == "through")
        }
    }

    @Test(arguments: [
        RefusalCase("", "407 Authenticate", .proxy, "requires a password"),
        RefusalCase("user:secret@", "407 Authenticate", .proxy, "refused the password"),
        RefusalCase("", "403 Forbidden", .proxy, "refused to connect to gaap.test:443 (status 403)"),
        RefusalCase("", "500 No", .proxy, "refused to connect to gaap.test:443 (status 500)"),
        RefusalCase("", "502 Bad Gateway", .proxyUnavailable, "refused to connect to gaap.test:443 (status 502)"),
        RefusalCase("", "503 Busy", .proxyUnavailable, "refused to connect to gaap.test:443 (status 503)"),
        RefusalCase("u:p@", "504 Late", .proxyUnavailable, "refused to connect to gaap.test:443 (status 504)"),
    ])
    func `A proxy that refuses is reported as the cause`(_ row: RefusalCase) async throws {
        try await withServer { connection in
            let request = try await connection.request()
            // Every request to the proxy is for the same host, with the same user name and password.
            guard request.hasPrefix("CONNECT gaap.test:443 HTTP/1.1\r\n"),
                request.lowercased().contains("\r\nproxy-authorization: basic ") == !row.credentials.isEmpty
            else { return try await connection.answer(request, status: "400 Unexpected") }
            try await connection.answer("no\n", status: row.status)
        } run: { port in
            let transport = try transport("http://\(row.credentials)127.0.0.1:\(port)")
            let fault = await fault(transport, try request(443, scheme: "https", host: "gaap.test"))
            #expect(fault?.inEnglish == TransportError(row.kind, "the proxy 127.0.0.1:\(port) \(row.words)"))
        }
    }

    struct RefusalCase: Sendable {
        let credentials: String
        let status: String
        let kind: TransportError.Kind
        let words: String

        init(_ credentials: String, _ status: String, _ kind: TransportError.Kind, _ words: String) {
            (self.credentials, self.status, self.kind, self.words) = (credentials, status, kind, words)
        }
    }

    @Test(arguments: [
        ("", TransportError.Kind.proxy, "refused to connect to gaap.test:443"),
        (
            "HTTP/1.1 200 Connected\n\n", .proxyUnavailable,
            "refused to connect to gaap.test:443, but accepted a second attempt"
        ),
    ])
    func `A proxy that refuses and gives no reason when asked is reported as refusing`(
        second: String, kind: TransportError.Kind, words: String
    ) async throws {
        try await withServer { connection in
            try await connection.request()
            if connection.number == 1 { return try await connection.answer("no", status: "502 Bad Gateway") }
            try await connection.send(second)
        } run: { port in
            let transport = try transport("http://127.0.0.1:\(port)")
            let fault = await fault(transport, try request(443, scheme: "https", host: "gaap.test"))
            #expect(fault?.inEnglish == TransportError(kind, "the proxy 127.0.0.1:\(port) \(words)"))
        }
    }

    @Test
    func `A proxy name that no name server could look up is a transient error`() throws {
        let proxy = try Proxy(parsing: "http://p:3128", variable: "HTTPS_PROXY")
        let diagnosis = Diagnosis(
            endpoint: try Endpoint(parsing: "https://gaap.test"), configuration: .init(proxy: proxy))
        #expect(
            diagnosis.unresolved(Int(EAI_AGAIN)).inEnglish
                == TransportError(
                    .proxyUnavailable, "the proxy p:3128 could not be looked up: no name server answered"))
        #expect(diagnosis.unresolved(Int(EAI_NONAME)).kind == .proxy)
    }

    @Test
    func `A SOCKS proxy that refuses is reported as the cause`() async throws {
        try await withServer { connection in
            _ = try await connection.bytes(3)
            try await connection.send([5, 0xff])
            await connection.staySilent()
        } run: { port in
            let transport = try transport("socks5://127.0.0.1:\(port)")
            let fault = await fault(transport, try request(443, scheme: "https", host: "gaap.test"))
            #expect(fault?.kind == .proxy)
        }
    }

    @Test
    func `A proxy that does not exist is reported as the cause`() async throws {
        // A long timeout: the name never resolves, but a slow name server may take long to respond.
        var configuration = HTTPTransport.Configuration.patient()
        configuration.proxy = try Proxy(parsing: "http://nosuchproxy.invalid:3128", variable: "HTTPS_PROXY")
        let fault = await fault(
            try HTTPTransport(configuration), try request(443, scheme: "https", host: "gaap.test"))
        // The error depends on whether this machine has a name server.
        let diagnosis = Diagnosis(endpoint: try Endpoint(parsing: "https://gaap.test"), configuration: configuration)
        #expect(fault == diagnosis.unresolved(lookupCode("nosuchproxy.invalid")))
    }

    @Test
    func `A proxy that does not respond ends the request after the connect timeout`() async throws {
        try await withServer { connection in
            await connection.staySilent()
        } run: { port in
            var configuration = HTTPTransport.Configuration.patient(connectTimeout: .milliseconds(300))
            configuration.proxy = try Proxy(parsing: "http://127.0.0.1:\(port)", variable: "HTTPS_PROXY")
            let transport = try HTTPTransport(configuration)
            let fault = await fault(transport, try request(443, scheme: "https", host: "gaap.test"))
            #expect(
                fault?.inEnglish
                    == TransportError(.connectTimeout, "no connection to the proxy 127.0.0.1:\(port) within 0.3 s"))
        }
    }
}
