import Essentials
import GAAP
import Inventory
import TestSupport
import Testing

@Suite struct OwnerStateTests {
    private typealias Kind = OwnerState.Kind

    private static let notBanned = Sent<BanStatus>.value(.notBanned)

    @Test(arguments: [
        ("RUNNING", Kind.serves), ("CREATING", .changing), ("DESTROYING", .stopped), ("OPENING", .changing),
        ("CLOSING", .changing), ("CLOSED", .stopped), ("ADJUSTING", .changing), ("ISOLATING", .stopped),
        ("ISOLATED", .stopped), ("CLONING", .changing), ("RECOVERING", .changing), ("MOVING", .changing),
        ("CHANGING", .changing), ("CREATE_FAILED", .stopped), ("UNKNOWN", .unknown), ("running", .unknown),
        ("", .unknown),
    ])
    func `Only a running proxy that is not banned forwards traffic`(status: String, kind: OwnerState.Kind) {
        #expect(OwnerState(status: .value(OwnerStatus(status)), ban: Self.notBanned).kind == kind)
        let banned = OwnerState(status: .value(OwnerStatus(status)), ban: .value(.banned))
        #expect(banned.kind == .stopped)
    }

    @Test(arguments: [
        ("RECOVER", Kind.serves, nil as String?), ("BANNED", .stopped, "proxy banned"),
        ("BANNING", .changing, "proxy being banned"),
        ("RECOVERING", .changing, "proxy ban being lifted"), ("BAN_FAILED", .serves, nil),
        ("RECOVER_FAILED", .stopped, "proxy lifting the ban failed"), ("LOCKED", .unknown, "proxy BanStatus LOCKED"),
    ])
    func `A ban applies whatever the status is`(ban: String, kind: OwnerState.Kind, words: String?) {
        let state = OwnerState(status: .value(.running), ban: .value(BanStatus(ban)))
        #expect(state.kind == kind)
        #expect(state.words?[.english] == words)
    }

    @Test(arguments: [
        (Sent<OwnerStatus>.missing, Sent<BanStatus>.value(.notBanned), "proxy Status missing"),
        (.null, .value(.notBanned), "proxy Status missing"),
        (.unreadable, .value(.notBanned), "proxy Status unreadable"),
        (.value(.running), .missing, "proxy BanStatus missing"), (.value(.running), .null, "proxy BanStatus missing"),
        (.value(.running), .unreadable, "proxy BanStatus unreadable"),
    ])
    func `A field that was not sent is not healthy`(status: Sent<OwnerStatus>, ban: Sent<BanStatus>, words: String) {
        let state = OwnerState(status: status, ban: ban)
        #expect(state.kind == .unknown)
        #expect(state.words?[.english] == words)
        #expect(state.words?[.chinese].isChinese == true)
    }

    private static func member(_ status: OwnerStatus, _ region: String? = nil, ban: BanStatus = .notBanned)
        -> GroupMember
    {
        GroupMember(
            id: "link-1", region: region, state: OwnerState(status: .value(status), ban: .value(ban)))
    }

    private static let running = member(.running, "Tokyo")

    @Test(arguments: [
        ([running, running] as [GroupMember]?, Kind.serves, nil as String?),
        ([running, member(.closed, "Hong Kong"), running], .partlyStopped, "group: 1 of 3 members closed (Hong Kong)"),
        (
            [running, member(.closed, "Hong Kong"), member(.running, "Seoul", ban: .banned)], .partlyStopped,
            "group: 2 of 3 members stopped (Hong Kong, Seoul)"
        ),
        ([member(.isolated), member(.isolated)], .stopped, "group: 2 of 2 members isolated"),
        ([running, member(.adjusting, "Seoul")], .changing, "group: 1 of 2 members adjusting (Seoul)"),
        ([running, member(OwnerStatus("ODD"))], .unknown, "group: 1 of 2 members unknown"),
        ([], .unknown, "no members listed for the group"),
        (nil, .unknown, "members of the group not read"),
    ])
    func `The state of a running group is determined by its members`(
        members: [GroupMember]?, kind: OwnerState.Kind, words: String?
    ) {
        let state = OwnerState(status: .value(.running), members: members)
        #expect(state.kind == kind)
        #expect(state.words?[.english] == words)
    }

    @Test func `A group that is stopped itself is stopped, whatever its members`() {
        let state = OwnerState(status: .value(.closed), members: nil)
        #expect(state.kind == .stopped)
        #expect(state.words?[.english] == "group closed")
    }

    @Test func `A stopped member takes precedence over a changing group`() {
        let state = OwnerState(status: .value(.changing), members: [Self.running, Self.member(.closed, "Seoul")])
        #expect(state.kind == .partlyStopped)
        #expect(OwnerState(status: .value(.changing), members: [Self.running]).words?[.english] == "group changing")
    }

    @Test func `A changing group is unknown if its members were not read, because some of them may be stopped`() {
        let state = OwnerState(status: .value(.changing), members: nil)
        #expect(state.kind == .unknown)
        #expect(state.words?[.english] == "members of the group not read")
        let known = OwnerState(status: .value(.changing), members: [Self.running, Self.member(.closed, "Seoul")])
        var before = Row(.sample("listener-1", in: .ok)).health
        before.apply(known)
        var after = before
        after.apply(state)
        #expect(!before.hasChanged(to: after))
    }

    @Test func `The explanation of an isolated proxy contains the periods of its site`() throws {
        let state = OwnerState(status: .value(.isolated), ban: Self.notBanned)
        #expect(state.words?[.english] == "proxy isolated")
        let international = try #require(state.explanation(site: .international))[.english]
        #expect(
            international.contains("2 hours") && international.contains("26 hours") && !international.contains("7 days")
        )
        let china = try #require(state.explanation(site: .china))[.english]
        #expect(china.contains("24 hours") && china.contains("7 days") && !china.contains("26 hours"))
        let either = try #require(state.explanation(site: nil))[.english]
        #expect(either.contains("26 hours") && either.contains("7 days"))
    }

    @Test func `Every state except serving has an explanation in both languages`() throws {
        let codes = OwnerStatus.meanings.keys.map { OwnerState(status: .value($0), ban: Self.notBanned) }
        let bans = BanStatus.meanings.keys.map { OwnerState(status: .value(.running), ban: .value($0)) }
        for state in codes + bans + [.notRead(isGroup: true), .notRead(isGroup: false)] where state.kind != .serves {
            let words = try #require(state.explanation(site: nil))
            #expect(words[.chinese].isChinese)
            #expect(!words[.english].isChinese)
        }
    }
}
