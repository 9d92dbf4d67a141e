import TencentCloud
import Testing

@testable import Inventory

@Suite struct ReadingNoticeTests {
    @Test(arguments: Language.allCases, [Notice.Pages.listeners(of: "link-1"), .owners(by: "DescribeProxies")])
    func `A whole reading has no words, and every other names what was read`(
        language: Language, pages: Notice.Pages
    ) throws {
        #expect(Notice(.complete, of: pages, language: language) == nil)
        let subject =
            switch pages {
            case .listeners(let id): id
            case .owners(let action): action
            }
        let outcomes: [ReadingOutcome] = [.changedWhileReading, .short(missing: 3), .failed(.cancelled)]
        for outcome in outcomes {
            let notice = try #require(Notice(outcome, of: pages, language: language))
            #expect(notice.what.hasPrefix(subject))
            #expect(notice.what.isChinese == (language == .chinese))
            #expect(outcome != .short(missing: 3) || notice.what.contains("3"))
        }
    }

    @Test func `A search without an owner is called the list`() {
        #expect(
            Notice(.changedWhileReading, of: .listeners(of: ""), language: .english)?.what
                == "the list changed while reading")
        #expect(
            Notice(.short(missing: 1), of: .listeners(of: ""), language: .chinese)?.what == "列表：服务返回的行数比其总数少 1")
    }
}
