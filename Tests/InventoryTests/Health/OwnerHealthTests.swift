// How the owner of a listener affects its state: a listener is healthy only if its owner forwards traffic.

import Essentials
import GAAP
import TestSupport
import Testing

@testable import Inventory

@Suite struct OwnerHealthTests {
    private static func proxy(_ status: OwnerStatus, _ ban: BanStatus = .notBanned) -> OwnerState {
        OwnerState(status: .value(status), ban: .value(ban))
    }

    private static func group(_ members: OwnerState...) -> OwnerState {
        OwnerState(
            status: .value(.running),
            members: members.enumerated().map {
                GroupMember(id: "link-\($0.offset)", region: "Tokyo", state: $0.element)
            })
    }

    private static let serving = proxy(.running)

    @Test(arguments: [
        (State.ok, serving, "OK", ""), (.off, serving, "OFF", "not checked"),
        (.ok, proxy(.closed), "STOP", "proxy closed"), (.off, proxy(.isolated), "STOP", "proxy isolated"),
        (.none, proxy(.closed), "STOP", "proxy closed"), (.unknown, proxy(.closed), "STOP", "proxy closed"),
        (.busy, proxy(.closed), "STOP", "proxy closed (creating)"),
        (.part, proxy(.running, .banned), "STOP", "proxy banned"),
        // All origins down is the worse state, and the trouble text also names the state of the owner.
        (.down, proxy(.closed), "DOWN", "10.0.0.1, proxy closed"),
        (.dns, proxy(.closed), "DNS", "(does not resolve), proxy closed"),
        (.ok, group(serving, proxy(.closed), serving), "PART", "group: 1 of 3 members closed (Tokyo)"),
        (.busy, group(serving, proxy(.closed)), "PART", "creating, group: 1 of 2 members closed (Tokyo)"),
        (.ok, group(proxy(.closed), proxy(.closed)), "STOP", "group: 2 of 2 members closed (Tokyo)"),
        (.ok, proxy(.adjusting), "BUSY", "proxy adjusting"),
        (.off, proxy(.adjusting), "BUSY", "not checked, proxy adjusting"),
        (.none, proxy(.adjusting), "BUSY", "no origin bound, proxy adjusting"),
        (.part, proxy(.adjusting), "PART", "10.0.0.1, proxy adjusting"),
        (.ok, .notRead(isGroup: false), "?", "proxy status not read"),
        (.off, .notRead(isGroup: true), "?", "group status not read"),
        (.none, .notRead(isGroup: false), "NONE", "no origin bound, proxy status not read"),
        (.ok, proxy(OwnerStatus("ASLEEP")), "?", "proxy Status ASLEEP"),
        (.ok, OwnerState(status: .value(.running), ban: .null), "?", "proxy BanStatus missing"),
        (.ok, OwnerState(status: .value(.running), members: nil), "?", "members of the group not read"),
        (.ok, OwnerState(status: .value(.running), members: []), "?", "no members listed for the group"),
    ])
    func `The first matching state is shown, and the trouble text also names the other state`(
        own: State, owner: OwnerState, word: String, trouble: String
    ) {
        var row = Row(.sample("listener-1", in: own))
        row.health.apply(owner)
        #expect(row.state.word == word)
        #expect(row.trouble == trouble)
        #expect(trouble.isEmpty || row.trouble(in: .chinese) != row.trouble || own == .down)
        #expect(row.health.own == own)
    }

    @Test func `If owners are ignored, the state of a listener is determined by its origins`() {
        for state in State.allCases where state != .stop {
            #expect(Health(.sample("listener-1", in: state)).state == state)
        }
    }

    @Test(arguments: [proxy(.closed), proxy(.adjusting), .notRead(isGroup: false)])
    func `The state of a listener is never better than its owner allows`(owner: OwnerState) {
        for state in State.allCases where state != .stop {
            let word = Health(.sample("listener-1", in: state), owner: owner).state
            #expect(word <= state && word != .ok && word != .off)
        }
    }
}
