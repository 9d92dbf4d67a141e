import GAAP
import TencentCloud
import Testing

@testable import Browser
@testable import Inventory

/// Tests of what happens to the run of a scope that the user leaves, and to the sweep in the background.
@Suite struct LeftScopeTests {
    static let account = RunTests.account
    static let owners = RunTests.owners

    @Test
    func `Leaving a scope cancels its run, the sweep continues in the background, and its rows are shown on return`() {
        var talk = Conversation()
        let sweep = talk.run
        talk.beginSweep(Self.owners)
        talk.read(Self.owners[0])
        talk.press(.character("a"))
        let owner = talk.run
        #expect(talk.loads == [.fetch(.load(Question(.proxy("link-a")), owner, .foreground))])
        talk.read(Self.owners[1], of: sweep)
        #expect(talk.ports == [81, 80])
        talk.press(.escape)
        #expect(talk.loads == [.fetch(.cancel(owner))])
        #expect(talk.run == sweep)
        #expect(talk.ports == [81, 80, 82])
        talk.page(Self.owners[0], of: owner)
        #expect(talk.state.runs.count == 1)
    }

    @Test
    func `Answers to abandoned questions change nothing`() {
        var talk = Conversation(Question(.proxy("link-a")))
        let old = talk.run
        talk.type(":proxy link-z")
        talk.press(.enter)
        talk.beginSweep(Self.owners, of: old)
        talk.read(Self.owners[0], of: old)
        talk.finish(.proxy("link-a"), .failed(refusal()), of: old)
        talk.deliver(.ownersListed(old, action: "DescribeProxies", .failed(refusal())), .finished(old))
        #expect(talk.state.account.rows.isEmpty)
        #expect(talk.state.errors.isEmpty)
    }

    @Test
    func `Returning to the whole account reads it again if the sweep is older than the interval`() {
        var talk = Conversation(Self.account)
        talk.press(.character("a"))
        talk.read(Self.owners[0])
        talk.deliver(.finished(talk.run))
        talk.wait(31)
        talk.press(.character("a"))
        #expect(talk.loads == [.fetch(.load(Question(.all), LoadID(3), .background))])
        #expect(talk.screen[0].contains(" 3 listeners"))
    }
}
