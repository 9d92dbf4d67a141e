// The rate limit: 20 requests per second, action and key, counted in a sliding window.

import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct FrequencyTests {
    private let fixture: EmulatorFixture = {
        var options = EmulatorFixture.small
        options.requestsPerSecond = 20
        return EmulatorFixture(options)
    }()

    private func call(_ action: String = "DescribeProxies", as credential: Credential = EmulatorOptions.credential)
        async
        -> Answer
    {
        var draft = fixture.draft(#"{"Limit":1}"#)
        draft.action = action
        draft.credential = credential
        return await fixture.send(draft)
    }

    @Test
    func `The 21st request within a second is refused with the documented message`() async {
        for _ in 0..<20 { #expect(await call().code == nil) }
        let answer = await call()
        #expect(answer.code == "RequestLimitExceeded")
        #expect(
            answer.message
                == "Your current request times equals to `21` in a second, which exceeds the frequency limit `20` for a "
                + "second. Please reduce the frequency of calls.")
        let chinese = await fixture.call("DescribeProxies", "{}", language: "zh-CN")
        #expect(chinese.message == "您当前每秒请求 `22` 次，超过了每秒频率上限 `20`，请稍后重试。")
    }

    @Test
    func `The window slides: no interval of one second contains more than 20 requests`() async {
        for _ in 0..<10 { #expect(await call().code == nil) }
        fixture.time.advance(by: .milliseconds(900))
        for _ in 0..<10 { #expect(await call().code == nil) }
        // A fixed window would start again here.
        fixture.time.advance(by: .milliseconds(99))
        #expect(await call().code == "RequestLimitExceeded")
        fixture.time.advance(by: .milliseconds(1))
        for _ in 0..<10 { #expect(await call().code == nil) }
        #expect(await call().code == "RequestLimitExceeded")
    }

    @Test
    func `Each action and each key has its own limit`() async {
        for _ in 0..<21 { _ = await call() }
        #expect(await call().code == "RequestLimitExceeded")
        #expect(await call("DescribeTCPListeners").code == "MissingParameter")
        #expect(await call(as: EmulatorOptions.temporaryCredential).code == nil)
    }

    @Test
    func `Refused requests do not count towards the limit`() async {
        for _ in 0..<500 { _ = await call() }
        fixture.time.advance(by: .seconds(1))
        #expect(await call().code == nil)
    }

    @Test
    func `The journal counts the requests by action and finds the busiest second`() async {
        for _ in 0..<5 { _ = await call() }
        fixture.time.advance(by: .milliseconds(999))
        for _ in 0..<3 { _ = await call() }
        fixture.time.advance(by: .milliseconds(999))
        for _ in 0..<6 { _ = await call() }
        _ = await call("DescribeTCPListeners")
        #expect(fixture.journal.count(of: "DescribeProxies") == 14)
        #expect(fixture.journal.count() == 15)
        #expect(fixture.journal.busiestSecond(of: "DescribeProxies") == 9)
        #expect(fixture.journal.records.last?.code == "MissingParameter")
    }
}
