// Requests over IPv6, if the machine supports IPv6.

import Essentials
import Glibc
@testable import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)), .enabled(if: hasIPv6Loopback, "this machine has no ::1"))
struct IPv6Tests {
    @Test
    func `A service is reached by its address in brackets, and the Host header has the brackets`() async throws {
        try await withServer(on: "::1") { connection in
            try await connection.answer(try await connection.request())
        } run: { port in
            let text = try await HTTPTransport(.patient()).send(request(port, host: "[::1]")).text
            #expect(text.contains("\r\nHost: [::1]:\(port)\r\n"))
        }
    }

    @Test(arguments: ["gaap.test", "[2001:db8::1]"])
    func `A proxy tunnels TLS to a service given by name or by address`(host: String) async throws {
        try await withServer(on: "::1", tls: serverTLS(TestCertificates.loopback)) { connection in
            try await connection.request()
            try await connection.answer("through")
        } run: { server in
            let requests = RequestLog()
            try await withServer(on: "::1") { connection in
                requests.add(String(try await connection.request().prefix { $0 != "\r\n" }))
                try await connection.send("HTTP/1.1 200 Connected\n\n")
                try await connection.tunnel(to: server, on: "::1")
            } run: { port in
                try await withFile(TestCertificates.authority) { file in
                    let proxy = try Proxy(parsing: "http://[::1]:\(port)", variable: "HTTPS_PROXY")
                    let transport = try HTTPTransport(.patient(proxy: proxy, caFile: file))
                    let outcome = await outcome(transport, try request(443, scheme: "https", host: host))
                    // The certificate is valid for the name only. The proxy received the CONNECT request in both cases.
                    #expect(outcome == (host == "gaap.test" ? "through" : "the certificate of [2001:db8::1]:443"))
                }
            }
            #expect(requests.all == ["CONNECT \(host):443 HTTP/1.1"])
        }
    }

    @Test
    func `A proxy at an IPv6 address that refuses is asked for the reason`() async throws {
        try await withServer(on: "::1") { connection in
            try await connection.request()
            try await connection.answer("", status: "503 Busy")
        } run: { port in
            let proxy = try Proxy(parsing: "http://[::1]:\(port)", variable: "HTTPS_PROXY")
            let fault = await fault(
                try HTTPTransport(.patient(proxy: proxy)), try request(443, scheme: "https", host: "gaap.test"))
            let words = "the proxy [::1]:\(port) refused to connect to gaap.test:443 (status 503)"
            #expect(fault?.inEnglish == TransportError(.proxyUnavailable, words))
        }
    }

    /// Returns the text of the response, or the first words of the error.
    private func outcome(_ transport: HTTPTransport, _ request: TransportRequest) async -> String {
        do throws(TransportError) {
            return try await transport.send(request).text
        } catch {
            return error.message[.english].split(separator: " ").prefix(4).joined(separator: " ")
        }
    }
}

/// Whether a socket can be bound to ::1.
private let hasIPv6Loopback: Bool = {
    let descriptor = socket(AF_INET6, CInt(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
        }
    }
}()
