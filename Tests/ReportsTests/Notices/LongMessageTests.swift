// A notice stays one line of limited length, however long the message of the service is.

import Essentials
import TencentCloud
import Testing

import Inventory
@testable import Reports

@Suite struct LongMessageTests {
    @Test(arguments: [
        ("short", 100, "short"), (String(repeating: "a", count: 100), 100, String(repeating: "a", count: 100)),
        (String(repeating: "a", count: 1_000), 100, String(repeating: "a", count: 76) + "… (+924)"),
        (String(repeating: "登", count: 1_000), 100, String(repeating: "登", count: 25) + "… (+975)"),
        ("aaaaaaaaaa", 3, "… (+10)"),
    ])
    func `A long text is truncated at its limit, with the number of removed characters`(
        text: String, limit: Int, expected: String
    ) {
        #expect(DisplayText.clipped(text, bytes: limit) == expected)
    }

    @Test func `With a message of one megabyte, code, RequestId and advice stay readable`() {
        let fault = ServiceError(
            code: "AuthFailure.SecretIdNotFound", message: String(repeating: "m\u{202E}", count: 300_000),
            requestID: "r-1",
            action: "DescribeProxies")
        let notice = Notice(.service(fault))
        #expect(notice.what.utf8.count < 4_096)
        #expect(notice.what.contains("AuthFailure.SecretIdNotFound") && notice.what.hasSuffix(" [RequestId r-1]"))
        #expect(!notice.advice.isEmpty)
    }

    @Test func `Escaped characters count with the length of their escaped form`() {
        let steering = String(repeating: "\u{9B}", count: 400)
        #expect(DisplayText.message(steering).utf8.count <= DisplayText.longestMessage)
        #expect(DisplayText.message(steering, bytes: 100) == String(repeating: "<U+009B>", count: 9) + "… (+391)")
        #expect(DisplayText.message("plain\u{9B}", bytes: 100) == "plain<U+009B>")
        #expect(DisplayText.message(String(repeating: "a", count: 200), bytes: 100).hasSuffix("aaa… (+124)"))
        let fault = ServiceError(
            code: "AuthFailure" + steering, message: String(repeating: steering, count: 1_000),
            requestID: steering + "r-1", action: "DescribeProxies")
        for language in Language.allCases {
            let notice = Notice(.service(fault), subject: steering, language: language)
            #expect(notice.what.utf8.count <= DisplayText.longestMessage)
            #expect(notice.what.contains("[RequestId <U+009B>") && notice.what.hasSuffix("]"))
        }
    }

    @Test(arguments: [
        CloudError.malformed(
            ResponseError(.wrongType(path: String(repeating: "p", count: 90_000), expected: "Int"), action: "A")),
        .credentials(CredentialError(tried: [Wording(verbatim: String(repeating: "t", count: 90_000))])),
        .transport(TransportError(.other, Wording(verbatim: String(repeating: "d", count: 90_000)))),
        .service(
            ServiceError(
                code: String(repeating: "c", count: 90_000), message: "",
                requestID: String(repeating: "r", count: 90_000), action: "A")),
    ])
    func `No error gives a line that is too long to read`(error: CloudError) {
        for language in Language.allCases {
            let notice = Notice(error, subject: String(repeating: "s", count: 90_000), language: language)
            #expect(notice.line.utf8.count < 4_096)
        }
    }
}
