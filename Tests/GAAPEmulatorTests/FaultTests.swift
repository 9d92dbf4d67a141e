// Faults on purpose, as the in-process transport shows them.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct FaultTests {
    let stand = Stand()
    /// One attempt, as the client makes it; the client itself would try again.
    private func call() async throws -> CloudError? {
        var draft = stand.draft(#"{"Limit":1}"#)
        draft.action = DescribeProxies.name
        let request = TransportRequest(
            endpoint: try Endpoint(parsing: "http://127.0.0.1:8080"), headers: draft.request.headers,
            body: draft.request.body)
        let transport = EmulatorTransport(stand.emulator, time: stand.time.source)
        do throws(TransportError) {
            let response = try await transport.send(request)
            do throws(CloudError) {
                _ = try Envelope.open(
                    response, as: DescribeProxies.Answer.self, action: draft.action, now: UnixTime(stand.time.now))
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
    func `The next requests get the faults in turn, and then all is well again`() async throws {
        stand.emulator.updateFaults {
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
    func `A fault for one action leaves the others alone`() async throws {
        stand.emulator.updateFaults { $0.next(.error(code: "InternalError"), action: "DescribeProxyGroupList") }
        #expect(try await call() == nil)
        #expect(
            await stand.ask("DescribeProxyGroupList", #"{"Offset":0,"Limit":1,"ProjectId":-1}"#).code == "InternalError"
        )
    }

    @Test
    func `A caller who is refused anyway is told so, not of the fault`() async {
        stand.emulator.updateFaults { $0.next(.error(code: "InternalError")) }
        var draft = stand.draft()
        draft.service = "cvm"
        #expect(await stand.send(draft).code == "AuthFailure.InvalidAuthorization")
    }

    @Test
    func `What goes wrong on the way is what the client's transport would say`() async throws {
        stand.emulator.updateFaults {
            $0.next(.connectionReset)
            $0.next(.truncatedBody)
        }
        #expect(kind(try await call()) == .connectionClosed)
        #expect(kind(try await call()) == .truncated)
    }

    @Test
    func `Answers that are none are malformed to the client`() async throws {
        for (fault, expected) in [
            (Fault.wrongJSON, ResponseError.Kind.notJSON), (.html, .html), (.status(502), .status(502)),
            (.body(""), .empty), (.body("{}"), .noEnvelope),
            (
                .body(#"{"Response":{"ProxySet":"many","RequestId":"x"}}"#),
                .wrongType(path: "ProxySet", expected: "Array<Any>")
            ),
        ] {
            stand.emulator.updateFaults { $0.next(fault) }
            guard case .malformed(let answer) = try await call() else {
                Issue.record("\(fault) is not malformed")
                continue
            }
            #expect(answer.kind == expected)
        }
    }

    @Test
    func `Latency and jitter take the emulator's time, and slow bytes the transport's`() async throws {
        stand.emulator.updateFaults {
            $0.latency = .milliseconds(200)
            $0.jitter = .milliseconds(100)
        }
        var spans: Set<Duration> = []
        for _ in 0..<20 {
            let before = stand.time.source.uptime()
            #expect(try await call() == nil)
            spans.insert(stand.time.source.uptime() - before)
        }
        #expect(spans.allSatisfy { $0 >= .milliseconds(200) && $0 < .milliseconds(300) })
        #expect(spans.count > 5)
        stand.emulator.updateFaults {
            $0.latency = .zero
            $0.jitter = .zero
            $0.next(.slowBytes(pause: .seconds(1)))
        }
        let before = stand.time.source.uptime()
        #expect(try await call() == nil)
        #expect(stand.time.source.uptime() - before >= .seconds(10))
    }

    @Test
    func `A rate strikes about so many`() async throws {
        stand.emulator.updateFaults {
            $0.rules = [FaultRule(.error(code: "InternalError"), rate: 0.25)]
        }
        for _ in 0..<400 { _ = await stand.ask("DescribeProxies", #"{"Limit":1}"#) }
        #expect((70...130).contains(stand.journal.records.count { $0.code == "InternalError" }))
    }
}
