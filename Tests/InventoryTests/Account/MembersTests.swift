// The group of a proxy, and the properties of the proxy as a member.

import Essentials
import GAAP
import TestSupport
import Testing

@testable import Inventory

@Suite struct MembersTests {
    private static let group = OwnerID.group("lg-1")

    private static func member(_ id: String, of group: String? = "lg-1") -> Owner {
        var member = Owner.serving(.proxy(id), name: "name of \(id)")
        member.groupID = group
        return member
    }

    @Test func `The group of a member is known from the list of groups`() {
        var account = Account()
        var group = Owner.serving(Self.group)
        group.members = [Self.member("link-a"), Self.member("link-b")]
        account.learn([group, .serving(.proxy("link-1"))], at: Moment(0))
        #expect(account.group(ofMember: "link-b") == Self.group)
        #expect(account.member("link-b")?.name == "name of link-b")
        #expect(account.group(ofMember: "link-1") == nil && account.member("link-1") == nil)
        #expect(account.group(ofMember: "link-unknown") == nil)
        #expect(account.group(ofMember: "lg-1") == nil)
    }

    @Test func `A proxy that was read alone belongs to the group that it names`() {
        var account = Account()
        account.learn([Self.member("link-a")], at: Moment(0))
        #expect(account.group(ofMember: "link-a") == Self.group)
        #expect(account.member("link-a") == nil)
    }

    @Test func `If two groups list the same proxy, the group with the lower ID is used`() {
        var account = Account()
        let groups = ["lg-2", "lg-1"].map { id in
            var group = Owner.serving(.group(id))
            group.members = [Self.member("link-a", of: id)]
            return group
        }
        account.learn(groups, at: Moment(0))
        #expect(account.group(ofMember: "link-a") == Self.group)
    }
}
