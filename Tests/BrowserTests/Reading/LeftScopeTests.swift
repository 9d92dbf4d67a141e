import GAAP
import TencentCloud
import Testing

@testable import Browser
@testable import Inventory

/// What becomes of questions that are left, and of the sweep behind.
@Suite struct LeftScopeTests {
    static let account = RunTests.account
    static let owners = RunTests.owners

    @Test
    func `A scope that is left is cancelled, the sweep goes on behind, and coming back shows it`() {
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
    func `Answers to questions that nobody asks any more change nothing`() {
        var talk = Conversation(Question(.proxy("link-a")))
        let old = talk.run
        talk.type(":proxy link-z")
        talk.press(.enter)
        talk.beginSweep(Self.owners, of: old)
        talk.read(Self.owners[0], of: old)
        talk.finish(.proxy("link-a"), .failed(refusal()), of: old)
        talk.tell(.ownersListed(old, action: "DescribeProxies", .failed(refusal())), .finished(old))
        #expect(talk.state.account.rows.isEmpty)
        #expect(talk.state.errors.isEmpty)
    }

    @Test
    func `All is read again when the sweep behind is older than the interval`() {
        var talk = Conversation(Self.account)
        talk.press(.character("a"))
        talk.read(Self.owners[0])
        talk.tell(.finished(talk.run))
        talk.wait(31)
        talk.press(.character("a"))
        #expect(talk.loads == [.fetch(.load(Question(.all), LoadID(3), .background))])
        #expect(talk.screen[0].contains(" 3 listeners"))
    }
}
