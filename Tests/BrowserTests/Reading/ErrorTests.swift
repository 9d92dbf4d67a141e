import Reports
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct ErrorTests {
    @Test
    func `An error stays visible after other keys and messages until Esc`() {
        var talk = Conversation(RunTests.account)
        talk.press(.character("R"))
        talk.finish(.proxy("link-a"), .failed(refusal()))
        talk.press(.character(">"))
        #expect(talk.shows("sorted by"))
        #expect(talk.shows("link-a: DescribeTCPListeners failed: InternalError"))
        talk.press(.character("j"), .character("L"), .escape)
        #expect(talk.shows("InternalError"))
        talk.press(.escape)
        #expect(talk.state.failure == nil)
        talk.press(.character("L"))
        #expect(talk.shows("RequestId 0a1b2c3d"))
    }

    @Test
    func `An error disappears when the read succeeds or the scope changes, and stays in the log`() {
        var talk = Conversation(RunTests.account)
        talk.press(.character("R"))
        talk.finish(.proxy("link-a"), .failed(refusal()))
        talk.deliver(.finished(talk.run))
        talk.press(.character("R"))
        #expect(talk.state.failure != nil)
        talk.readAll(RunTests.owners)
        #expect(talk.state.failure == nil)
        talk.press(.character("R"))
        talk.finish(.proxy("link-a"), .failed(refusal()))
        talk.deliver(.finished(talk.run))
        talk.type(":group lg-b")
        talk.press(.enter)
        #expect(talk.state.failure == nil)
        talk.read(RunTests.owners[1])
        talk.deliver(.finished(talk.run))
        #expect(!talk.shows("InternalError"))
        talk.press(.character("L"))
        #expect(talk.shows("link-a: DescribeTCPListeners failed: InternalError"))
    }

    @Test
    func `The error of a refused list of owners names its action once`() {
        var talk = Conversation()
        let error = CloudError.service(
            ServiceError(code: "UnauthorizedOperation", message: "no", requestID: "1", action: "DescribeProxies"))
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxies", .failed(error)))
        let message = talk.state.failure?.notice.what ?? ""
        #expect(message.hasPrefix("DescribeProxies failed: UnauthorizedOperation"))
    }

    @Test
    func `Owners whose list failed are counted as unknown or as a lower bound`() {
        var talk = Conversation()
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxies", .failed(refusal())))
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxyGroupList", .complete), .sweeping(talk.run, []))
        talk.deliver(.finished(talk.run))
        #expect(talk.screen[0].contains("all proxies(?)+groups(0)"))
        #expect(talk.screen[0].contains("nothing read  tried "))
        var known = Conversation("link-a 80 web 10.0.0.1\nlink-c 80 web 10.0.0.1\nlg-b 81 api 10.0.0.2")
        known.press(.character("R"))
        known.deliver(.ownersListed(known.run, action: "DescribeProxies", .failed(refusal())))
        known.deliver(.ownersListed(known.run, action: "DescribeProxyGroupList", .complete))
        known.deliver(.sweeping(known.run, [.group("lg-b")]), .finished(known.run))
        #expect(known.screen[0].contains("all proxies(>=2)+groups(1)"))
    }

    @Test
    func `Until something has been read, the header says so and shows no count`() {
        var talk = Conversation()
        #expect(talk.screen[0].contains("nothing read yet  reading"))
        talk.press(.character("!"))
        #expect(talk.screen[0].contains("nothing read yet  reading"))
        #expect(!talk.shows(">=0"))
    }

    @Test
    func `The picker shows that a list of owners failed, and requests it again when reopened`() {
        var talk = Conversation(Question(.proxy("link-a")))
        talk.press(.character("p"))
        #expect(talk.effects == [.fetch(.loadOwners(LoadID(2)))])
        talk.deliver(.ownersListed(LoadID(2), action: "DescribeProxies", .failed(refusal())), .finished(LoadID(2)))
        #expect(talk.shows("DescribeProxies: "))
        talk.press(.escape, .character("p"))
        #expect(talk.effects == [.fetch(.loadOwners(LoadID(3)))])
        talk.deliver(.owners(LoadID(3), RunTests.owners.map(\.owner)), .finished(LoadID(3)))
        #expect(talk.state.failure == nil)
        talk.press(.escape, .character("p"))
        #expect(talk.effects == [])
    }

    @Test
    func `A long Chinese message is wrapped, not truncated after its first line`() {
        let message = String(repeating: "服务内部错误请稍后重试", count: 8)
        let lines = StyledLine.wrap("link-a: \(message) end", columns: 40)
        #expect(lines.count == 6)
        #expect(lines.joined().contains("重试"))
        #expect(lines.last?.hasSuffix("end") == true)
    }

    @Test(arguments: [1, 2, 4])
    func `Text is wrapped at blanks, and if the number of lines is limited, the last one is left too long`(maximum: Int)
    {
        let lines = StyledLine.wrap("aaa bbb ccc ddd eee fff", columns: 7, maximumLines: maximum)
        #expect(lines.count == min(maximum, 3))
        #expect(maximum >= 3 ? lines == ["aaa bbb", "ccc ddd", "eee fff"] : (lines.last?.count ?? 0) > 7)
        #expect(StyledLine.wrap("", columns: 7).isEmpty)
        #expect(StyledLine.wrap("支付", columns: 1) == ["支", "付"])
    }
}
