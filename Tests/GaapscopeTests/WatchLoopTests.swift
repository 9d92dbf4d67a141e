import Essentials
import GAAPEmulator
import Inventory
import Reports
import TencentCloud
import TestSupport
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct WatchLoopTests {
    private static func kinds(_ sweep: Sweep) -> [String] {
        EventGrouper.events(of: sweep.entries.reversed()).map(\.kind.word)
    }

    @Test func `The next sweep finds a change, with the interval between the two sweeps`() async throws {
        let bench = WatchBench()
        let address = bench.busiestAddress
        bench.between = { number in
            if number == 1 { bench.emulator.update { $0.setHealth(.down, ofAddress: address) } }
        }
        #expect(await bench.run(3) == .done(.fine))
        #expect(bench.sweeps.map(\.entries.isEmpty) == [true, false, true])
        let events = EventGrouper.events(of: bench.sweeps[1].entries.reversed())
        #expect(events.first?.cause == .origin(address))
        let entry = try #require(bench.sweeps[1].entries.first)
        let after = try #require(entry.interval.after)
        #expect(abs((entry.interval.by - after) - 30) < 5, "\(entry.interval)")
        #expect(bench.sweeps.map(\.batch?.scope) == [.all, .all, .all])
        #expect(bench.calls > 9)
    }

    @Test func `A sweep that cannot read anything is an entry, and so is the recovery`() async throws {
        let bench = WatchBench()
        bench.between = { number in
            if number == 1 { bench.deny(true) }
            if number == 4 { bench.deny(false) }
        }
        #expect(await bench.run(6) == .done(.fine))
        let whats = bench.sweeps.map { $0.entries.map(\.what) }
        guard case .unreadable(nil, _, let reason)? = whats[1].first else {
            Issue.record("\(whats[1])")
            return
        }
        #expect(reason[.english].contains("UnauthorizedOperation"))
        #expect(whats[2].isEmpty && whats[3].isEmpty)
        #expect(whats[4].contains(.readable(nil, name: "")))
        // The failed attempts do not count as observation.
        #expect(Self.kinds(bench.sweeps[4]).contains("notObserved"))
        #expect(bench.sweeps[1].outcome.status == .credentials)
        #expect(bench.sweeps[1].batch?.scope == .part && bench.sweeps[2].batch == nil)
        #expect(whats[5].isEmpty)
    }

    @Test func `If nothing can be read from the start there is one entry`() async {
        let bench = WatchBench()
        bench.deny(true)
        #expect(await bench.run(3, Question(.proxy("link-none"))) == .done(.credentials))
        let entries = bench.sweeps.flatMap(\.entries)
        guard entries.count == 1, case .unreadable(.proxy("link-none")?, _, _) = entries[0].what else {
            Issue.record("\(entries)")
            return
        }
    }

    @Test func `Time without observation is an entry, and changes in it are found`() async throws {
        let bench = WatchBench()
        let address = bench.busiestAddress
        bench.between = { number in
            guard number == 1 else { return }
            bench.clock.advance(by: .seconds(3_600))
            bench.emulator.update { $0.setHealth(.down, ofAddress: address) }
        }
        await bench.run(2)
        let entries = bench.sweeps[1].entries
        guard case .gap(nil)? = entries.first?.what else {
            Issue.record("\(entries)")
            return
        }
        let after = try #require(entries[0].interval.after)
        #expect(entries[0].interval.by - after >= 3_600)
        #expect(entries.count > 1)
        // The journal determines the gap itself, because other processes may have observed the account.
        let batch = try #require(bench.sweeps[1].batch)
        #expect(batch.entries.count == entries.count - 1)
    }

    @Test func `An owner that cannot be read is an entry, and the rest of the account is observed`() async throws {
        let bench = WatchBench()
        bench.between = { number in
            bench.emulator.updateFaults { faults in
                faults.rules = []
                if number == 1 { faults.next(.status(502), action: "DescribeTCPListeners") }
            }
        }
        await bench.run(3)
        #expect(Self.kinds(bench.sweeps[1]) == ["unreadable"])
        #expect(Self.kinds(bench.sweeps[2]) == ["readable"])
        #expect(bench.sweeps[1].outcome.status == .partial)
        #expect(bench.sweeps.map(\.batch?.scope) == [.all, .all, .all])
    }

    @Test func `The first sweep is compared with the state that an earlier run stored`() async throws {
        let first = WatchBench()
        await first.run(1)
        let kept = Report(
            account: first.account, rows: first.sweeps[0].outcome.rows, isComplete: true,
            now: first.sweeps[0].endedAt, provenance: .init(scope: .all)
        ).document
        let second = WatchBench()
        second.clock.advance(by: .seconds(45))
        let address = second.busiestAddress
        second.emulator.update { $0.setHealth(.down, ofAddress: address) }
        await second.run(1, past: .init(kept: kept))
        let entries = second.sweeps[0].entries
        #expect(!entries.isEmpty && entries.allSatisfy { $0.health != nil && $0.interval.after == kept.fetchedAt })
        // After more than two intervals, the time in between is not observed.
        let third = WatchBench()
        third.clock.advance(by: .seconds(4_500))
        await third.run(1, past: .init(kept: kept, observedUntil: nil))
        #expect(Self.kinds(third.sweeps[0]) == ["notObserved"])
        // Another process has observed the account.
        let fourth = WatchBench()
        fourth.clock.advance(by: .seconds(4_500))
        await fourth.run(1, past: .init(kept: kept, observedUntil: UnixTime(fourth.clock.now - 40)))
        #expect(fourth.sweeps[0].entries.isEmpty)
    }

    @Test func `What an earlier run could not read either is not a new entry`() async {
        let bench = WatchBench()
        bench.deny(true)
        let past = AccountWatch.Past(unreadable: [
            .init(owner: nil, reason: Wording(verbatim: "denied"), since: UnixTime(1))
        ])
        bench.between = { number in if number == 2 { bench.deny(false) } }
        await bench.run(3, past: past)
        #expect(bench.sweeps.map { $0.entries.map(\.what) } == [[], [], [.readable(nil, name: "")]])
    }

    @Test func `After the service refuses a key the sources are searched again`() async {
        let right = EmulatorOptions.credential
        let wrong = Credential(secretID: right.secretID, secretKey: Secret("another"))
        let bench = WatchBench(key: wrong)
        bench.between = { number in if number == 2 { bench.keys.replace(by: right) } }
        await bench.run(4)
        #expect(bench.sweeps.map(\.outcome.status) == [.credentials, .credentials, .fine, .fine])
    }

    @Test func `A key of another account ends the watch of this account`() async {
        let bench = WatchBench()
        bench.between = { number in
            guard number == 1 else { return }
            bench.keys.replace(by: EmulatorOptions.temporaryCredential)
            bench.emulator.updateFaults { $0.rules = [FaultRule(.error(code: "AuthFailure.SecretIdNotFound"))] }
        }
        #expect(await bench.run(5) == .otherAccount)
        #expect(bench.sweeps.count == 2)
    }

    @Test func `A cancelled watch ends and passes on what it has found`() async {
        let (end, count) = await Task.detached {
            let bench = WatchBench()
            bench.between = { number in if number == 3 { withUnsafeCurrentTask { $0?.cancel() } } }
            let end = await bench.run(1_000_000)
            return (end, bench.sweeps.count)
        }.value
        #expect(end == .cancelled && count == 3)
    }

    /// A week with a sweep every 30 s has 20,000 sweeps.
    @Test func `Ten thousand sweeps of a changing account need no more memory than a hundred`() async {
        let bench = WatchBench(proxies: 1, groups: 0, listeners: 6, churn: true)
        var (early, changes) = (Account().extent, 0)
        bench.between = { number in
            changes += bench.sweeps.last?.entries.count ?? 0
            bench.forgetSweeps()
            if number == 100 { early = bench.account.extent }
        }
        #expect(await bench.run(10_000) == .done(.fine))
        let late = bench.account.extent
        #expect(changes > 1_000, "\(changes)")
        #expect(late.rows <= early.rows + 2 && late.owners == early.owners, "\(early) \(late)")
        #expect(late.addresses <= early.addresses + 8 && late.ownerTexts == early.ownerTexts, "\(early) \(late)")
        #expect(late.seenChanges <= 100 && late.histories == 0 && late.vacantRows <= 2, "\(late)")
        #expect(late.searchBytes <= early.searchBytes * 2, "\(early) \(late)")
        #expect(bench.account.transitions.count == 0 && bench.account.runCount == 0)
    }
}
