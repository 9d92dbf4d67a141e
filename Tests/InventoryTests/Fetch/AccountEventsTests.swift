// What the events of the fetch service change in an account, and what they do not change.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite struct AccountEventsTests {
    private static let run = LoadID(1)
    private static let owner = OwnerID.proxy("link-a")
    /// A listener kind that this version does not read, like a second protocol.
    private static let other = ListenerKind("UDP")
    private static let refused = CloudError.service(
        ServiceError(code: "InternalError", message: "", requestID: "r", action: "DescribeTCPListeners"))

    private static func listener(_ id: String, port: Int) -> TCPListener {
        var listener = TCPListener()
        listener.listenerID = id
        listener.port = port
        return listener
    }

    private static func page(_ listeners: [TCPListener], _ pass: Pass) -> FetchEvent {
        .page(
            run,
            FetchedPage(
                pass, request: Pages.Request(offset: 0, limit: 100), listeners: listeners, total: listeners.count,
                receivedAt: Moment(Double(pass.number)), requestID: nil))
    }

    private static func pass(_ number: Int) -> Pass { pass(.tcp, number) }

    private static func pass(_ kind: ListenerKind, _ number: Int) -> Pass { Pass(owner, kind, number: number) }

    private var account = Account()

    private mutating func apply(_ events: FetchEvent...) -> [Changes] {
        events.map { account.apply($0, at: Moment(100)) }
    }

    private var ids: [String] { account.rows.filter { !$0.isRemoved }.map(\.id).sorted() }

    @Test mutating func `An owner that was read long ago makes no listener healthy that is read before the owner is`() {
        account.longestGap = 60
        account.learn([.serving(Self.owner)], at: Moment(-100))
        account.begin(Self.run, Question(.proxy("link-a")))
        _ = apply(Self.page([.sample("listener-1"), .sample("listener-2")], Self.pass(1)))
        #expect(account.rows.map(\.state) == [.unknown, .unknown])
        _ = apply(.owners(Self.run, [.serving(Self.owner)]), .ownersListed(Self.run, action: "a", .complete))
        #expect(account.rows.map(\.state) == [.ok, .ok])
        #expect(account.rows.allSatisfy { $0.changedAt == nil })
        // Within the gap, the last reading of the owner still counts.
        account.learn([.serving(Self.owner)], at: Moment(0))
        let changes = account.apply(Self.page([.sample("listener-1")], Self.pass(2)), at: Moment(100))
        #expect(changes.changed.isEmpty && account.rows.map(\.state) == [.ok, .ok])
    }

    @Test mutating func `The rows of an owner whose state is no longer known are reported with the page`() {
        account.longestGap = 60
        account.learn([.serving(Self.owner)], at: Moment(-100))
        account.take([.sample("listener-1"), .sample("listener-2")], askedOf: Self.owner, at: -100)
        account.usesOwnerStates = true
        account.learn([.serving(Self.owner)], at: Moment(-99))
        account.begin(Self.run, Question(.proxy("link-a")))
        let changes = account.apply(Self.page([.sample("listener-1")], Self.pass(2)), at: Moment(100))
        #expect(changes.rows == [0] && Set(changes.changed) == [0, 1])
        #expect(account.rows.map(\.state) == [.unknown, .unknown])
    }

    @Test mutating func `Events of a run that was not started or was dropped change nothing`() {
        let events: [FetchEvent] = [
            .owners(Self.run, [Owner(id: Self.owner)]), Self.page([Self.listener("listener-1", port: 1)], Self.pass(1)),
            .passEnded(Self.run, Self.pass(1), .complete), .sweeping(Self.run, [Self.owner]), .finished(Self.run),
        ]
        for round in 0..<2 {
            for event in events {
                let changes = account.apply(event, at: Moment(1))
                guard case .nothing = changes.fact, changes.rows.isEmpty else {
                    Issue.record("round \(round): \(event) changed the account")
                    return
                }
            }
            #expect(account.rows.isEmpty && account.owners.isEmpty)
            account.begin(Self.run, Question(.all))
            account.drop(Self.run)
        }
    }

    @Test mutating func `The end of a pass over one listener kind does not affect the rows of another kind`() {
        account.begin(Self.run, Question(.all))
        _ = apply(
            Self.page([Self.listener("listener-tcp", port: 53)], Self.pass(1)),
            Self.page([Self.listener("listener-udp", port: 53)], Self.pass(Self.other, 2)),
            .passEnded(Self.run, Self.pass(1), .complete), .passEnded(Self.run, Self.pass(Self.other, 2), .complete))
        #expect(ids == ["listener-tcp", "listener-udp"])

        // The next pass over TCP finds nothing.
        let changes = apply(.passEnded(Self.run, Self.pass(3), .complete))
        #expect(ids == ["listener-udp"])
        #expect(changes[0].rows == [0])
        #expect(account.owners[Self.owner]?.rows == [1])
        #expect(account.reclaim(keeping: []) == [0])
        #expect(account.row(id: "listener-udp") == 1)
    }

    @Test mutating func `Two listeners without an ID on one port are two rows if their kinds differ`() {
        account.begin(Self.run, Question(.all))
        var nameless = Self.listener("", port: 53)
        nameless.listenerName = "dns"
        _ = apply(Self.page([nameless], Self.pass(1)), Self.page([nameless], Self.pass(Self.other, 2)))
        #expect(ids == ["link-a (no id) :53 dns", "link-a (no id) UDP:53 dns"])
    }

    @Test mutating func `An owner is complete only if every listener kind is complete`() {
        account.begin(Self.run, Question(.all))
        func reading() -> Reading? { account.owners[Self.owner]?.reading }
        _ = apply(Self.page([], Self.pass(1)), .passEnded(Self.run, Self.pass(1), .complete))
        #expect(reading() == .complete(at: Moment(100)))
        _ = apply(Self.page([], Self.pass(Self.other, 2)))
        #expect(reading() == .underWay)
        _ = apply(.passEnded(Self.run, Self.pass(Self.other, 2), .failed(Self.refused)))
        #expect(reading() == .failed(Self.refused, at: Moment(100)))
        // A successful read of the first kind does not change the error of the second kind.
        _ = apply(.passEnded(Self.run, Self.pass(3), .complete))
        #expect(reading() == .failed(Self.refused, at: Moment(100)))
        _ = apply(.passEnded(Self.run, Self.pass(Self.other, 4), .short(missing: 1)))
        #expect(reading() == .short(missing: 1, at: Moment(100)))
    }

    @Test mutating func `Incomplete passes are counted per listener kind`() {
        account.begin(Self.run, Question(.all))
        _ = apply(
            Self.page([Self.listener("listener-tcp", port: 1)], Self.pass(1)),
            Self.page([Self.listener("listener-udp", port: 1)], Self.pass(Self.other, 2)))
        for number in 3...12 {
            _ = apply(.passEnded(Self.run, Self.pass(number), .changedWhileReading))
            _ = apply(.passEnded(Self.run, Self.pass(Self.other, number), .changedWhileReading))
        }
        #expect(ids == ["listener-tcp", "listener-udp"])
        _ = apply(.passEnded(Self.run, Self.pass(13), .changedWhileReading))
        #expect(ids == ["listener-udp"])
    }

    @Test(arguments: [(false, ["listener-1"]), (true, [])])
    mutating func `The end of a filtered read removes rows only if it is the only source of the account`(
        isOnlySource: Bool, kept: [String]
    ) {
        account.begin(Self.run, Question(Scope(Self.owner), port: 1), isOnlySource: isOnlySource)
        _ = apply(
            Self.page([Self.listener("listener-1", port: 1)], Self.pass(1)),
            .passEnded(Self.run, Self.pass(2), .complete))
        #expect(ids == kept)
        #expect(account.owners[Self.owner]?.reading.isOver == isOnlySource)
    }

    @Test(arguments: [(ReadingOutcome.complete, false), (.short(missing: 1), true), (.failed(refused), true)])
    mutating func `An owner that no list contains is removed only if the lists are complete`(
        outcome: ReadingOutcome, stays: Bool
    ) {
        account.begin(Self.run, Question(.all))
        _ = apply(
            Self.page([Self.listener("listener-1", port: 1)], Self.pass(1)),
            .ownersListed(Self.run, action: "DescribeProxies", outcome), .sweeping(Self.run, []))
        #expect((account.owners[Self.owner] != nil) == stays)
        #expect(ids == (stays ? ["listener-1"] : []))
    }

    @Test(arguments: [(ReadingOutcome.complete, false), (.changedWhileReading, true)])
    mutating func `A complete sweep removes listeners without a known owner`(outcome: ReadingOutcome, stays: Bool) {
        account.begin(LoadID(2), Question(.listener("listener-1")))
        let alone = FetchedPage(
            Pass(nil, .tcp, number: 1), request: Pages.Request(offset: 0, limit: 1),
            listeners: [Self.listener("listener-1", port: 1)], total: 1, receivedAt: Moment(1), requestID: nil)
        _ = account.apply(.page(LoadID(2), alone), at: Moment(1))
        account.begin(Self.run, Question(.all))
        _ = apply(
            .sweeping(Self.run, [Self.owner]), Self.page([Self.listener("listener-2", port: 2)], Self.pass(2)),
            .passEnded(Self.run, Self.pass(2), outcome), .finished(Self.run))
        #expect(ids == (stays ? ["listener-1", "listener-2"] : ["listener-2"]))
    }

    @Test mutating func `A mistyped ID does not become an owner`() {
        account.begin(Self.run, Question(.proxy("link-typo")))
        _ = apply(.passEnded(Self.run, Pass(.proxy("link-typo"), .tcp, number: 1), .failed(Self.refused)))
        #expect(account.owners.isEmpty)
    }
}
