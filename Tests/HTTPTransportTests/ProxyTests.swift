// Real conversations with proxies, some of which refuse.

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
    func `is asked to connect, with name and password, and carries TLS to a host it alone can resolve`() async throws {
        try await withServer(tls: serverTLS(TestCertificates.loopback)) { connection in
            try await connection.request()
            try await connection.answer("through")
        } run: { server in
            try await withServer { connection in
                let asked = try await connection.request()
                // base64 of user:p@ss:word
                guard asked.hasPrefix("CONNECT gaap.test:443 HTTP/1.1\r\n"),
                    asked.contains("\r\nproxy-authorization: Basic dXNlcjpwQHNzOndvcmQ=\r\n"),
                    !asked.contains("X-TC-Action")
                else { return try await connection.answer(asked, status: "400 Unexpected") }
                try await connection.send("HTTP/1.1 200 Connected\n\n")
                try await connection.tunnel(to: server)
            } run: { port in
                try await withFile(TestCertificates.authority) { file in
                    let transport = try transport("http://user:p%40ss:word@127.0.0.1:\(port)", caFile: file)
                    let request = try request(443, scheme: "https", host: "gaap.test")
                    #expect(try await transport.send(request).text == "through")
                }
            }
        }
    }

    @Test(arguments: ["socks5", "socks5h"])
    func `that is a SOCKS one is given the name to resolve`(scheme: String) async throws {
        try await withServer { connection in
            guard try await connection.bytes(3) == ByteBuffer(bytes: [5, 1, 0]) else { return }
            try await connection.send([5, 0])
            let asked = try await connection.bytes(4 + 1 + 9 + 2)
            let name = ByteBuffer(bytes: [5, 1, 0, 3, 9] + Array("localhost".utf8) + [0, 9])
            guard asked == name else { return }
            try await connection.send([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
            try await connection.request()
            try await connection.answer("through")
        } run: { port in
            let transport = try transport("\(scheme)://127.0.0.1:\(port)")
            #expect(try await transport.send(request(9, host: "localhost")).text == "through")
        }
    }

    @Test(arguments: [
        Refusing("", "407 Authenticate", .proxy, "asks for a password"),
        Refusing("user:secret@", "407 Authenticate", .proxy, "refused the password"),
        Refusing("", "403 Forbidden", .proxy, "refused to connect to gaap.test:443 (status 403)"),
        Refusing("", "500 No", .proxy, "refused to connect to gaap.test:443 (status 500)"),
        Refusing("", "502 Bad Gateway", .proxyUnavailable, "refused to connect to gaap.test:443 (status 502)"),
        Refusing("", "503 Busy", .proxyUnavailable, "refused to connect to gaap.test:443 (status 503)"),
        Refusing("u:p@", "504 Late", .proxyUnavailable, "refused to connect to gaap.test:443 (status 504)"),
    ])
    func `that refuses is told as the cause`(_ row: Refusing) async throws {
        try await withServer { connection in
            let asked = try await connection.request()
            // Each time it is asked, it is asked for the same, with the same name and password.
            guard asked.hasPrefix("CONNECT gaap.test:443 HTTP/1.1\r\n"),
                asked.lowercased().contains("\r\nproxy-authorization: basic ") == !row.credentials.isEmpty
            else { return try await connection.answer(asked, status: "400 Unexpected") }
            try await connection.answer("no\n", status: row.status)
        } run: { port in
            let transport = try transport("http://\(row.credentials)127.0.0.1:\(port)")
            let fault = await fault(transport, try request(443, scheme: "https", host: "gaap.test"))
            #expect(fault?.inEnglish == TransportError(row.kind, "the proxy 127.0.0.1:\(port) \(row.words)"))
        }
    }

    struct Refusing: Sendable {
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
            "refused to connect to gaap.test:443, and a moment later did not"
        ),
    ])
    func `that refuses and says no more when it is asked why is told as one that refuses`(
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
    func `whose name no name server looks up is one to be asked again`() throws {
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
    func `that is a SOCKS one and refuses is told as the cause`() async throws {
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
    func `that is not there is told as the cause`() async throws {
        // Patient with a slow name server: the name never resolves, but that may take its time to say.
        var configuration = HTTPTransport.Configuration.patient()
        configuration.proxy = try Proxy(parsing: "http://nosuchproxy.invalid:3128", variable: "HTTPS_PROXY")
        let fault = await fault(
            try HTTPTransport(configuration), try request(443, scheme: "https", host: "gaap.test"))
        // Which of the two it is depends on whether this machine has a name server.
        let diagnosis = Diagnosis(endpoint: try Endpoint(parsing: "https://gaap.test"), configuration: configuration)
        #expect(fault == diagnosis.unresolved(lookupCode("nosuchproxy.invalid")))
    }

    @Test
    func `that says nothing does not keep anyone waiting`() async throws {
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
