// Twenty requests a second per action and key, counted in a second that slides.

import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct FrequencyTests {
    private let stand: Stand = {
        var options = Stand.small
        options.requestsPerSecond = 20
        return Stand(options)
    }()

    private func ask(_ action: String = "DescribeProxies", as credential: Credential = EmulatorOptions.credential) async
        -> Answer
    {
        var draft = stand.draft(#"{"Limit":1}"#)
        draft.action = action
        draft.credential = credential
        return await stand.send(draft)
    }

    @Test
    func `The twenty-first request in a second is refused, in the documented words`() async {
        for _ in 0..<20 { #expect(await ask().code == nil) }
        let answer = await ask()
        #expect(answer.code == "RequestLimitExceeded")
        #expect(
            answer.message
                == "Your current request times equals to `21` in a second, which exceeds the frequency limit `20` for a "
                + "second. Please reduce the frequency of calls.")
        let chinese = await stand.ask("DescribeProxies", "{}", language: "zh-CN")
        #expect(chinese.message == "您当前每秒请求 `22` 次，超过了每秒频率上限 `20`，请稍后重试。")
    }

    @Test
    func `The second slides: no second that begins anywhere holds more than twenty`() async {
        for _ in 0..<10 { #expect(await ask().code == nil) }
        stand.time.advance(by: .milliseconds(900))
        for _ in 0..<10 { #expect(await ask().code == nil) }
        // A fixed second would begin again here.
        stand.time.advance(by: .milliseconds(99))
        #expect(await ask().code == "RequestLimitExceeded")
        stand.time.advance(by: .milliseconds(1))
        for _ in 0..<10 { #expect(await ask().code == nil) }
        #expect(await ask().code == "RequestLimitExceeded")
    }

    @Test
    func `Each action and each key has its own allowance`() async {
        for _ in 0..<21 { _ = await ask() }
        #expect(await ask().code == "RequestLimitExceeded")
        #expect(await ask("DescribeTCPListeners").code == "MissingParameter")
        #expect(await ask(as: EmulatorOptions.temporaryCredential).code == nil)
    }

    @Test
    func `Refused requests do not use up the allowance`() async {
        for _ in 0..<500 { _ = await ask() }
        stand.time.advance(by: .seconds(1))
        #expect(await ask().code == nil)
    }

    @Test
    func `The journal counts requests by action and knows the busiest second`() async {
        for _ in 0..<5 { _ = await ask() }
        stand.time.advance(by: .milliseconds(999))
        for _ in 0..<3 { _ = await ask() }
        stand.time.advance(by: .milliseconds(999))
        for _ in 0..<6 { _ = await ask() }
        _ = await ask("DescribeTCPListeners")
        #expect(stand.journal.count(of: "DescribeProxies") == 14)
        #expect(stand.journal.count() == 15)
        #expect(stand.journal.busiestSecond(of: "DescribeProxies") == 9)
        #expect(stand.journal.records.last?.code == "MissingParameter")
    }
}
