import Essentials
import TencentCloud
import TestSupport
import Testing

import Inventory
@testable import Reports

@Suite struct ReadingNoticeTests {
    @Test(arguments: Language.allCases, [Notice.Pages.listeners(of: "link-1"), .owners(by: "DescribeProxies")])
    func `A complete read has no notice, and every other outcome names what was read`(
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

    @Test func `In a notice about a query without an owner, the subject is the list`() {
        #expect(
            Notice(.changedWhileReading, of: .listeners(of: ""), language: .english)?.what
                == "the list changed while reading")
        #expect(
            Notice(.short(missing: 1), of: .listeners(of: ""), language: .chinese)?.what == "列表：服务返回的行数比其总数少 1")
    }

    @Test(arguments: Language.allCases)
    func `The action of a failed list of owners is named once, even if the error names it, too`(language: Language) {
        let refusal = CloudError.service(
            ServiceError(code: "InternalError", message: "tired", requestID: "r-1", action: "DescribeProxies"))
        let silence = CloudError.transport(TransportError(.readTimeout, Wording(verbatim: "the connection is silent")))
        for (error, mark) in [(refusal, "tired"), (silence, "the connection is silent")] {
            let what = Notice(.failed(error), of: .owners(by: "DescribeProxies"), language: language)?.what ?? ""
            #expect(what.hasPrefix("DescribeProxies") && what.contains(mark), "\(what)")
            #expect(what.matches(of: /DescribeProxies/).count == 1, "\(what)")
        }
    }

    @Test(arguments: [(1, "returned 1 row fewer"), (5_000, "returned 5,000 rows fewer")])
    func `The number of missing rows is shown`(missing: Int, words: String) {
        let notice = Notice(.short(missing: missing), of: .listeners(of: "link-1"), language: .english)
        #expect(notice?.what.contains(words) == true)
    }
}
