import TencentCloud
import Testing

@testable import Inventory

struct NoticeTests {
    @Test("A row of the table speaks for its code and for codes below it", arguments: ErrorAdvice.byCode.map(\.code))
    func advice(_ code: String) {
        let row = ErrorAdvice.byCode.filter { $0.code == code }
        #expect(row.count == 1)
        let exact = ServiceError(code: code, message: "m", requestID: "r", action: "A")
        let below = ServiceError(code: code + ".Other", message: "m", requestID: "r", action: "A")
        #expect(ErrorAdvice.text(for: exact) == row[0].advice)
        #expect(ErrorAdvice.text(for: below) == row[0].advice)
    }

    @Test func codeMessageAndRequestIdAreAlwaysThere() {
        let notice = Notice(
            .service(ServiceError(code: "Never.Heard", message: "two\nlines", requestID: "r-1", action: "DescribeX")),
            subject: "link-1")
        #expect(notice.what == "link-1: DescribeX refused, Never.Heard: two lines [RequestId r-1]")
        #expect(notice.advice.isEmpty)
    }

    @Test func aClockThatIsWrongIsMeasured() {
        let error = ServiceError(
            code: "AuthFailure.SignatureExpire", message: "", requestID: nil, action: "A", clockSkew: 412.6)
        #expect(Notice(.service(error)).advice == "this machine's clock is 412 s behind the service's; set it (NTP)")
    }

    @Test(
        "What is no answer has words of its own",
        arguments: [
            (MalformedAnswer.Kind.status(502), "HTTP status 502"), (.empty, "empty"), (.html, "web page"),
            (.notJSON, "not JSON"), (.noEnvelope, "without a Response"),
            (.wrongType(path: "ListenerSet[3].Port", expected: "Int"), "ListenerSet[3].Port is not Int"),
            (.wrongType(path: "", expected: "a number in range"), "a field is not a number in range"),
        ])
    func malformed(_ kind: MalformedAnswer.Kind, _ words: String) {
        let notice = Notice(.malformed(MalformedAnswer(kind, action: "DescribeX", requestID: "r-2")))
        #expect(notice.what.contains(words))
        #expect(notice.what.contains("r-2"))
        #expect(!notice.advice.isEmpty)
    }

    @Test(
        "A fault of the line keeps its detail",
        arguments: [TransportFault.Kind.tls, .unknownHost, .readTimeout, .proxy])
    func transport(_ kind: TransportFault.Kind) {
        let notice = Notice(.transport(TransportFault(kind, "the detail")), subject: "groups")
        #expect(notice.what == "groups: the detail")
        #expect(!notice.advice.isEmpty)
    }
}
