// How the client handles responses that ask it to wait, echo a key, or contain invalid text.

import Essentials
import FoundationEssentials
import Testing

@testable import TencentCloud

@Suite struct ClientAnswerTests {
    private static let pong = ScriptedTransport.Line.answer(#"{"Response":{"Pong":1,"RequestId":"r-ok"}}"#)

    @Test(arguments: [429, 503])
    func `The client retries after the time in Retry-After, but only if it is within the time limit`(status: Int)
        async throws
    {
        func busy(_ seconds: String, _ more: [TransportHeader] = []) -> ScriptedTransport.Line {
            .answer("", status: status, headers: [TransportHeader("Retry-After", seconds)] + more)
        }
        let fixture = ClientFixture([busy("7"), Self.pong])
        _ = try await fixture.call().get()
        let base = RetryPolicy.rule(for: .malformed(ResponseError(.status(status), action: "Ping"))).base
        #expect(fixture.transport.times == [.zero, .seconds(7) + base])
        let dated = ClientFixture([
            busy("Mon, 23 Nov 2026 06:41:47 GMT", [TransportHeader("Date", "Mon, 23 Nov 2026 06:41:37 GMT")]),
            Self.pong,
        ])
        _ = try await dated.call().get()
        #expect(dated.transport.times == [.zero, .seconds(10) + base])
        for text in ["31", "999999999999999999999"] {
            let long = ClientFixture([busy(text), Self.pong])
            let result = await long.call()
            #expect(throws: CloudError.self) { try result.get() }
            #expect(long.transport.requests.count == 1)
            #expect(long.time.uptime == .zero)
        }
        // Two waits of 20 s would exceed the limit of 30 s.
        let again = ClientFixture([busy("20")])
        #expect(again.outcome(await again.call()) != "fine")
        #expect(again.transport.requests.count == 2)
    }

    @Test(arguments: ["-1", "", "soon", "1.5", "Mon, 99 Nov 2026 06:41:47 GMT"])
    func `A Retry-After header in an invalid form is ignored`(text: String) {
        #expect(RetryAfter.parse([TransportHeader("retry-after", text)], now: UnixTime(0)) == nil)
    }

    @Test func `No other call is sent while the service asks to wait`() async {
        let busy = ScriptedTransport.Line.answer("", status: 429, headers: [TransportHeader("Retry-After", "5")])
        let fixture = ClientFixture([busy, Self.pong])
        let first = fixture.start()
        await fixture.time.settle()
        let second = fixture.start()
        await fixture.time.run()
        for task in [first, second] { #expect(fixture.outcome(await task.value) == "fine") }
        #expect(fixture.transport.times.dropFirst().allSatisfy { $0 >= .seconds(5) })
    }

    @Test func `A key that the service echoes is redacted`() async {
        let key = Credential(
            secretID: "AKIDlongsecretid", secretKey: Secret("hunter2-secret-key"), token: Secret("hunter2-token"))
        let message = "AKIDlongsecretid with hunter2-secret-key and hunter2-token"
        let line = ScriptedTransport.Line.answer(
            #"{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"\#(message)"}}}"#)
        let fixture = ClientFixture([line], credentials: FixedCredentials(key))
        guard case .failure(.service(let fault)) = await fixture.call() else {
            Issue.record("the call was expected to fail with a service error")
            return
        }
        #expect(fault.serviceMessage == "key …etid with ••• and •••")
        for record in fixture.records {
            #expect(!"\(String(describing: record.error))".contains("hunter2"))
            #expect(!"\(String(describing: record.error))".contains("AKIDlong"))
        }
    }

    @Test func `A response with invalid text is decoded, and its repaired body is kept`() async throws {
        let fixture = ClientFixture([.answer(#"{"Response":{"Pong":1,"RequestId":"a\ud800\#u{1}"}}"#)])
        let reply = try await fixture.call().get()
        #expect(reply.requestID == "a\u{FFFD}\u{1}")
        #expect(try JSONReader.read(Array(reply.body)) == ["Response": ["Pong": 1, "RequestId": "a\u{FFFD}\u{1}"]])
    }
}
