// The status of a scope's owner is refused or fails: one line says so, and no word claims more than was read.

import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct UnreadOwnerTests {
    private static let cases: [(scope: Scope, action: String, words: String)] = [
        (.proxy("link-a"), DescribeProxies.name, "proxy status not read: InternalError (L)"),
        (.group("lg-a"), DescribeProxyGroupList.name, "group status not read: InternalError (L)"),
        (.group("lg-a"), DescribeProxies.name, "members of the group not read: InternalError (L)"),
        (.listener("listener-00080k-a"), DescribeProxies.name, "proxy status not read: InternalError (L)"),
    ]

    @Test(arguments: cases)
    func `It is said in one line, and the whole error is in L`(scope: Scope, action: String, words: String) {
        var talk = Conversation(Question(scope), columns: 100)
        talk.tell(.ownersListed(talk.run, action: action, .failed(refusal())))
        #expect(talk.screen[22] == words)
        #expect(talk.screen[21].isEmpty || talk.screen[21].hasPrefix("--"))
        talk.press(.character("L"))
        #expect(talk.shows("the service is tired"))
    }

    @Test
    func `A sweep still says the whole error`() {
        var talk = Conversation(columns: 100)
        talk.tell(.ownersListed(talk.run, action: DescribeProxies.name, .failed(refusal())))
        #expect(talk.shows("DescribeTCPListeners refused, InternalError"))
    }
}
