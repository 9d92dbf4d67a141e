import FoundationEssentials
import GAAP
import GAAPEmulator
import Synchronization
import TencentCloud
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct FetchServiceTests {
    // MARK: What is asked

    @Test func `One owner is read with nothing but DescribeTCPListeners`() async {
        let bench = FetchBench()
        let (owner, count) = bench.largest
        let events = await bench.run(Question(Scope(owner)))
        #expect(events.order == "pef")
        #expect(events.listeners.count == count)
        #expect(events.outcomes.map(\.outcome) == [.complete])
        #expect(events.outcomes.map(\.owner) == [owner])
        #expect(bench.journal.count() == 1)
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == 1)
        #expect(bench.log.calls().map(\.subject) == [owner.text])
    }

    @Test func `One listener is read by its id`() async throws {
        let bench = FetchBench()
        let id = try #require(bench.listenerIDs.first)
        let events = await bench.run(Question(.listener(id)))
        #expect(events.order == "pef")
        #expect(events.listeners.map(\.listenerID) == [id])
        #expect(events.outcomes.map(\.owner) == [nil])
        #expect(bench.log.calls().map(\.subject) == [id])
    }

    @Test func `A sweep reads every owner once and every listener once`() async {
        let bench = FetchBench(FleetOptions(proxies: 30, groups: 4, listeners: 400), pageSize: 10)
        let events = await bench.run(Question(.all), priority: .background)
        #expect(events.listeners.compactMap(\.listenerID).sorted() == bench.listenerIDs)
        #expect(Set(events.swept) == bench.owners)
        #expect(events.swept.count == bench.owners.count)
        #expect(events.outcomes.compactMap(\.owner).sorted() == bench.owners.sorted())
        #expect(events.outcomes.allSatisfy { $0.outcome == .complete })
        let firstPages = bench.gate.asked.filter { $0.isAboutListeners && $0.isFirstPage }.map(\.owner)
        #expect(firstPages.sorted() == bench.owners.map(\.text).sorted())
        #expect(Set(events.outcomes.map(\.reading)).count == bench.owners.count)
    }

    @Test func `Filters reach the service`() async throws {
        let bench = FetchBench()
        let owner = bench.largest.owner
        let all = await bench.run(Question(Scope(owner)))
        let port = try #require(all.listeners.first?.port)
        let some = await bench.run(Question(Scope(owner), port: port), id: LoadID(2))
        #expect(some.listeners.map(\.port) == [port])
    }

    @Test func `The lists of owners can be read alone`() async {
        let bench = FetchBench()
        await bench.service.loadOwners(id: LoadID(1))
        await until { bench.log.isFinished(LoadID(1)) }
        #expect(bench.log.events(of: LoadID(1)).order == "ololf")
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == 0)
        #expect(Set(bench.gate.asked.map(\.action)) == [DescribeProxies.name, DescribeProxyGroupList.name])
    }

    @Test func `A question that breaks a rule is told and not sent`() async {
        let bench = FetchBench()
        let events = await bench.run(Question(.proxy("")))
        #expect(events.order == "ef")
        guard case .failed(.invalidRequest) = events.outcomes.first?.outcome else {
            Issue.record("an empty id was not refused")
            return
        }
        #expect(bench.journal.count() == 0)
    }

    // MARK: Pages

    @Test func `After the first page several are under way`() async {
        let bench = FetchBench(
            FleetOptions(proxies: 1, groups: 0, listeners: 100), pageSize: 5,
            holds: { $0.isAboutListeners && !$0.isFirstPage })
        let (owner, count) = bench.largest
        await bench.service.load(Question(Scope(owner)), id: LoadID(1), priority: .foreground)
        await until { bench.gate.heldCount == FetchService.Limits().pages }
        #expect(bench.gate.asked.count == 1 + FetchService.Limits().pages)
        bench.gate.open()
        await until { bench.log.isFinished(LoadID(1)) }
        let events = bench.log.events(of: LoadID(1))
        #expect(Set(events.listeners.map(\.listenerID)).count == count)
        // Each brings four new rows, the first one more; a full last page is looked beyond.
        #expect(events.pages.count == (count - 1) / 4 + 1)
        #expect(Set(events.pages.map(\.reading)).count == 1)
    }

    @Test func `A list that changes between pages is read again`() async throws {
        let hasChanged = Mutex(false)
        let bench = FetchBench(
            pageSize: 3,
            before: { asked, emulator in
                guard asked.isAboutListeners, !asked.isFirstPage else { return }
                let isFirst = hasChanged.withLock { has in
                    defer { has = true }
                    return !has
                }
                guard isFirst else { return }
                emulator.update { fleet in
                    let victim = fleet.listeners.first { $0.key.id == asked.owner }?.value.first?.id
                    if let victim { fleet.remove(listener: victim) }
                }
            })
        let (owner, count) = bench.largest
        let events = await bench.run(Question(Scope(owner)))
        #expect(events.outcomes.map(\.outcome) == [.complete])
        let readings = Set(events.pages.map(\.reading))
        #expect(readings.count == 2)
        let last = try #require(events.outcomes.first?.reading)
        #expect(last == readings.max())
        let listeners = events.pages.filter { $0.reading == last }
            .flatMap { $0.listeners.dropFirst($0.request.shared) }
        #expect(listeners.count == count - 1)
        #expect(Set(listeners.map(\.listenerID)).count == count - 1)
    }

    @Test func `A list that goes on changing is told to have changed while it was read`() async {
        let added = Mutex(0)
        let bench = FetchBench(
            pageSize: 3,
            before: { asked, emulator in
                guard asked.isAboutListeners else { return }
                let number = added.withLock { count in
                    count += 1
                    return count
                }
                emulator.update { fleet in
                    guard let owner = fleet.owners.first(where: { $0.id == asked.owner }) else { return }
                    let listener = FleetListener(id: "listener-new\(number)", name: "new", port: 60_000 + number)
                    fleet.insert(listener, into: owner)
                }
            })
        let events = await bench.run(Question(Scope(bench.largest.owner)))
        #expect(events.outcomes.map(\.outcome) == [.changedWhileReading])
        #expect(Set(events.pages.map(\.reading)).count == 2)
    }

    // MARK: The budget

    @Test func `A sweep never asks more often than its rate in any second`() async {
        let bench = FetchBench(FleetOptions(proxies: 40, groups: 2, listeners: 80), rate: 4, jumps: false)
        let count = bench.owners.count
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.log.events(of: LoadID(1)).contains { if case .sweeping = $0 { true } else { false } } }
        // Nothing moves by itself once every worker that has an owner left waits for its turn.
        while !bench.log.isFinished(LoadID(1)), !Task.isCancelled {
            await until {
                let left = count - bench.log.events(of: LoadID(1)).outcomes.count
                return bench.time.sleeperCount == min(left, FetchService.Limits().owners)
                    && (left > 0 || bench.log.isFinished(LoadID(1)))
            }
            bench.time.advance()
        }
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == count)
        #expect(bench.journal.busiestSecond(of: DescribeTCPListeners.name) == 4)
        #expect(bench.time.uptime >= .seconds(count / 4 - 1))
    }

    @Test func `What somebody looks at goes before a sweep that waits`() async {
        let bench = FetchBench(FleetOptions(proxies: 20, groups: 0, listeners: 40), rate: 1, jumps: false)
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.time.sleeperCount == FetchService.Limits().owners }
        let before = bench.log.events(of: LoadID(1)).outcomes.count
        await bench.service.load(Question(Scope(bench.largest.owner)), id: LoadID(2), priority: .foreground)
        await until { bench.time.sleeperCount == FetchService.Limits().owners + 1 }
        while !bench.log.isFinished(LoadID(2)), !Task.isCancelled {
            bench.time.advance()
            await Task.yield()
        }
        // Requests in the order they were sent: the first of the sweep, then the one that was looked at.
        let owners = bench.gate.asked.filter(\.isAboutListeners).map(\.owner)
        #expect(before == 1)
        #expect(owners.count >= 2 && owners[1] == bench.largest.owner.text)
        await bench.service.close()
    }

    @Test func `Throttling is waited out`() async {
        let bench = FetchBench()
        bench.emulator.updateFaults { $0.next(.throttled, times: 3, action: DescribeTCPListeners.name) }
        let events = await bench.run(Question(.all))
        #expect(events.outcomes.allSatisfy { $0.outcome == .complete })
        #expect(events.listeners.compactMap(\.listenerID).sorted() == bench.listenerIDs)
        #expect(bench.log.calls().count { $0.error != nil } == 3)
        #expect(bench.log.calls().map(\.gauge.throttled).max() == 3)
    }

    // MARK: Failures

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
        #expect(limits == [100, 50, 50])
        await bench.service.loadOwners(id: LoadID(3))
        await until { bench.log.isFinished(LoadID(3)) }
        #expect(bench.gate.asked.suffix(2).allSatisfy { $0.body.contains(#""Limit":100"#) })
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
        let refused = CloudError.transport(TransportFault(.connectionRefused, Wording(verbatim: "refused")))
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

    // MARK: Order

    @Test func `Events of a run come in order, and its end once`() async throws {
        let bench = FetchBench(FleetOptions(proxies: 12, groups: 3, listeners: 200), pageSize: 7)
        let events = await bench.run(Question(.all))
        let order = events.order
        let sweeping = try #require(order.firstIndex(of: "s"))
        #expect(order[..<sweeping].allSatisfy { "ol".contains($0) })
        #expect(order[order.index(after: sweeping)...].dropLast().allSatisfy { "pe".contains($0) })
        #expect(order.filter { $0 == "f" }.count == 1 && order.last == "f")
        var ended: Set<OwnerID> = []
        for event in events {
            switch event {
            case .page(_, let page): #expect(page.owner.map { !ended.contains($0) } ?? false)
            case .ownerFinished(_, let owner, _, _): #expect(owner.map { ended.insert($0).inserted } ?? false)
            default: break
            }
        }
    }

    @Test func `A preferred owner is read next`() async throws {
        var limits = FetchService.Limits()
        limits.owners = 1
        let bench = FetchBench(limits: limits, holds: { $0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.gate.heldCount == 1 }
        let swept = bench.log.events(of: LoadID(1)).swept
        let last = try #require(swept.last)
        await bench.service.prefer(last, in: LoadID(1))
        await bench.service.prefer(.proxy("link-unheard"), in: LoadID(1))
        await bench.service.prefer(last, in: LoadID(9))
        bench.gate.open()
        await until { bench.log.isFinished(LoadID(1)) }
        let read = bench.log.events(of: LoadID(1)).outcomes.compactMap(\.owner)
        #expect(read == [swept[0], last] + swept[1...].dropLast())
    }

    @Test func `An owner that is preferred before the owners are known is read first`() async throws {
        var limits = FetchService.Limits()
        limits.owners = 1
        let bench = FetchBench(limits: limits, holds: { !$0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.gate.heldCount == 2 }
        await bench.service.prefer(bench.largest.owner, in: LoadID(1))
        bench.gate.open()
        await until { bench.log.isFinished(LoadID(1)) }
        let read = bench.log.events(of: LoadID(1)).outcomes.compactMap(\.owner)
        #expect(read.first == bench.largest.owner)
        #expect(Set(read) == bench.owners)
    }

    // MARK: Ends

    @Test func `A cancelled run ends at once and nothing more is told of it`() async {
        let bench = FetchBench(holds: { $0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.gate.heldCount > 1 }
        await bench.service.cancel(LoadID(1))
        let told = bench.log.events(of: LoadID(1)).count
        await until { bench.gate.heldCount == 0 }
        bench.gate.open()
        _ = await bench.run(Question(.all), id: LoadID(2))
        await bench.service.close()
        #expect(bench.log.events(of: LoadID(1)).count == told)
        #expect(!bench.log.isFinished(LoadID(1)))
        #expect(bench.log.isFinished(LoadID(2)))
    }

    @Test func `A run that is cancelled while it waits for its turn is not sent`() async {
        let bench = FetchBench(rate: 1, jumps: false)
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.time.sleeperCount >= 5 }
        let sent = bench.journal.count()
        await bench.service.cancel(LoadID(1))
        await until { bench.time.sleeperCount == 0 }
        await bench.service.close()
        #expect(bench.journal.count() == sent)
        #expect(!bench.log.isFinished(LoadID(1)))
    }

    @Test(arguments: [false, true])
    func `Nothing is told of a run that was cancelled while connecting`(listsOwners: Bool) async {
        let (signal, release) = AsyncStream.makeStream(of: Void.self)
        let isConnecting = Mutex(false)
        let bench = FetchBench(
            connecting: { () throws(CloudError) in
                isConnecting.withLock { $0 = true }
                for await _ in signal { break }
                throw .transport(TransportFault(.connectionRefused, Wording(verbatim: "refused")))
            })
        if listsOwners {
            await bench.service.loadOwners(id: LoadID(1))
        } else {
            await bench.service.load(Question(.all), id: LoadID(1), priority: .foreground)
        }
        await until { isConnecting.withLock { $0 } }
        // The second stays, so that its end shows that the first has had its chance to speak.
        await bench.service.load(Question(.all), id: LoadID(2), priority: .foreground)
        await bench.service.cancel(LoadID(1))
        release.yield()
        await until { bench.log.isFinished(LoadID(2)) }
        await bench.service.close()
        #expect(bench.log.events(of: LoadID(1)).isEmpty)
    }

    @Test func `A run that is replaced says nothing more, and the new one ends once`() async {
        let bench = FetchBench(holds: { $0.isAboutListeners })
        let owners = bench.owners.sorted()
        for owner in owners { await bench.service.load(Question(Scope(owner)), id: LoadID(1), priority: .foreground) }
        await until { bench.gate.asked.contains { $0.owner == owners.last?.text } }
        bench.gate.open()
        await until { bench.log.isFinished(LoadID(1)) }
        await bench.service.close()
        let events = bench.log.events(of: LoadID(1))
        #expect(Set(events.outcomes.map(\.owner)) == [owners.last])
        #expect(events.order.filter { $0 == "f" } == "f")
    }

    @Test func `Closing ends everything, gives the connections back, and nothing is begun afterwards`() async {
        let bench = FetchBench(holds: { $0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await bench.service.load(Question(Scope(bench.largest.owner)), id: LoadID(2), priority: .foreground)
        await until { bench.gate.heldCount > 2 }
        await bench.service.close()
        #expect(bench.gate.heldCount == 0)
        #expect(bench.gate.isShutDown)
        let asked = bench.gate.asked.count
        await bench.service.load(Question(.all), id: LoadID(3), priority: .foreground)
        await bench.service.loadOwners(id: LoadID(4))
        await bench.service.close()
        #expect(bench.gate.asked.count == asked)
        for id in 1...4 { #expect(!bench.log.isFinished(LoadID(id))) }
    }

    @Test func `Closing does not wait for a connection that is still being made`() async {
        let (never, hold) = AsyncStream.makeStream(of: Void.self)
        let isConnecting = Mutex(false)
        let bench = FetchBench(
            connecting: { () throws(CloudError) in
                isConnecting.withLock { $0 = true }
                for await _ in never { continue }
                throw .cancelled
            })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .foreground)
        await until { isConnecting.withLock { $0 } }
        await bench.service.close()
        #expect(bench.log.events(of: LoadID(1)).isEmpty)
        hold.finish()
    }

    @Test func `A service that was never asked anything closes`() async {
        let bench = FetchBench()
        await bench.service.close()
        #expect(bench.gate.asked.isEmpty)
    }
}
