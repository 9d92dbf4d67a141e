import Essentials
import FoundationEssentials
import GAAP
import GAAPEmulator
import Synchronization
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct RunFailureTests {
    @Test func `An owner that fails is told, and the others go on`() async {
        let bench = FetchBench()
        bench.emulator.updateFaults { $0.next(.error(code: "FailedOperation"), action: DescribeTCPListeners.name) }
        let events = await bench.run(Question(.all))
        let failed = events.outcomes.filter { if case .failed = $0.outcome { true } else { false } }
        #expect(failed.count == 1)
        #expect(events.outcomes.count == bench.owners.count)
        #expect(events.outcomes.count { $0.outcome == .complete } == bench.owners.count - 1)
        #expect(events.order.hasSuffix("f"))
    }

    @Test(arguments: [DescribeProxies.name, DescribeProxyGroupList.name])
    func `A list of owners that fails is told, and the other is swept`(action: String) async {
        let bench = FetchBench()
        bench.emulator.updateFaults { $0.next(.error(code: "FailedOperation"), action: action) }
        let events = await bench.run(Question(.all))
        let failures = events.compactMap { if case .ownersListed(_, let action, .failed) = $0 { action } else { nil } }
        #expect(failures == [action])
        let others = bench.owners.filter { $0.isGroup == (action == DescribeProxies.name) }
        #expect(Set(events.swept) == others)
        #expect(Set(events.outcomes.compactMap(\.owner)) == others)
        #expect(events.order.filter { $0 == "f" } == "f")
    }

    @Test func `A list of owners that comes short is told, and what came of it is swept`() async {
        let bench = FetchBench()
        bench.emulator.updateFaults {
            $0.next(
                .body(#"{"Response":{"TotalCount":5,"ProxySet":[],"RequestId":"r"}}"#), times: 3,
                action: DescribeProxies.name)
        }
        let events = await bench.run(Question(.all))
        let outcomes = events.compactMap { event -> String? in
            guard case .ownersListed(_, let action, let outcome) = event else { return nil }
            return "\(action) \(outcome)"
        }
        #expect(Set(outcomes) == ["DescribeProxies short(missing: 5)", "DescribeProxyGroupList complete"])
        #expect(Set(events.swept) == bench.owners.filter(\.isGroup))
    }

    @Test func `Each listener comes with its JSON as it was sent`() async throws {
        let bench = FetchBench(pageSize: 7)
        let pages = await bench.run(Question(.all)).pages
        #expect(pages.map { $0.received.count - $0.request.shared }.reduce(0, +) == bench.listenerIDs.count)
        for page in pages {
            #expect(page.received.count == page.listeners.count)
            for (listener, received) in zip(page.listeners, page.received) {
                #expect(try JSONDecoder().decode(TCPListener.self, from: Data(received.bytes)) == listener)
                #expect(received.json.hasPrefix("{") && received.json.hasSuffix("}"))
            }
        }
    }

    @Test func `What is no listener in a page makes the reading short, and costs no other listener`() async {
        let bench = FetchBench()
        let owner = bench.largest.owner
        bench.emulator.updateFaults {
            $0.next(
                .body(
                    #"{"Response":{"TotalCount":4,"ListenerSet":[{"ListenerId":"a"},7,{"ListenerId":"b"},null],"#
                        + #""RequestId":"r"}}"#), action: DescribeTCPListeners.name)
            // The look behind it brings the last row again.
            $0.next(
                .body(#"{"Response":{"TotalCount":4,"ListenerSet":[null],"RequestId":"r"}}"#),
                action: DescribeTCPListeners.name)
        }
        let events = await bench.run(Question(Scope(owner)))
        #expect(events.listeners.map(\.listenerID) == ["a", "b"])
        #expect(events.pages.first?.received.count == 2)
        #expect(events.outcomes.map(\.outcome) == [.short(missing: 2)])
    }

    @Test func `A page size that is refused falls to a smaller one, and is remembered`() async {
        let bench = FetchBench()
        let refusal = Fault.error(code: "InvalidParameterValue", message: "Limit must be from 1 to 50.")
        bench.emulator.updateFaults { $0.next(refusal, action: DescribeTCPListeners.name) }
        let owner = bench.largest.owner
        let events = await bench.run(Question(Scope(owner)))
        #expect(events.outcomes.map(\.outcome) == [.complete])
        _ = await bench.run(Question(Scope(owner)), id: LoadID(2))
        let limits = bench.gate.asked.map { $0.body.contains(#""Limit":50"#) ? 50 : 100 }
        #expect(limits == [100, 50, 50, 50, 50])
        await bench.service.loadOwners(id: LoadID(3))
        await until { bench.log.isFinished(LoadID(3)) }
        #expect(bench.gate.asked.suffix(4).allSatisfy { $0.body.contains(#""Limit":100"#) })
    }

    @Test func `A failing page keeps the rows that came before`() async {
        let bench = FetchBench(
            pageSize: 3,
            before: { asked, emulator in
                guard !asked.isFirstPage else { return }
                emulator.updateFaults { $0.next(.error(code: "FailedOperation")) }
            })
        let events = await bench.run(Question(Scope(bench.largest.owner)))
        #expect(events.order == "pef")
        #expect(events.listeners.count == 3)
        guard case .failed(.service(let fault)) = events.outcomes.first?.outcome else {
            Issue.record("the failure was not told")
            return
        }
        #expect(fault.code == "FailedOperation")
    }

    @Test func `A connection that cannot be made is told, and the next question tries again`() async {
        let attempts = Mutex(0)
        let refused = CloudError.transport(TransportError(.connectionRefused, Wording(verbatim: "refused")))
        let bench = FetchBench(
            connecting: { () throws(CloudError) in
                let isFirst = attempts.withLock { count in
                    count += 1
                    return count <= 2
                }
                if isFirst { throw refused }
            })
        let owner = bench.largest.owner
        let first = await bench.run(Question(Scope(owner)))
        #expect(first.order == "ef")
        #expect(first.outcomes.map(\.outcome) == [.failed(refused)])
        #expect(first.outcomes.map(\.owner) == [owner])
        await bench.service.loadOwners(id: LoadID(2))
        await until { bench.log.isFinished(LoadID(2)) }
        #expect(bench.log.events(of: LoadID(2)).order == "xf")
        let third = await bench.run(Question(Scope(owner)), id: LoadID(3))
        #expect(third.outcomes.map(\.outcome) == [.complete])
        _ = await bench.run(Question(.all), id: LoadID(4))
        #expect(attempts.withLock { $0 } == 3)
    }
}
