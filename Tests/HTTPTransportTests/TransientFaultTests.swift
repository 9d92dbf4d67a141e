// Transient faults over real sockets: the client retries them, and does not retry permanent faults.

import Essentials
import HTTPTransport
import TencentCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3)))
struct TransientFaultTests {
    /// Calls an action without waiting between attempts.
    private func call(through proxy: Int, caFile: String? = nil) async throws -> String? {
        let proxy = try Proxy(parsing: "http://127.0.0.1:\(proxy)", variable: "HTTPS_PROXY")
        let credential = Credential(secretID: "AKIDx", secretKey: Secret("k"))
        let client = Client(
            transport: try HTTPTransport(.patient(proxy: proxy, caFile: caFile)),
            endpoint: try Endpoint(parsing: "https://gaap.test"),
            credentials: CredentialStore(CredentialChain([FixedCredentials(credential)])),
            quota: Quota(rate: 1_000, time: .system), retry: RetryPolicy { 0 })
        return try await client.call(Ping()).requestID
    }

    @Test
    func `The client retries after a proxy failure and after a connection closed during the handshake`()
        async throws
    {
        try await withServer(tls: serverTLS(TestCertificates.loopback)) { connection in
            try await connection.request()
            try await connection.answer(
                #"{"Response":{"RequestId":"r-1"}}"#, headers: ["Content-Type: application/json"])
        } run: { server in
            try await withServer { connection in
                try await connection.request()
                // The second connection asks the proxy why it refused the first.
                guard connection.number > 2 else {
                    return try await connection.answer("", status: "503 Service Unavailable")
                }
                try await connection.send("HTTP/1.1 200 Connected\n\n")
                if connection.number == 3 {
                    _ = try await connection.bytes(1)
                } else {
                    try await connection.tunnel(to: server)
                }
            } run: { port in
                try await withFile(TestCertificates.authority) { file in
                    let requestID = try await call(through: port, caFile: file)
                    #expect(requestID == "r-1")
                }
            }
        }
    }

    @Test(arguments: [
        ("502 Bad Gateway", TransportError.Kind.proxyUnavailable, 6), ("407 Authenticate", .proxy, 1),
        ("403 Forbidden", .proxy, 2),
    ])
    func `A persistent fault ends the call after three attempts, or after the first if a retry cannot help`(
        status: String, kind: TransportError.Kind, connections: Int
    ) async throws {
        let requests = RequestLog()
        try await withServer { connection in
            requests.add(try await connection.request())
            try await connection.answer("", status: status)
        } run: { port in
            let error = await #expect(throws: CloudError.self) { try await call(through: port) }
            guard case .transport(let fault) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(fault.kind == kind)
        }
        #expect(requests.count == connections)
    }

    @Test
    func `An invalid certificate is not a transient fault and is not retried`() async throws {
        let requests = RequestLog()
        try await withServer(tls: serverTLS(TestCertificates.expired)) { connection in
            try await connection.request()
        } run: { server in
            try await withServer { connection in
                requests.add(try await connection.request())
                try await connection.send("HTTP/1.1 200 Connected\n\n")
                try await connection.tunnel(to: server)
            } run: { port in
                try await withFile(TestCertificates.authority) { file in
                    let error = await #expect(throws: CloudError.self) {
                        try await call(through: port, caFile: file)
                    }
                    guard case .transport(let fault) = error else {
                        Issue.record("\(String(describing: error))")
                        return
                    }
                    #expect(fault.kind == .tls)
                }
            }
        }
        #expect(requests.count == 1)
    }
}
