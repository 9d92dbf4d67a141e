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
    @Test func `A failed owner is reported, and the other owners are still read`() async {
        let fixture = FetchFixture()
        fixture.emulator.updateFaults { $0.next(.error(code: "FailedOperation"), action: DescribeTCPListeners.name) }
        let events = await fixture.run(Question(.all))
        let failed = events.outcomes.filter { if case .failed = $0.outcome { true } else { false } }
        #expect(failed.count == 1)
        #expect(events.outcomes.count == fixture.owners.count)
        #expect(events.outcomes.count { $0.outcome == .complete } == fixture.owners.count - 1)
        #expect(events.order.hasSuffix("f"))
    }

    @Test(arguments: [DescribeProxies.name, DescribeProxyGroupList.name])
    func `A failed list of owners is reported, and the owners of the other list are swept`(action: String) async {
        let fixture = FetchFixture()
        fixture.emulator.updateFaults { $0.next(.error(code: "FailedOperation"), action: action) }
        let events = await fixture.run(Question(.all))
        let failures = events.compactMap { if case .ownersListed(_, let action, .failed) = $0 { action } else { nil } }
        #expect(failures == [action])
        let others = fixture.owners.filter { $0.isGroup == (action == DescribeProxies.name) }
        #expect(Set(events.swept) == others)
        #expect(Set(events.outcomes.compactMap(\.owner)) == others)
        #expect(events.order.filter { $0 == "f" } == "f")
    }

    @Test func `An incomplete list of owners is reported, and its rows are swept`() async {
        let fixture = FetchFixture()
        fixture.emulator.updateFaults {
            $0.next(
                .body(#"{"Response":{"TotalCount":5,"ProxySet":[],"RequestId":"r"}}"#), times: 3,
                action: DescribeProxies.name)
        }
        let events = await fixture.run(Question(.all))
        let outcomes = events.compactMap { event -> String? in
            guard case .ownersListed(_, let action, let outcome) = event else { return nil }
            return "\(action) \(outcome)"
        }
        #expect(Set(outcomes) == ["DescribeProxies short(missing: 5)", "DescribeProxyGroupList complete"])
        #expect(Set(events.swept) == fixture.owners.filter(\.isGroup))
    }

    @Test func `Each listener is reported with its original JSON`() async throws {
        let fixture = FetchFixture(pageSize: 7)
        let pages = await fixture.run(Question(.all)).pages
        #expect(pages.map { $0.received.count - $0.request.shared }.reduce(0, +) == fixture.listenerIDs.count)
        for page in pages {
            #expect(page.received.count == page.listeners.count)
            for (listener, received) in zip(page.listeners, page.received) {
                #expect(try JSONDecoder().decode(TCPListener.self, from: Data(received.bytes)) == listener)
                #expect(received.json.hasPrefix("{") && received.json.hasSuffix("}"))
            }
        }
    }

    @Test func `Invalid elements in a page make the result short and do not affect other listeners`() async {
        let fixture = FetchFixture()
        let owner = fixture.largest.owner
        fixture.emulator.updateFaults {
            $0.next(
                .body(
                    #"{"Response":{"TotalCount":4,"ListenerSet":[{"ListenerId":"a"},7,{"ListenerId":"b"},null],"#
                        + #""RequestId":"r"}}"#), action: DescribeTCPListeners.name)
            // The request that checks for further rows returns the last row again.
            $0.next(
                .body(#"{"Response":{"TotalCount":4,"ListenerSet":[null],"RequestId":"r"}}"#),
                action: DescribeTCPListeners.name)
        }
        let events = await fixture.run(Question(Scope(owner)))
        #expect(events.listeners.map(\.listenerID) == ["a", "b"])
        #expect(events.pages.first?.received.count == 2)
        #expect(events.outcomes.map(\.outcome) == [.short(missing: 2)])
    }

    @Test func `A refused page size is reduced, and the smaller size is used from then on`() async {
        let fixture = FetchFixture()
        let refusal = Fault.error(code: "InvalidParameterValue", message: "Limit must be from 1 to 50.")
        fixture.emulator.updateFaults { $0.next(refusal, action: DescribeTCPListeners.name) }
        let owner = fixture.largest.owner
        let events = await fixture.run(Question(Scope(owner)))
        #expect(events.outcomes.map(\.outcome) == [.complete])
        _ = await fixture.run(Question(Scope(owner)), id: LoadID(2))
        let limits = fixture.gate.requests.map { $0.body.contains(#""Limit":50"#) ? 50 : 100 }
        #expect(limits == [100, 50, 50, 50, 50])
        await fixture.service.loadOwners(id: LoadID(3))
        await until { fixture.log.isFinished(LoadID(3)) }
        #expect(fixture.gate.requests.suffix(4).allSatisfy { $0.body.contains(#""Limit":100"#) })
    }

    @Test func `If a page fails, the rows of the previous pages are kept`() async {
        let fixture = FetchFixture(
            pageSize: 3,
            before: { request, emulator in
                guard !request.isFirstPage else { return }
                emulator.updateFaults { $0.next(.error(code: "FailedOperation")) }
            })
        let events = await fixture.run(Question(Scope(fixture.largest.owner)))
        #expect(events.order == "pef")
        #expect(events.listeners.count == 3)
        guard case .failed(.service(let fault)) = events.outcomes.first?.outcome else {
            Issue.record("the failure was not reported")
            return
        }
        #expect(fault.code == "FailedOperation")
    }

    @Test func `A failed connection is reported, and the next question tries to connect again`() async {
        let attempts = Mutex(0)
        let refused = CloudError.transport(TransportError(.connectionRefused, Wording(verbatim: "refused")))
        let fixture = FetchFixture(
            connecting: { () throws(CloudError) in
                let isFirst = attempts.withLock { count in
                    count += 1
                    return count <= 2
                }
                if isFirst { throw refused }
            })
        let owner = fixture.largest.owner
        let first = await fixture.run(Question(Scope(owner)))
        #expect(first.order == "ef")
        #expect(first.outcomes.map(\.outcome) == [.failed(refused)])
        #expect(first.outcomes.map(\.owner) == [owner])
        await fixture.service.loadOwners(id: LoadID(2))
        await until { fixture.log.isFinished(LoadID(2)) }
        #expect(fixture.log.events(of: LoadID(2)).order == "xf")
        let third = await fixture.run(Question(Scope(owner)), id: LoadID(3))
        #expect(third.outcomes.map(\.outcome) == [.complete])
        _ = await fixture.run(Question(.all), id: LoadID(4))
        #expect(attempts.withLock { $0 } == 3)
    }
}
