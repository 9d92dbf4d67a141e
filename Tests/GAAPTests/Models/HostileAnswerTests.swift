// Responses that are extremely large, deeply nested or broken: decoding never traps, takes time proportional to the
// size, and keeps every readable part.

import Essentials
import Dispatch
import FoundationEssentials
import TencentCloud
import Testing

@testable import GAAP

@Suite(.timeLimit(.minutes(3))) struct HostileAnswerTests {
    /// Decodes in a separate thread, because a second of work must not delay the tests that run concurrently.
    private func open(_ body: Data) async -> Result<DescribeTCPListeners.Answer, CloudError> {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "reading").async { continuation.resume(returning: Self.read(body)) }
        }
    }

    private static func read(_ body: Data) -> Result<DescribeTCPListeners.Answer, CloudError> {
        Result { () throws(CloudError) in
            try Envelope.open(
                TransportResponse(status: 200, headers: [], body: body), as: DescribeTCPListeners.Answer.self,
                action: "A", now: UnixTime(0)
            ).value
        }
    }

    private func open(listeners: String) async -> Result<DescribeTCPListeners.Answer, CloudError> {
        await open(Data(#"{"Response":{"TotalCount":1,"ListenerSet":[\#(listeners)],"RequestId":"r"}}"#.utf8))
    }

    @Test func `A hundred thousand origins are decoded, readable or not`() async throws {
        let good = #"{"RealServerId":"rs-1","RealServerStatus":1},"#
        let bad = #"{"RealServerStatus":"1"},7,"#
        let many = String(repeating: good, count: 50_000) + String(repeating: bad, count: 25_000) + "{}"
        let listener = try #require(
            try await open(listeners: #"{"RealServerSet":[\#(many)]}"#).get().listenerSet?.first)
        #expect(listener.realServerSet?.count == 75_001)
        #expect(listener.unreadable.count == 10)
        #expect(listener.allUnreadable.count == 25_010)
    }

    @Test func `Ten megabytes of listeners, each with one unreadable field, are decoded`() async throws {
        let row = FieldCase.object(TCPListenerTests.fields, replacing: "Port", by: #""8443""#) + ","
        let count = 10_000_000 / row.utf8.count
        let answer = try await open(listeners: String(repeating: row, count: count) + "{}").get()
        #expect(answer.listenerSet?.count == count + 1)
        #expect(answer.listenerSet?.count { $0.unreadable.map(\.path) == ["Port"] } == count)
    }

    @Test func `A name of one megabyte is decoded`() async throws {
        let name = String(repeating: "名", count: 350_000)
        let listener = try await open(listeners: #"{"ListenerName":"\#(name)"}"#).get().listenerSet?.first
        #expect(listener?.listenerName == name)
    }

    @Test(arguments: ["[", #"{"a":"#])
    func `Ten thousand nesting levels are rejected`(opening: String) async {
        let deep = String(repeating: opening, count: 10_000)
        for value in [deep, deep + "1" + String(repeating: opening == "[" ? "]" : "}", count: 10_000)] {
            for field in ["Port", "RealServerSet", "Unknown"] {
                guard case .failure(.malformed) = await open(listeners: #"{"\#(field)":\#(value)}"#) else {
                    Issue.record("\(field) was accepted")
                    return
                }
            }
        }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x00], [0x1B], [0xE4, 0xBD],
        ] as [[UInt8]])
    func `Bytes that are not UTF-8 make the response or the field unreadable and do not trap`(bytes: [UInt8]) async {
        let body =
            Array(#"{"Response":{"ListenerSet":[{"ListenerId":"l","ListenerName":""#.utf8) + bytes
            + Array(#""}]}}"#.utf8)
        switch await open(Data(body)) {
        case .success(let answer):
            // Control characters and a zero byte may be accepted: they are made visible when they are shown.
            #expect(answer.listenerSet?.count == 1)
        case .failure(.malformed): break
        case .failure(let error): Issue.record("\(error)")
        }
    }

    @Test(arguments: ["-1", "-9223372036854775808", "9223372036854775807", "0", "65536"])
    func `Numbers in the range of an integer are kept unchanged`(number: String) async throws {
        let listener = try await open(
            listeners: #"{"Port":\#(number),"CreateTime":\#(number),"DelayLoop":\#(number),"HealthCheck":\#(number)}"#
        ).get().listenerSet?.first
        #expect(listener?.port.map(String.init) == number)
        #expect(listener?.unreadable.isEmpty == true)
    }
}
