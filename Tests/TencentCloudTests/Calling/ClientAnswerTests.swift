// What the client makes of answers that ask it to wait, echo a key, or hold broken text.

import Essentials
import FoundationEssentials
import Testing

@testable import TencentCloud

@Suite struct ClientAnswerTests {
    private static let pong = ScriptedTransport.Line.answer(#"{"Response":{"Pong":1,"RequestId":"r-ok"}}"#)

    @Test(arguments: [429, 503])
    func `A service that says how long to wait is asked again after that, and within the time-out only`(status: Int)
        async throws
    {
        func busy(_ seconds: String, _ more: [TransportHeader] = []) -> ScriptedTransport.Line {
            .answer("", status: status, headers: [TransportHeader("Retry-After", seconds)] + more)
        }
        let bench = Bench([busy("7"), Self.pong])
        _ = try await bench.call().get()
        let base = RetryPolicy.rule(for: .malformed(ResponseError(.status(status), action: "Ping"))).base
        #expect(bench.transport.times == [.zero, .seconds(7) + base])
        let dated = Bench([
            busy("Mon, 23 Nov 2026 06:41:47 GMT", [TransportHeader("Date", "Mon, 23 Nov 2026 06:41:37 GMT")]),
            Self.pong,
        ])
        _ = try await dated.call().get()
        #expect(dated.transport.times == [.zero, .seconds(10) + base])
        for text in ["31", "999999999999999999999"] {
            let long = Bench([busy(text), Self.pong])
            let result = await long.call()
            #expect(throws: CloudError.self) { try result.get() }
            #expect(long.transport.requests.count == 1)
            #expect(long.time.uptime == .zero)
        }
        // Two waits of twenty seconds are more than thirty.
        let again = Bench([busy("20")])
        #expect(again.outcome(await again.call()) != "fine")
        #expect(again.transport.requests.count == 2)
    }

    @Test(arguments: ["-1", "", "soon", "1.5", "Mon, 99 Nov 2026 06:41:47 GMT"])
    func `A Retry-After in another form is no word of the service`(text: String) {
        #expect(RetryAfter.parse([TransportHeader("retry-after", text)], now: UnixTime(0)) == nil)
    }

    @Test func `Nobody else is sent while the service asks to wait`() async {
        let busy = ScriptedTransport.Line.answer("", status: 429, headers: [TransportHeader("Retry-After", "5")])
        let bench = Bench([busy, Self.pong])
        let first = bench.start()
        await bench.time.settle()
        let second = bench.start()
        await bench.time.run()
        for task in [first, second] { #expect(bench.outcome(await task.value) == "fine") }
        #expect(bench.transport.times.dropFirst().allSatisfy { $0 >= .seconds(5) })
    }

    @Test func `No part of the key that the service echoes gets out`() async {
        let key = Credential(
            secretID: "AKIDlongsecretid", secretKey: Secret("hunter2-secret-key"), token: Secret("hunter2-token"))
        let message = "AKIDlongsecretid with hunter2-secret-key and hunter2-token"
        let line = ScriptedTransport.Line.answer(
            #"{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"\#(message)"}}}"#)
        let bench = Bench([line], credentials: FixedCredentials(key))
        guard case .failure(.service(let fault)) = await bench.call() else {
            Issue.record("it is refused")
            return
        }
        #expect(fault.serviceMessage == "key …etid with ••• and •••")
        for record in bench.records {
            #expect(!"\(String(describing: record.error))".contains("hunter2"))
            #expect(!"\(String(describing: record.error))".contains("AKIDlong"))
        }
    }

    @Test func `An answer with broken text is read, and kept as it was read`() async throws {
        let bench = Bench([.answer(#"{"Response":{"Pong":1,"RequestId":"a\ud800\#u{1}"}}"#)])
        let reply = try await bench.call().get()
        #expect(reply.requestID == "a\u{FFFD}\u{1}")
        #expect(try JSONReader.read(Array(reply.body)) == ["Response": ["Pong": 1, "RequestId": "a\u{FFFD}\u{1}"]])
    }
}
