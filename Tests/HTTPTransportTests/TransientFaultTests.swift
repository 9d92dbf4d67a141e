// Faults that pass: the client goes through them over real sockets, and what does not pass is not tried again.

import Essentials
import HTTPTransport
import TencentCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3)))
struct DisturbedWayTests {
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
    func `is tried again: a proxy that does not get through, then a server that hangs up in the handshake`()
        async throws
    {
        try await withServer(tls: serverTLS(TestCertificates.loopback)) { connection in
            try await connection.request()
            try await connection.answer(
                #"{"Response":{"RequestId":"r-1"}}"#, headers: ["Content-Type: application/json"])
        } run: { server in
            try await withServer { connection in
                try await connection.request()
                // The second connection asks why the first was refused.
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
    func `that stays as it is ends the call: after three attempts, or after the first where nothing will change`(
        status: String, kind: TransportError.Kind, connections: Int
    ) async throws {
        let questions = Questions()
        try await withServer { connection in
            questions.add(try await connection.request())
            try await connection.answer("", status: status)
        } run: { port in
            let error = await #expect(throws: CloudError.self) { try await call(through: port) }
            guard case .transport(let fault) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(fault.kind == kind)
        }
        #expect(questions.count == connections)
    }

    @Test
    func `is none where the certificate is wrong: nobody is asked twice`() async throws {
        let questions = Questions()
        try await withServer(tls: serverTLS(TestCertificates.expired)) { connection in
            try await connection.request()
        } run: { server in
            try await withServer { connection in
                questions.add(try await connection.request())
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
        #expect(questions.count == 1)
    }
}
