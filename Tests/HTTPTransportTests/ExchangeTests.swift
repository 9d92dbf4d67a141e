// Requests and responses without faults.

import FoundationEssentials
import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ExchangeTests {
    /// Sends one request to a server that responds with the text of the request.
    private func echoed(_ change: (inout TransportRequest) -> Void = { _ in }) async throws -> (text: String, port: Int)
    {
        try await withServer { connection in
            let text = try await connection.request()
            try await connection.answer(text)
        } run: { port in
            var request = try request(port)
            change(&request)
            return (try await HTTPTransport(.patient()).send(request).text, port)
        }
    }

    @Test
    func `Status, headers and body of the response are returned`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(#"{"Response":{}}"#, status: "503 Busy", headers: ["X-One: 1", "X-One: 2"])
        } run: { port in
            let answer = try await HTTPTransport(.patient()).send(request(port))
            #expect(answer.status == 503)
            #expect(answer.text == #"{"Response":{}}"#)
            #expect(answer.headers.filter { $0.name == "X-One" }.map(\.value) == ["1", "2"])
        }
    }

    @Test
    func `The request is a POST to / with the given headers in their order`() async throws {
        let (text, port) = try await echoed()
        let head = ["POST / HTTP/1.1", "Host: 127.0.0.1:\(port)", "Content-Type: application/json; charset=utf-8"]
        #expect(text.hasPrefix(head.joined(separator: "\r\n") + "\r\nX-TC-Action: DescribeTCPListeners\r\n"))
        #expect(text.hasSuffix("\r\n\r\n{\"Limit\":1}"))
        #expect(text.contains("\r\nContent-Length: 11\r\n"))
    }

    @Test
    func `The signed Host header is sent unchanged, and no other Host header`() async throws {
        let text = try await echoed { $0.headers[0].value = "Gaap.TencentCloudAPI.com" }.text
        let hosts = text.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("host:") }
        #expect(hosts == ["Host: Gaap.TencentCloudAPI.com"])
    }

    @Test
    func `The User-Agent is the program, unless the request sets another one`() async throws {
        #expect(try await echoed().text.contains("\r\nUser-Agent: gaapscope\r\n"))
        let own = try await echoed { $0.headers.append(TransportHeader("user-agent", "mine")) }.text
        let agents = own.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("user-agent:") }
        #expect(agents == ["user-agent: mine"])
    }

    @Test
    func `The request accepts a compressed response`() async throws {
        #expect(try await echoed().text.contains("\r\nAccept-Encoding: deflate, gzip\r\n"))
    }

    @Test(arguments: [("gzip", Self.gzip), ("deflate", Self.deflate)])
    func `A compressed response is decoded`(encoding: String, base64: String) async throws {
        try await withServer { connection in
            try await connection.request()
            let body = Array(Data(base64Encoded: base64) ?? Data())
            try await connection.send(
                "HTTP/1.1 200 OK\nContent-Encoding: \(encoding)\nContent-Length: \(body.count)\n\n")
            try await connection.send(body)
        } run: { port in
            let answer = try await HTTPTransport(.patient()).send(request(port))
            #expect(answer.text == #"{"Response":{"TotalCount":0}}"#)
        }
    }

    @Test
    func `A chunked response and a response that ends with the connection are read`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n")
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\nConnection: close\n\nabcde")
        } run: { port in
            let transport = try HTTPTransport(.patient())
            #expect(try await transport.send(request(port)).text == "abcde")
            #expect(try await transport.send(request(port)).text == "abcde")
        }
    }

    @Test
    func `Consecutive requests use one connection`() async throws {
        try await withServer { connection in
            while true {
                try await connection.request()
                try await connection.answer("\(connection.number)")
            }
        } run: { port in
            let transport = try HTTPTransport(.patient())
            for _ in 1...50 {
                #expect(try await transport.send(request(port)).text == "1")
            }
        }
    }

    @Test
    func `Requests can run concurrently`() async throws {
        try await withServer { connection in
            while true {
                let text = try await connection.request()
                try await connection.answer(String(text.suffix(4)))
            }
        } run: { port in
            let transport = try HTTPTransport(.patient())
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 1000..<1032 {
                    var request = try request(port)
                    request.body = Data("\(number)".utf8)
                    group.addTask { [request] in try await transport.send(request).text }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.sorted() == (1000..<1032).map(String.init))
        }
    }

    @Test
    func `A redirect is returned and not followed`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer("", status: "307 Moved", headers: ["Location: /elsewhere"])
            try await connection.request()
            try await connection.answer("followed")
        } run: { port in
            let answer = try await HTTPTransport(.patient()).send(request(port))
            #expect(answer.status == 307)
            #expect(answer.headers["location"] == "/elsewhere")
        }
    }

    private static let gzip = "H4sIAAAAAAACA6tWCkotLsjPK05VsqpWCskvScxxzi/NK1GyMqitBQDvayAIHQAAAA=="
    private static let deflate = "eJyrVgpKLS7IzytOVbKqVgrJL0nMcc4vzStRsjKorQUAnZ4KeQ=="
}
