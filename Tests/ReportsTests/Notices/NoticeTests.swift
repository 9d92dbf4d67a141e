import Essentials
import TencentCloud
import TestSupport
import Testing

import Inventory
@testable import Reports

extension ServiceError {
    fileprivate init(_ code: String, _ message: String = "no", requestID: String? = "r-1", clockSkew: Double? = nil) {
        self.init(
            code: code, message: message, requestID: requestID, action: "DescribeProxies", clockSkew: clockSkew)
    }
}

@Suite struct NoticeTests {
    @Test(arguments: ErrorWords.all.map(\.code) + ["NeverHeardOf.This", ""])
    func `The code, message and RequestId of a service error are always shown`(code: String) {
        let notice = Notice(
            .service(ServiceError(code, "the service's own words", requestID: "r-42")), subject: "link-1")
        for part in ["link-1: ", "DescribeProxies", code, "the service's own words", "[RequestId r-42]"] {
            #expect(notice.what.contains(part))
        }
    }

    @Test func `A service error without message and RequestId has no gaps`() {
        let notice = Notice(.service(ServiceError("Odd", "", requestID: nil)))
        #expect(notice == Notice("DescribeProxies failed: Odd"))
        #expect(notice.line == "DescribeProxies failed: Odd")
    }

    @Test func `Text from the service is shown on one line without control characters`() {
        let fault = ServiceError("Odd\u{1B}[2J", "one\r\ntwo\u{202E}", requestID: "r\u{7}")
        let notice = Notice(.service(fault), subject: "link\n1")
        #expect(
            notice.what == "link 1: DescribeProxies failed: Odd^[[2J: one two<U+202E> [RequestId r^G]")
    }

    @Test(
        arguments: [
            (.status(502), "received HTTP status 502"), (.empty, "received an empty response"),
            (.html, "received an HTML page instead of JSON"), (.notJSON, "received invalid or incomplete JSON"),
            (.noEnvelope, "received JSON without a Response object"),
            (.wrongType(path: "ListenerSet[3].Port", expected: "Int"), "ListenerSet[3].Port is not an integer"),
            (.wrongType(path: "ListenerSet", expected: "Array<Any>"), "ListenerSet is not a list"),
            (.wrongType(path: "a", expected: "Dictionary<String, Any>"), "a is not an object"),
            (.wrongType(path: "a", expected: "String"), "a is not a string"),
            (.wrongType(path: "a", expected: "Listener"), "a is not a value in the documented form"),
            (.missing(path: "ListenerSet"), "ListenerSet is missing or null, so the content is unknown"),
            (.unasked(id: "listener-2"), "the response contains listener-2, which was not requested"),
            (.wrongType(path: "", expected: "a number in range"), "a field is not a number in range"),
        ] as [(ResponseError.Kind, String)])
    func `An invalid response is described with its RequestId`(kind: ResponseError.Kind, words: String) {
        let answer = ResponseError(kind, action: "DescribeProxies", requestID: "r-7")
        let notice = Notice(.malformed(answer), subject: "proxies")
        #expect(notice.what == "proxies: DescribeProxies: \(words) [RequestId r-7]")
        #expect(!notice.advice.isEmpty)
    }

    @Test func `Invalid requests, missing credentials and cancellations are described`() {
        let request = RequestError(code: "MissingParameter", message: Wording(verbatim: "ProxyId is missing."))
        #expect(Notice(.invalidRequest(request)).line == "request not sent: MissingParameter: ProxyId is missing.")
        let problem = CloudError.credentials(
            CredentialError(
                tried: [Wording("environment: not set", zh: "环境变量: 未设置"), Wording("file: not there", zh: "文件: 不存在")]))
        let credentials = Notice(problem)
        #expect(credentials.what == "no credentials (environment: not set; file: not there)")
        #expect(credentials.advice.contains("TENCENTCLOUD_SECRET_ID"))
        #expect(Notice(problem, language: .chinese).what == "没有可用的密钥（环境变量: 未设置；文件: 不存在）")
        #expect(Notice(.cancelled, subject: "link-1").line == "link-1: cancelled")
    }

    @Test func `Incomplete or invalid credentials are described without their values`() async {
        let environment = ["TENCENTCLOUD_SECRET_ID": "AKIDvisible", "TENCENTCLOUD_TOKEN": "tokenvisible"]
        let broken = ["TENCENTCLOUD_SECRET_ID": "AKIDvisible", "TENCENTCLOUD_SECRET_KEY": "\"keyvisible\""]
        for variables in [environment, broken] {
            await #expect {
                _ = try await CredentialChain([EnvironmentCredentials(environment: variables)]).resolve()
            } throws: { error in
                guard let problem = error as? CredentialError else { return false }
                return !Notice(.credentials(problem)).line.contains("visible")
            }
        }
    }

    @Test func `A line consists of the event and the advice`() {
        #expect(Notice("broken").line == "broken")
        #expect(Notice("broken", advice: "fix it").line == "broken: fix it")
    }
}

@Suite struct FaultWordsTests {
    @Test(
        arguments: [
            (.unknownHost, "DNS"), (.connectionRefused, "--endpoint"), (.connectTimeout, "--timeout"),
            (.readTimeout, "--timeout"), (.totalTimeout, "--timeout"), (.connectionClosed, "try again"),
            (.truncated, "try again"), (.tls, "--ca-file"), (.proxy, "HTTPS_PROXY"), (.tooLarge, "--page-size"),
            (.nameLookup, "DNS"), (.handshakeClosed, "try again"), (.proxyUnavailable, "HTTPS_PROXY"),
            (.notHTTP, "another service answers"), (.cancelled, ""), (.other, ""),
        ] as [(TransportError.Kind, String)])
    func `A transport error is shown with the transport's message and advice`(
        kind: TransportError.Kind, hint: String
    ) {
        let notice = Notice(
            .transport(TransportError(kind, Wording(verbatim: "it broke at 127.0.0.1:9"))), subject: "link-1")
        #expect(notice.what == "link-1: it broke at 127.0.0.1:9")
        #expect(hint.isEmpty ? notice.advice.isEmpty : notice.advice.contains(hint))
    }

    @Test(arguments: [
        (401, "refuses"), (403, "refuses"), (407, "refuses"), (404, "--endpoint"), (302, "--endpoint"),
        (500, "try again"), (503, "try again"),
    ])
    func `The advice for an HTTP status depends on the kind of status`(status: Int, hint: String) {
        let answer = ResponseError(.status(status), action: "DescribeProxies")
        #expect(Notice(.malformed(answer)).advice.contains(hint))
    }

    static let kinds: [TransportError.Kind] = [
        .unknownHost, .connectionRefused, .connectTimeout, .readTimeout, .totalTimeout, .connectionClosed, .truncated,
        .tls, .proxy, .tooLarge, .notHTTP, .cancelled, .other, .nameLookup, .handshakeClosed, .proxyUnavailable,
    ]

    @Test(arguments: kinds)
    func `In Chinese a transport error is shown with the transport's Chinese message`(kind: TransportError.Kind) {
        let fault = TransportError(kind, Wording("broken at 127.0.0.1:9", zh: "127.0.0.1:9 出错"))
        let notice = Notice(.transport(fault), language: .chinese)
        #expect(notice.what == "127.0.0.1:9 出错")
        #expect(notice.advice.isEmpty || notice.advice.isChinese)
    }

    @Test(arguments: [("Array<Any>", "列表"), ("Dictionary<String, Any>", "对象"), ("Int", "整数"), ("String", "文本")])
    func `In Chinese a type has its common Chinese name`(type: String, words: String) {
        let answer = ResponseError(.wrongType(path: "Port", expected: type), action: "DescribeProxies")
        #expect(Notice(.malformed(answer), language: .chinese).what == "DescribeProxies: Port 类型不符（应为\(words)）")
    }

    @Test(
        arguments: [
            .status(502), .status(403), .status(404), .status(429), .empty, .html, .notJSON, .noEnvelope,
            .wrongType(path: "", expected: "Int"), .wrongType(path: "ListenerSet[0].Port", expected: "Int"),
            .missing(path: "ListenerSet"), .unasked(id: "listener-2"),
        ] as [ResponseError.Kind])
    func `In Chinese an invalid response is described with advice`(kind: ResponseError.Kind) {
        let notice = Notice(
            .malformed(ResponseError(kind, action: "DescribeProxies", requestID: "r-9")), language: .chinese)
        #expect(notice.what.isChinese && notice.advice.isChinese)
        #expect(notice.what.contains("DescribeProxies") && notice.what.contains("[RequestId r-9]"))
    }
}
