import Essentials
import FoundationEssentials
import TestSupport
import Testing

@testable import TencentCloud

/// An action that serves no service.
struct Ping: Action {
    struct Answer: Decodable, Sendable, Equatable {
        var pong: Int?
        enum CodingKeys: String, CodingKey { case pong = "Pong" }
    }
    static let name = "Ping"
    static let version = "2018-05-29"
    static let service = "gaap"
    var path = "a/b"
    var nothing: Int?
    var number = 7
    var isValid = true

    enum CodingKeys: String, CodingKey {
        case path = "Path"
        case nothing = "Nothing"
        case number = "Number"
    }

    func validate() throws(RequestError) {
        guard isValid else { throw RequestError(code: "MissingParameter", message: Wording(verbatim: "no")) }
    }
}

extension Endpoint {
    static let forTests: Endpoint = {
        do throws(Endpoint.ParseError) {
            return try Endpoint(parsing: "https://gaap.example.com")
        } catch {
            preconditionFailure(error.message[.english])
        }
    }()
}

@Suite struct ClientTests {
    private static let pong = ScriptedTransport.Line.answer(#"{"Response":{"Pong":1,"RequestId":"r-ok"}}"#)

    @Test func `A call brings the value, the RequestId and the time of arrival`() async throws {
        let bench = Bench([Self.pong])
        let reply = try await bench.call().get()
        #expect(reply.value == Ping.Answer(pong: 1))
        #expect(reply.requestID == "r-ok")
        #expect(reply.receivedAt == Moment(wall: bench.time.epoch, uptime: .zero))
        #expect(
            bench.records == [
                CallRecord(
                    startedAt: Moment(wall: bench.time.epoch, uptime: .zero), action: "Ping", subject: "link-1",
                    duration: .zero, error: nil,
                    requestID: "r-ok", gauge: QuotaGauge(limit: 20, rate: 20))
            ])
    }

    @Test func `An action of another service goes to its host, is signed for it, and its refusal names it`()
        async throws
    {
        struct Watch: Action {
            struct Answer: Decodable, Sendable {}
            static let name = "Watch"
            static let version = "2018-07-24"
            static let service = "monitor"
            var region: String? { "ap-guangzhou" }
            static func endpoint(beside endpoint: Endpoint) -> Endpoint { endpoint.neighbour(service) }
            func validate() throws(RequestError) {}
        }
        let time = ManualTime()
        let transport = ScriptedTransport(
            [.answer(#"{"Response":{"Error":{"Code":"InvalidAction","Message":"m"},"RequestId":"r"}}"#)],
            time: time.source)
        let credential = Credential(secretID: "AKIDx", secretKey: Secret("k"))
        let client = Client(
            transport: transport, endpoint: try Endpoint(parsing: "https://gaap.intl.tencentcloudapi.com"),
            credentials: CredentialStore(CredentialChain([FixedCredentials(credential)]), time: time.source),
            quota: Quota(rate: 20, time: time.source), time: time.source)
        let task = time.start { () async -> CloudError? in
            do throws(CloudError) {
                _ = try await client.call(Watch())
                return nil
            } catch {
                return error
            }
        }
        await time.run()
        let error = await task.value

        let request = try #require(transport.requests.first)
        let host = "monitor.intl.tencentcloudapi.com"
        #expect(request.endpoint.description == "https://\(host)")
        #expect(request.headers["Host"] == host)
        #expect(request.headers["X-TC-Version"] == "2018-07-24")
        #expect(request.headers["X-TC-Region"] == "ap-guangzhou")
        let signature = TC3Signature(
            timestamp: time.epoch.wholeSeconds, service: "monitor",
            headers: [("content-type", "application/json"), ("host", host)], body: request.body)
        #expect(request.headers["Authorization"] == signature.authorization(credential))
        guard case .service(let refusal)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(refusal.endpoint == request.endpoint)
    }

    @Test func `A request is the body with the headers that the service wants, signed`() async throws {
        let bench = Bench([Self.pong], token: Secret("t"), language: .chinese)
        _ = await bench.call()
        let request = try #require(bench.transport.requests.first)
        #expect(request.endpoint == .forTests)
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"Number":7,"Path":"a/b"}"#)
        let timestamp = bench.time.epoch.wholeSeconds
        let signature = TC3Signature(
            timestamp: timestamp, service: "gaap",
            headers: [("content-type", "application/json"), ("host", "gaap.example.com")], body: request.body)
        #expect(
            request.headers == [
                TransportHeader("Host", "gaap.example.com"), TransportHeader("Content-Type", "application/json"),
                TransportHeader("X-TC-Action", "Ping"), TransportHeader("X-TC-Version", "2018-05-29"),
                TransportHeader("X-TC-Timestamp", "\(timestamp)"), TransportHeader("X-TC-Language", "zh-CN"),
                TransportHeader("X-TC-Token", "t"),
                TransportHeader(
                    "Authorization", signature.authorization(Credential(secretID: "AKIDx", secretKey: Secret("k")))),
            ])
    }

    @Test func `Every attempt waits longer than the one before, and is observed`() async throws {
        let bench = Bench([.error("InternalError"), .error("InternalError"), Self.pong])
        _ = try await bench.call().get()
        #expect(bench.transport.times == [.zero, .milliseconds(250), .milliseconds(750)])
        #expect(bench.records.map(\.requestID) == ["r-InternalError", "r-InternalError", "r-ok"])
        #expect(bench.records.map { $0.error == nil } == [false, false, true])

    }

    @Test func `Every attempt carries the time of its own start`() async throws {
        let bench = Bench([.error("RequestLimitExceeded"), .error("RequestLimitExceeded"), Self.pong])
        _ = try await bench.call().get()
        let stamps = bench.transport.requests.compactMap { $0.headers["X-TC-Timestamp"] }
        let signatures = Set(bench.transport.requests.compactMap { $0.headers["Authorization"] })
        #expect(stamps == bench.transport.times.map { "\((bench.time.epoch + $0.seconds).wholeSeconds)" })
        #expect(Set(stamps).count == 3)
        #expect(signatures.count == 3)
    }

    @Test func `Every attempt takes a place in the budget`() async throws {
        let bench = Bench([.error("InternalError"), Self.pong], rate: 1)
        _ = try await bench.call().get()
        #expect(bench.transport.times == [.zero, RateWindow.span])
    }

    @Test func `A closed connection is tried again at once`() async throws {
        let bench = Bench([.fault(.connectionClosed), Self.pong])
        _ = try await bench.call().get()
        #expect(bench.transport.times == [.zero, .zero])
        #expect(bench.records.map(\.requestID) == [nil, "r-ok"])
    }

    @Test func `The attempt at once takes a place of its own, for the service may have counted the first`() async throws
    {
        let bench = Bench([.fault(.connectionClosed), Self.pong], rate: 1)
        _ = try await bench.call().get()
        #expect(bench.transport.times == [.zero, RateWindow.span])
        let pair = Bench([.fault(.connectionClosed), Self.pong], rate: 2)
        _ = try await pair.call().get()
        _ = try await pair.call().get()
        // Two went at once; the third waits until the first has left the window.
        #expect(pair.transport.times == [.zero, .zero, RateWindow.span])
    }

    @Test func `A connection that goes on closing is given up`() async {
        let bench = Bench([.fault(.connectionClosed)])
        let result = await bench.call()
        #expect(
            throws: CloudError.transport(TransportError(.connectionClosed, Wording(verbatim: "as the script says")))
        ) {
            try result.get()
        }
        #expect(bench.transport.times == [.zero, .zero, .milliseconds(400)])
    }

    @Test(arguments: [
        "AuthFailure.SignatureFailure", "AuthFailure", "ResourceNotFound", "UnknownParameter", "New.Code",
    ])
    func `What does not change by asking again is not asked again`(code: String) async {
        let bench = Bench([.error(code)])
        #expect(bench.outcome(await bench.call()) == code)
        #expect(bench.transport.requests.count == 1)
        #expect(bench.records.map(\.requestID) == ["r-\(code)"])
    }

    @Test func `Throttling slows the budget down and is tried again`() async throws {
        let bench = Bench([.error("RequestLimitExceeded.UinLimitExceeded"), Self.pong], rate: 10)
        _ = try await bench.call().get()
        #expect(bench.records.map(\.gauge) == Array(repeating: QuotaGauge(limit: 5, rate: 10, throttled: 1), count: 2))
        #expect(bench.transport.times == [.zero, RateWindow.span])
    }

    @Test func `A service that throttles without end is given up`() async {
        let bench = Bench([.error("RequestLimitExceeded")])
        #expect(bench.outcome(await bench.call()) == "RequestLimitExceeded")
        #expect(bench.transport.requests.count == RetryPolicy.Rule.throttling.attempts)
    }

    @Test func `A request that breaks a rule is never sent nor counted`() async {
        let bench = Bench([Self.pong])
        var ping = Ping()
        ping.isValid = false
        let result = await bench.call(ping)
        #expect(
            throws: CloudError.invalidRequest(
                RequestError(code: "MissingParameter", message: Wording(verbatim: "no")))
        ) {
            try result.get()
        }
        #expect(bench.transport.requests.isEmpty)
        #expect(bench.records.isEmpty)
    }

    @Test func `Without credentials nothing is sent`() async {
        let bench = Bench([Self.pong], credentials: EnvironmentCredentials(environment: [:]))
        let result = await bench.call()
        #expect(throws: CloudError.self) { try result.get() }
        #expect(bench.transport.requests.isEmpty)
        #expect(bench.records.isEmpty)
    }

    @Test func `Giving up while waiting for the budget ends at once`() async {
        let bench = Bench([Self.pong], rate: 1)
        _ = bench.start()
        await bench.time.settle()
        let second = bench.start()
        await bench.time.settle()
        second.cancel()
        #expect(bench.outcome(await second.value) == "cancelled")
        #expect(bench.time.uptime == .zero)
        #expect(bench.transport.requests.count == 1)
    }

    @Test func `Giving up between two attempts ends at once`() async {
        let bench = Bench([.error("InternalError")])
        let task = bench.start()
        await bench.time.settle()
        #expect(bench.transport.requests.count == 1)
        task.cancel()
        #expect(bench.outcome(await task.value) == "cancelled")
        #expect(bench.time.uptime == .zero)
        #expect(bench.transport.requests.count == 1)
    }

    @Test func `A transport that was cancelled is a cancelled call`() async {
        let bench = Bench([.fault(.cancelled)])
        #expect(bench.outcome(await bench.call()) == "cancelled")
        #expect(bench.transport.requests.count == 1)
    }

    @Test func `A gateway's error page is tried again and told as what it is`() async {
        let bench = Bench([.answer("<html>", status: 502)])
        let result = await bench.call()
        #expect(throws: CloudError.malformed(ResponseError(.status(502), action: "Ping"))) { try result.get() }
        #expect(bench.transport.requests.count == RetryPolicy.Rule.serverFault.attempts)
    }

    @Test func `Fifty calls at once keep to the rate`() async {
        let bench = Bench([Self.pong], rate: 10)
        let tasks = (0..<50).map { _ in bench.start() }
        await bench.time.run()
        for task in tasks { #expect(bench.outcome(await task.value) == "fine") }
        let times = bench.transport.times
        #expect(times.count == 50)
        #expect(times.allSatisfy { start in times.count { $0 >= start && $0 - start < .seconds(1) } <= 10 })
    }
}
