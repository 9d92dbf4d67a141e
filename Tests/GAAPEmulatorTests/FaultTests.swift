// Injected faults, as seen through the in-process transport.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct FaultTests {
    let fixture = EmulatorFixture()
    /// Makes a single attempt like the client, which itself would retry.
    private func call() async throws -> CloudError? {
        var draft = fixture.draft(#"{"Limit":1}"#)
        draft.action = DescribeProxies.name
        let request = TransportRequest(
            endpoint: try Endpoint(parsing: "http://127.0.0.1:8080"), headers: draft.request.headers,
            body: draft.request.body)
        let transport = EmulatorTransport(fixture.emulator, time: fixture.time.source)
        do throws(TransportError) {
            let response = try await transport.send(request)
            do throws(CloudError) {
                _ = try Envelope.open(
                    response, as: DescribeProxies.Answer.self, action: draft.action, now: UnixTime(fixture.time.now))
                return nil
            } catch {
                return error
            }
        } catch {
            return .transport(error)
        }
    }

    private func kind(_ error: CloudError?) -> TransportError.Kind? {
        if case .transport(let fault) = error { fault.kind } else { nil }
    }

    @Test
    func `The next requests get the queued faults in order, and later requests succeed`() async throws {
        fixture.emulator.updateFaults {
            $0.next(.error(code: "InternalError"), times: 2)
            $0.next(.throttled)
        }
        for code in ["InternalError", "InternalError", "RequestLimitExceeded"] {
            guard case .service(let error) = try await call() else {
                Issue.record("no service error")
                continue
            }
            #expect(error.code == code)
        }
        #expect(try await call() == nil)
    }

    @Test
    func `A fault for one action does not affect other actions`() async throws {
        fixture.emulator.updateFaults { $0.next(.error(code: "InternalError"), action: "DescribeProxyGroupList") }
        #expect(try await call() == nil)
        #expect(
            await fixture.call("DescribeProxyGroupList", #"{"Offset":0,"Limit":1,"ProjectId":-1}"#).code
                == "InternalError"
        )
    }

    @Test
    func `A request that is refused anyway gets its own error and not the fault`() async {
        fixture.emulator.updateFaults { $0.next(.error(code: "InternalError")) }
        var draft = fixture.draft()
        draft.service = "cvm"
        #expect(await fixture.send(draft).code == "AuthFailure.InvalidAuthorization")
    }

    @Test
    func `A connection fault gives the same error as the transport of the client`() async throws {
        fixture.emulator.updateFaults {
            $0.next(.connectionReset)
            $0.next(.truncatedBody)
        }
        #expect(kind(try await call()) == .connectionClosed)
        #expect(kind(try await call()) == .truncated)
    }

    @Test
    func `The client reports invalid responses as malformed`() async throws {
        for (fault, expected) in [
            (Fault.wrongJSON, ResponseError.Kind.notJSON), (.html, .html), (.status(502), .status(502)),
            (.body(""), .empty), (.body("{}"), .noEnvelope),
            (
                .body(#"{"Response":{"ProxySet":"many","RequestId":"x"}}"#),
                .wrongType(path: "ProxySet", expected: "Array<Any>")
            ),
        ] {
            fixture.emulator.updateFaults { $0.next(fault) }
            guard case .malformed(let answer) = try await call() else {
                Issue.record("\(fault) is not malformed")
                continue
            }
            #expect(answer.kind == expected)
        }
    }

    @Test
    func `Latency and jitter delay the emulator, and slow bytes delay the transport`() async throws {
        fixture.emulator.updateFaults {
            $0.latency = .milliseconds(200)
            $0.jitter = .milliseconds(100)
        }
        var spans: Set<Duration> = []
        for _ in 0..<20 {
            let before = fixture.time.source.uptime()
            #expect(try await call() == nil)
            spans.insert(fixture.time.source.uptime() - before)
        }
        #expect(spans.allSatisfy { $0 >= .milliseconds(200) && $0 < .milliseconds(300) })
        #expect(spans.count > 5)
        fixture.emulator.updateFaults {
            $0.latency = .zero
            $0.jitter = .zero
            $0.next(.slowBytes(pause: .seconds(1)))
        }
        let before = fixture.time.source.uptime()
        #expect(try await call() == nil)
        #expect(fixture.time.source.uptime() - before >= .seconds(10))
    }

    @Test
    func `A fault with a rate affects about that share of the requests`() async throws {
        fixture.emulator.updateFaults {
            $0.rules = [FaultRule(.error(code: "InternalError"), rate: 0.25)]
        }
        for _ in 0..<400 { _ = await fixture.call("DescribeProxies", #"{"Limit":1}"#) }
        #expect((70...130).contains(fixture.journal.records.count { $0.code == "InternalError" }))
    }
}
