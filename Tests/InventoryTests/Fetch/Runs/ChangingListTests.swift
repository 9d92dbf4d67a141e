import GAAP
import GAAPEmulator
import Synchronization
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct ChangingListTests {
    @Test func `After the first page, several pages are requested concurrently`() async {
        let fixture = FetchFixture(
            FleetOptions(proxies: 1, groups: 0, listeners: 100), pageSize: 5,
            holds: { $0.isAboutListeners && !$0.isFirstPage })
        let (owner, count) = fixture.largest
        await fixture.service.load(Question(Scope(owner)), id: LoadID(1), priority: .foreground)
        await until { fixture.gate.heldCount == FetchService.Limits().pages }
        #expect(fixture.gate.requests.count { $0.isAboutListeners } == 1 + FetchService.Limits().pages)
        fixture.gate.open()
        await until { fixture.log.isFinished(LoadID(1)) }
        let events = fixture.log.events(of: LoadID(1))
        #expect(Set(events.listeners.map(\.listenerID)).count == count)
        // Each page has four new rows, the first page one more. One more request checks that no row follows.
        #expect(events.pages.count == (count - 1) / 4 + 2)
        #expect(Set(events.pages.map(\.pass.number)).count == 1)
    }

    @Test func `A list that changes between two pages is read again`() async throws {
        let hasChanged = Mutex(false)
        let fixture = FetchFixture(
            pageSize: 3,
            before: { request, emulator in
                guard request.isAboutListeners, !request.isFirstPage else { return }
                let isFirst = hasChanged.withLock { has in
                    defer { has = true }
                    return !has
                }
                guard isFirst else { return }
                emulator.update { fleet in
                    let victim = fleet.listeners.first { $0.key.id == request.owner }?.value.first?.id
                    if let victim { fleet.remove(listener: victim) }
                }
            })
        let (owner, count) = fixture.largest
        let events = await fixture.run(Question(Scope(owner)))
        #expect(events.outcomes.map(\.outcome) == [.complete])
        let readings = Set(events.pages.map(\.pass.number))
        #expect(readings.count == 2)
        let last = try #require(events.outcomes.first?.reading)
        #expect(last == readings.max())
        let listeners = events.pages.filter { $0.pass.number == last }
            .flatMap { $0.listeners.dropFirst($0.request.shared) }
        #expect(listeners.count == count - 1)
        #expect(Set(listeners.map(\.listenerID)).count == count - 1)
    }

    @Test func `A list that keeps changing is reported as changed while reading`() async {
        let added = Mutex(0)
        let fixture = FetchFixture(
            pageSize: 3,
            before: { request, emulator in
                guard request.isAboutListeners else { return }
                let number = added.withLock { count in
                    count += 1
                    return count
                }
                emulator.update { fleet in
                    guard let owner = fleet.owners.first(where: { $0.id == request.owner }) else { return }
                    let listener = FleetListener(id: "listener-new\(number)", name: "new", port: 60_000 + number)
                    fleet.insert(listener, into: owner)
                }
            })
        let events = await fixture.run(Question(Scope(fixture.largest.owner)))
        #expect(events.outcomes.map(\.outcome) == [.changedWhileReading])
        #expect(Set(events.pages.map(\.pass.number)).count == 2)
    }
}
