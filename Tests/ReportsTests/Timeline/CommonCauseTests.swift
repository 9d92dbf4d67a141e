import Essentials
import GAAP
import Inventory
import TestSupport
import Testing

@testable import Reports

@Suite struct CommonCauseTests {
    /// A listener with its owner and origins. An origin with a `!` fails.
    struct Listener: Sendable {
        let owner: String
        let origins: [String]
        var readAt = 1_000.0
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let listeners: [Listener]
        var regions: [String: String] = [:]
        /// The access regions of an owner: a group has one for each member.
        var access: [String: [String]] = [:]
        var whole: Set<String> = []
        let causes: [String]
        var testDescription: String { name }
    }

    private static func listeners(_ text: String, readAt: Double = 1_000) -> [Listener] {
        text.split(separator: ";").map { part in
            let words = part.split(separator: " ").map(String.init)
            return Listener(owner: words[0], origins: Array(words.dropFirst()), readAt: readAt)
        }
    }

    private static let cases: [Case] = [
        Case(name: "no listeners", listeners: [], causes: []),
        Case(name: "one problem", listeners: listeners("a 10.0.0.1!; b 10.0.0.2"), causes: []),
        Case(
            name: "one origin over two owners", listeners: listeners("a 10.0.0.1!; b 10.0.0.1!; c 10.0.0.2"),
            causes: ["10.0.0.1: 2 listeners, 2 owners"]),
        Case(
            name: "one origin of two in each", listeners: listeners("a 10.0.0.1! 10.0.0.2; b 10.0.0.1! 10.0.0.3"),
            causes: ["10.0.0.1: 2 listeners, 2 owners"]),
        Case(
            name: "the origin works elsewhere, so the path may be the cause",
            listeners: listeners("a 10.0.0.1!; b 10.0.0.1!; c 10.0.0.1"), causes: []),
        Case(
            name: "the origin works on another port, which is another service",
            listeners: listeners("a 10.0.0.1!; b 10.0.0.1!; c 10.0.0.1:9000"),
            causes: ["10.0.0.1: 2 listeners, 2 owners"]),
        Case(
            name: "one owner only, and all its listeners fail", listeners: listeners("a 10.0.0.1!; a 10.0.0.1!"),
            causes: []
        ),
        Case(
            name: "one owner only, and another listener of it works",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.1!; a 10.0.0.2"), causes: ["10.0.0.1: 2 listeners, 1 owner"]),
        Case(
            name: "stale reads are ignored",
            listeners: listeners("a 10.0.0.1!; b 10.0.0.1!", readAt: 100) + listeners("c 10.0.0.2"), causes: []),
        Case(
            name: "a stale read does not contradict a cause",
            listeners: listeners("a 10.0.0.1!; b 10.0.0.1!") + listeners("c 10.0.0.1", readAt: 100),
            causes: ["10.0.0.1: 2 listeners, 2 owners"]),
        Case(
            name: "two origins, the origin with more listeners first",
            listeners: listeners("a 10.0.0.1!; b 10.0.0.1!; a 10.0.0.2!; b 10.0.0.2!; c 10.0.0.2!; d 10.0.0.3"),
            causes: ["10.0.0.2: 3 listeners, 3 owners", "10.0.0.1: 2 listeners, 2 owners"]),
        Case(
            name: "a problem with a cause gets no second cause",
            listeners: listeners("a 10.0.0.1! 10.0.0.2!; b 10.0.0.1! 10.0.0.2!; c 10.0.0.1!"),
            causes: ["10.0.0.1: 3 listeners, 3 owners"]),
        Case(
            name: "an owner whose listeners all fail",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; a 10.0.0.3!; b 10.0.0.4"),
            whole: ["a"], causes: ["all of a: 3 listeners"]),
        Case(
            name: "an owner that was not read completely",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; a 10.0.0.3!; b 10.0.0.4"),
            causes: []),
        Case(
            name: "an owner with a listener that works",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; a 10.0.0.3!; a 10.0.0.5; b 10.0.0.4"), whole: ["a"],
            causes: []),
        Case(
            name: "an owner without another owner to compare with",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; a 10.0.0.3!"),
            whole: ["a"], causes: []),
        Case(
            name: "a region whose listeners all fail",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; b 10.0.0.3!; b 10.0.0.4!; c 10.0.0.5"),
            regions: ["a": "Tokyo", "b": "Tokyo", "c": "Seoul"], causes: ["origins in Tokyo: 4 listeners, 2 owners"]),
        Case(
            name: "the only region", listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; b 10.0.0.3!; b 10.0.0.4!"),
            regions: ["a": "Tokyo", "b": "Tokyo"], causes: []),
        Case(
            name: "a region with a listener that works",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; b 10.0.0.3!; b 10.0.0.4!; b 10.0.0.6; c 10.0.0.5"),
            regions: ["a": "Tokyo", "b": "Tokyo", "c": "Seoul"], causes: []),
        Case(
            name: "an origin takes precedence over its region",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.1!; b 10.0.0.1!; b 10.0.0.1!; c 10.0.0.5"),
            regions: ["a": "Tokyo", "b": "Tokyo", "c": "Seoul"], causes: ["10.0.0.1: 4 listeners, 2 owners"]),
    ]

    private static let failing = "a 10.0.0.1!; a 10.0.0.2!; b 10.0.0.3!; b 10.0.0.4!"

    private static let accessCases: [Case] = [
        Case(
            name: "an access region whose listeners all fail", listeners: listeners(failing + "; c 10.0.0.5"),
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "c": ["Seoul"]],
            causes: ["access region Hong Kong: 4 listeners, 2 owners"]),
        Case(
            name: "an access region whose owners have origins in different regions",
            listeners: listeners(failing + "; c 10.0.0.5"), regions: ["a": "Tokyo", "b": "Osaka", "c": "Tokyo"],
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "c": ["Seoul"]],
            causes: ["access region Hong Kong: 4 listeners, 2 owners"]),
        Case(
            name: "an access region and an origin region that explain the same",
            listeners: listeners(failing + "; c 10.0.0.5"), regions: ["a": "Tokyo", "b": "Tokyo", "c": "Seoul"],
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "c": ["Seoul"]],
            causes: ["origins in Tokyo: 4 listeners, 2 owners"]),
        Case(
            name: "an access region that explains more than an origin region",
            listeners: listeners(failing + "; d 10.0.0.6!; c 10.0.0.5"),
            regions: ["a": "Tokyo", "b": "Tokyo", "c": "Seoul", "d": "Seoul"],
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "c": ["Seoul"], "d": ["Hong Kong"]],
            causes: ["access region Hong Kong: 5 listeners, 3 owners"]),
        Case(
            name: "an access region with a listener that works",
            listeners: listeners(failing + "; b 10.0.0.6; c 10.0.0.5"),
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "c": ["Seoul"]], causes: []),
        Case(
            name: "the only access region", listeners: listeners(failing + "; c 10.0.0.5"),
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "c": ["Hong Kong"]], causes: []),
        Case(
            name: "an access region where no listener of another region works", listeners: listeners(failing),
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"]], causes: []),
        Case(
            name: "an access region with one owner only",
            listeners: listeners("a 10.0.0.1!; a 10.0.0.2!; a 10.0.0.3!; a 10.0.0.4!; c 10.0.0.5"),
            access: ["a": ["Hong Kong"], "c": ["Seoul"]], causes: []),
        Case(
            name: "an access region with two failing origins",
            listeners: listeners(
                "a 10.0.0.1!; a 10.0.0.2!; b 10.0.0.1!; b 10.0.0.2!; c 10.0.0.5; d 10.0.0.1; d 10.0.0.2"),
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "c": ["Seoul"], "d": ["Seoul"]], causes: []),
        Case(
            name: "a group that also has a member in the region",
            listeners: listeners("lg-a 10.0.0.1!; lg-a 10.0.0.2!; b 10.0.0.3!; b 10.0.0.4!; c 10.0.0.5"),
            access: ["lg-a": ["Hong Kong", "Seoul"], "b": ["Hong Kong"], "c": ["Seoul"]],
            causes: ["access region Hong Kong: 4 listeners, 2 owners"]),
        Case(
            name: "a group that works has a member in the region",
            listeners: listeners(failing + "; lg-c 10.0.0.5"),
            access: ["a": ["Hong Kong"], "b": ["Hong Kong"], "lg-c": ["Seoul", "Hong Kong"]], causes: []),
        Case(
            name: "owners whose access region is not known", listeners: listeners(failing + "; c 10.0.0.5"),
            access: ["c": ["Seoul"]], causes: []),
    ]

    private static func owner(_ name: String) -> OwnerID { name.hasPrefix("lg-") ? .group(name) : .proxy(name) }

    @Test(arguments: cases + accessCases)
    func `The rule finds the common causes of several problems, or none`(row: Case) {
        var account = Account()
        for name in Set(row.listeners.map(\.owner)).sorted() {
            var owner = Owner(id: Self.owner(name))
            owner.originRegion = row.regions[name]
            let access = row.access[name] ?? []
            if owner.id.isGroup {
                owner.members = access.map { region in
                    var member = Owner(id: .proxy("\(name)-\(region)"))
                    member.accessRegion = region
                    return member
                }
            } else {
                owner.accessRegion = access.first
            }
            account.learn([owner])
        }
        for (number, listener) in row.listeners.enumerated() {
            let origins = listener.origins.map { text in
                let parts = text.replacing("!", with: "").split(separator: ":").map(String.init)
                let isFailing = text.contains("!")
                var server = BindRealServer.origin(
                    parts[0], isFailing ? .abnormal : .normal, down: isFailing ? [parts[0]] : [])
                if parts.count > 1 { server.realServerPort = Int(parts[1]) }
                return server
            }
            account.take(
                [.sample("listener-\(number)", origins: origins, proxy: listener.owner)],
                askedOf: Self.owner(listener.owner), at: listener.readAt)
        }
        for owner in row.whole { account.note(.complete(at: Moment(1_000)), of: .proxy(owner), kind: .tcp) }
        let causes = CommonCause.all(in: account, .utc(now: Moment(1_030), freshFor: 60))
        #expect(causes.map { $0.text(in: .english) } == row.causes)
    }

    /// The listeners of a proxy with this status, and healthy listeners of another proxy.
    private static func account(_ status: OwnerStatus, ban: BanStatus = .notBanned, readAt: Double = 1_000) -> Account {
        var account = Account()
        for (name, status, ban) in [("a", status, ban), ("b", .running, .notBanned)] {
            var owner = Owner(id: .proxy(name))
            (owner.isRead, owner.status, owner.ban) = (true, .value(status), .value(ban))
            account.learn([owner], at: Moment(readAt))
        }
        for (number, owner) in ["a", "a", "b"].enumerated() {
            let listener = TCPListener.sample("\(number)", origins: [.origin("10.0.0.\(number)")], proxy: owner)
            _ = account.merge([listener], askedOf: .proxy(owner), reading: 1, at: Moment(1_000), requestID: nil)
        }
        return account
    }

    @Test(
        arguments: [
            (OwnerStatus.closed, BanStatus.notBanned, "a, proxy closed: 2 listeners"),
            (.isolated, .notBanned, "a, proxy isolated: 2 listeners"),
            (.running, .banned, "a, proxy banned: 2 listeners"),
            (.running, .notBanned, nil), (.closing, .notBanned, nil),
        ] as [(OwnerStatus, BanStatus, String?)])
    func `A proxy that does not forward traffic explains the problems of its listeners`(
        status: OwnerStatus, ban: BanStatus, text: String?
    ) {
        let causes = CommonCause.all(in: Self.account(status, ban: ban), .utc(now: Moment(1_030), freshFor: 60))
        #expect(causes.first?.text(in: .english) == text)
        #expect(causes.first.map { $0.rows.count == 2 && $0.part == .owner(.proxy("a")) } ?? (text == nil))
    }

    /// Two listeners of a group, and one of a proxy that serves. All origins are well.
    private static func account(_ status: OwnerStatus, members: [OwnerStatus]?) -> Account {
        var account = Account()
        var group = Owner(id: .group("lg-a"))
        (group.isRead, group.status) = (true, .value(status))
        group.members = members?.enumerated().map { number, status in
            var member = Owner.serving(.proxy("member-\(number)"))
            member.status = .value(status)
            return member
        }
        account.learn([group, .serving(.proxy("b"))], at: Moment(1_000))
        for (number, owner) in [OwnerID.group("lg-a"), .group("lg-a"), .proxy("b")].enumerated() {
            let listener = TCPListener.sample("\(number)", origins: [.origin("10.0.0.\(number)")], proxy: owner.text)
            _ = account.merge([listener], askedOf: owner, reading: 1, at: Moment(1_000), requestID: nil)
        }
        return account
    }

    @Test(
        arguments: [
            (OwnerStatus.closed, [OwnerStatus.running], "lg-a, group closed: 2 listeners"),
            (.running, [.closed, .isolated], "lg-a, group: 2 of 2 members stopped: 2 listeners"),
            (.running, [.closed, .running], nil), (.running, [.running, .running], nil),
            (.adjusting, [.running], nil), (.running, nil, nil),
        ] as [(OwnerStatus, [OwnerStatus]?, String?)])
    func `A group explains its listeners only if none of its members forwards anything`(
        status: OwnerStatus, members: [OwnerStatus]?, text: String?
    ) {
        let causes = CommonCause.all(
            in: Self.account(status, members: members), .utc(now: Moment(1_030), freshFor: 60))
        #expect(causes.map { $0.text(in: .english) } == [text].compactMap(\.self))
    }

    @Test func `An old status does not explain problems`() {
        let account = Self.account(.closed, readAt: 900)
        #expect(CommonCause.all(in: account, .utc(now: Moment(1_030), freshFor: 60)).isEmpty)
    }

    @Test func `Until everything has been read, counts are a minimum and no region is named`() {
        let account = Self.account(.closed)
        let causes = CommonCause.all(in: account, .utc(now: Moment(1_030), freshFor: 60), isWhole: false)
        #expect(causes.map { $0.text(in: .english) } == ["a, proxy closed: >=2 listeners"])
        #expect(causes.map { $0.text(in: .chinese) } == ["a 通道已关闭：>=2 个监听器"])
    }

    @Test func `A common cause has a Chinese text, too`() {
        let cause = CommonCause(part: .region("东京"), listeners: 1_234, owners: 2)
        #expect(cause.text(in: .chinese) == "东京 的源站：1,234 个监听器，2 个通道或通道组")
    }
}
