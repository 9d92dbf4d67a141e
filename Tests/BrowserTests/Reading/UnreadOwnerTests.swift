// If the status of a scope's owner cannot be read, one line says so, and nothing claims more than was read.

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
    func `One line shows that the status was not read, and the log of errors has the complete error`(
        scope: Scope, action: String, words: String
    ) {
        var talk = Conversation(Question(scope), columns: 100)
        talk.deliver(.ownersListed(talk.run, action: action, .failed(refusal())))
        #expect(talk.screen[22] == words)
        #expect(talk.screen[21].isEmpty || talk.screen[21].hasPrefix("--"))
        talk.press(.character("L"))
        #expect(talk.shows("service is tired"))
    }

    @Test
    func `In a sweep, the complete error is shown`() {
        var talk = Conversation(columns: 100)
        talk.deliver(.ownersListed(talk.run, action: DescribeProxies.name, .failed(refusal())))
        #expect(talk.shows("DescribeTCPListeners failed: InternalError"))
    }
}
