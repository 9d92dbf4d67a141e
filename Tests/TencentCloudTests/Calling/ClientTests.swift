import Essentials
import FoundationEssentials
import TestSupport
import Testing

@testable import TencentCloud

/// An action that exists only in these tests.
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

    @Test func `A call returns the value, the RequestId and the time of arrival`() async throws {
        let fixture = ClientFixture([Self.pong])
        let reply = try await fixture.call().get()
        #expect(reply.value == Ping.Answer(pong: 1))
        #expect(reply.requestID == "r-ok")
        #expect(reply.receivedAt == Moment(wall: fixture.time.epoch, uptime: .zero))
        #expect(
            fixture.records == [
                CallRecord(
                    startedAt: Moment(wall: fixture.time.epoch, uptime: .zero), action: "Ping", subject: "link-1",
                    duration: .zero, error: nil,
                    requestID: "r-ok", gauge: QuotaGauge(limit: 20, rate: 20))
            ])
    }

    @Test
    func
        `An action of another service is sent to that service's host and signed for it, and its error names that host`()
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

    @Test func `A request consists of the body and the headers that the service requires, signed`() async throws {
        let fixture = ClientFixture([Self.pong], token: Secret("t"), language: .chinese)
        _ = await fixture.call()
        let request = try #require(fixture.transport.requests.first)
        #expect(request.endpoint == .forTests)
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"Number":7,"Path":"a/b"}"#)
        let timestamp = fixture.time.epoch.wholeSeconds
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

    @Test func `Every attempt waits longer than the previous one, and is observed`() async throws {
        let fixture = ClientFixture([.error("InternalError"), .error("InternalError"), Self.pong])
        _ = try await fixture.call().get()
        #expect(fixture.transport.times == [.zero, .milliseconds(250), .milliseconds(750)])
        #expect(fixture.records.map(\.requestID) == ["r-InternalError", "r-InternalError", "r-ok"])
        #expect(fixture.records.map { $0.error == nil } == [false, false, true])

    }

    @Test func `Every attempt carries the time of its own start`() async throws {
        let fixture = ClientFixture([.error("RequestLimitExceeded"), .error("RequestLimitExceeded"), Self.pong])
        _ = try await fixture.call().get()
        let stamps = fixture.transport.requests.compactMap { $0.headers["X-TC-Timestamp"] }
        let signatures = Set(fixture.transport.requests.compactMap { $0.headers["Authorization"] })
        #expect(stamps == fixture.transport.times.map { "\((fixture.time.epoch + $0.seconds).wholeSeconds)" })
        #expect(Set(stamps).count == 3)
        #expect(signatures.count == 3)
    }

    @Test func `Every attempt uses a slot of the request budget`() async throws {
        let fixture = ClientFixture([.error("InternalError"), Self.pong], rate: 1)
        _ = try await fixture.call().get()
        #expect(fixture.transport.times == [.zero, RateWindow.span])
    }

    @Test func `A request on a closed connection is retried immediately`() async throws {
        let fixture = ClientFixture([.fault(.connectionClosed), Self.pong])
        _ = try await fixture.call().get()
        #expect(fixture.transport.times == [.zero, .zero])
        #expect(fixture.records.map(\.requestID) == [nil, "r-ok"])
    }

    @Test func `The immediate retry uses its own slot, because the service may have counted the first attempt`()
        async throws
    {
        let fixture = ClientFixture([.fault(.connectionClosed), Self.pong], rate: 1)
        _ = try await fixture.call().get()
        #expect(fixture.transport.times == [.zero, RateWindow.span])
        let pair = ClientFixture([.fault(.connectionClosed), Self.pong], rate: 2)
        _ = try await pair.call().get()
        _ = try await pair.call().get()
        // Two were sent immediately; the third waits until the first has left the window.
        #expect(pair.transport.times == [.zero, .zero, RateWindow.span])
    }

    @Test func `The client gives up if the connection keeps being closed`() async {
        let fixture = ClientFixture([.fault(.connectionClosed)])
        let result = await fixture.call()
        #expect(
            throws: CloudError.transport(TransportError(.connectionClosed, Wording(verbatim: "as the script says")))
        ) {
            try result.get()
        }
        #expect(fixture.transport.times == [.zero, .zero, .milliseconds(400)])
    }

    @Test(arguments: [
        "AuthFailure.SignatureFailure", "AuthFailure", "ResourceNotFound", "UnknownParameter", "New.Code",
    ])
    func `An error that a retry cannot change is not retried`(code: String) async {
        let fixture = ClientFixture([.error(code)])
        #expect(fixture.outcome(await fixture.call()) == code)
        #expect(fixture.transport.requests.count == 1)
        #expect(fixture.records.map(\.requestID) == ["r-\(code)"])
    }

    @Test func `A throttled call lowers the rate and is retried`() async throws {
        let fixture = ClientFixture([.error("RequestLimitExceeded.UinLimitExceeded"), Self.pong], rate: 10)
        _ = try await fixture.call().get()
        #expect(
            fixture.records.map(\.gauge) == Array(repeating: QuotaGauge(limit: 5, rate: 10, throttled: 1), count: 2))
        #expect(fixture.transport.times == [.zero, RateWindow.span])
    }

    @Test func `The client gives up if the service keeps throttling`() async {
        let fixture = ClientFixture([.error("RequestLimitExceeded")])
        #expect(fixture.outcome(await fixture.call()) == "RequestLimitExceeded")
        #expect(fixture.transport.requests.count == RetryPolicy.Rule.throttling.attempts)
    }

    @Test func `A request that violates a parameter rule is neither sent nor counted`() async {
        let fixture = ClientFixture([Self.pong])
        var ping = Ping()
        ping.isValid = false
        let result = await fixture.call(ping)
        #expect(
            throws: CloudError.invalidRequest(
                RequestError(code: "MissingParameter", message: Wording(verbatim: "no")))
        ) {
            try result.get()
        }
        #expect(fixture.transport.requests.isEmpty)
        #expect(fixture.records.isEmpty)
    }

    @Test func `Without credentials nothing is sent`() async {
        let fixture = ClientFixture([Self.pong], credentials: EnvironmentCredentials(environment: [:]))
        let result = await fixture.call()
        #expect(throws: CloudError.self) { try result.get() }
        #expect(fixture.transport.requests.isEmpty)
        #expect(fixture.records.isEmpty)
    }

    @Test func `Cancellation while waiting for the budget takes effect immediately`() async {
        let fixture = ClientFixture([Self.pong], rate: 1)
        _ = fixture.start()
        await fixture.time.settle()
        let second = fixture.start()
        await fixture.time.settle()
        second.cancel()
        #expect(fixture.outcome(await second.value) == "cancelled")
        #expect(fixture.time.uptime == .zero)
        #expect(fixture.transport.requests.count == 1)
    }

    @Test func `Cancellation between two attempts takes effect immediately`() async {
        let fixture = ClientFixture([.error("InternalError")])
        let task = fixture.start()
        await fixture.time.settle()
        #expect(fixture.transport.requests.count == 1)
        task.cancel()
        #expect(fixture.outcome(await task.value) == "cancelled")
        #expect(fixture.time.uptime == .zero)
        #expect(fixture.transport.requests.count == 1)
    }

    @Test func `A cancelled transport makes the call fail as cancelled`() async {
        let fixture = ClientFixture([.fault(.cancelled)])
        #expect(fixture.outcome(await fixture.call()) == "cancelled")
        #expect(fixture.transport.requests.count == 1)
    }

    @Test func `An error page of a gateway is retried and reported with its HTTP status`() async {
        let fixture = ClientFixture([.answer("<html>", status: 502)])
        let result = await fixture.call()
        #expect(throws: CloudError.malformed(ResponseError(.status(502), action: "Ping"))) { try result.get() }
        #expect(fixture.transport.requests.count == RetryPolicy.Rule.serverFault.attempts)
    }

    @Test func `Fifty concurrent calls do not exceed the rate`() async {
        let fixture = ClientFixture([Self.pong], rate: 10)
        let tasks = (0..<50).map { _ in fixture.start() }
        await fixture.time.run()
        for task in tasks { #expect(fixture.outcome(await task.value) == "fine") }
        let times = fixture.transport.times
        #expect(times.count == 50)
        #expect(times.allSatisfy { start in times.count { $0 >= start && $0 - start < .seconds(1) } <= 10 })
    }
}
