// Each refusal: its error code, and its message in both languages.

import Essentials
import TencentCloud
import Testing

@testable import GAAPEmulator

/// An invalid request and its expected error.
struct RefusalCase: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    let english: String
    let chinese: String
    var body = "{}"
    var action = "DescribeTCPListeners"
    var modify: @Sendable (inout RequestDraft) -> Void = { _ in }

    var testDescription: String { name }
}

private let invalidAuthorization = "AuthFailure.InvalidAuthorization"
private let headerFlaw = "The request `Authorization` header does not conform to tencentcloud standards:"
private let headerFlawChinese = "请求头部的 `Authorization` 不符合腾讯云标准："

/// Requests that are refused before the body is read.
private let gateCases: [RefusalCase] = [
    RefusalCase(name: "method", code: "UnsupportedProtocol", english: "method is not supported", chinese: "不支持的请求协议") {
        $0.method = "DELETE"
    },
    RefusalCase(name: "query of a POST", code: "InvalidRequest", english: "path must be `/`", chinese: "路径必须为 `/`") {
        $0.path = "/?ProxyId=link-x"
    },
    RefusalCase(name: "path", code: "InvalidRequest", english: "path must be `/`", chinese: "路径必须为 `/`") {
        $0.path = "/v2"
    },
    missing("Action", "X-TC-Action"), missing("Version", "X-TC-Version"), missing("Timestamp", "X-TC-Timestamp"),
    missing("SecretId", "Authorization"),
    RefusalCase(
        name: "timestamp no number", code: "InvalidParameter",
        english: "value type of parameter `Timestamp` is not valid",
        chinese: "参数 `Timestamp` 的值类型不合法"
    ) { $0.afterSigning = { $0.set("X-TC-Timestamp", "now") } },
    RefusalCase(
        name: "version", code: "NoSuchVersion",
        english: "The specified api version=`2017-03-12` does not exist in service=`gaap`.",
        chinese: "version=`2017-03-12` 在 service=`gaap` 中不存在"
    ) { $0.version = "2017-03-12" },
    RefusalCase(
        name: "action", code: "InvalidAction",
        english: "The request action=`Nope` is invalid or not found in service=`gaap` and version=`2018-05-29`.",
        chinese: "action=`Nope` 无效", action: "Nope"),
    RefusalCase(
        name: "old signature", code: invalidAuthorization, english: "`SignatureMethod` must be",
        chinese: headerFlawChinese
    ) {
        $0.contentType = "application/x-www-form-urlencoded"
        $0.afterSigning = { $0 = [TransportHeader("Content-Type", "application/x-www-form-urlencoded")] }
    },
    RefusalCase(
        name: "service in scope", code: invalidAuthorization,
        english: "\(headerFlaw) `Service` in Credential not valid.",
        chinese: "\(headerFlawChinese)`Service`"
    ) { $0.service = "cvm" },
    authorization("no algorithm", "Bearer x", "`Algorithm`"),
    authorization("no parts", "TC3-HMAC-SHA256 x", "`x` not valid"),
    authorization("no credential", "TC3-HMAC-SHA256 SignedHeaders=host, Signature=0", "`Credential` is missing"),
    authorization(
        "short scope", "TC3-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0", "`Credential` not valid"),
    authorization(
        "host not signed",
        "TC3-HMAC-SHA256 Credential=a/2025-11-23/gaap/tc3_request, SignedHeaders=content-type, Signature=0",
        "`SignedHeaders` must contain `host`"),
    authorization(
        "content type not signed",
        "TC3-HMAC-SHA256 Credential=a/2025-11-23/gaap/tc3_request, SignedHeaders=host, Signature=0",
        "`SignedHeaders` must contain `content-type`"),
    RefusalCase(
        name: "key", code: "AuthFailure.SecretIdNotFound",
        english: "The SecretId is not found, please ensure that your SecretId is correct.", chinese: "SecretId 不存在"
    ) { $0.credential = Credential(secretID: "AKIDother", secretKey: Secret("x")) },
    RefusalCase(
        name: "clock behind", code: "AuthFailure.SignatureExpire", english: "the server time 1763856000.",
        chinese: "服务器时间 1763856000"
    ) { $0.timestamp -= 301 },
    RefusalCase(
        name: "clock ahead", code: "AuthFailure.SignatureExpire", english: "Signature expired.", chinese: "签名过期"
    ) {
        $0.timestamp += 301
    },
    RefusalCase(
        name: "signature", code: "AuthFailure.SignatureFailure",
        english: "The provided credentials could not be validated. Please check your signature is correct.",
        chinese: "请求签名验证失败，请检查您的签名计算是否正确。"
    ) { $0.credential = Credential(secretID: $0.credential.secretID, secretKey: Secret("wrong")) },
    RefusalCase(
        name: "token", code: "AuthFailure.TokenFailure",
        english: "Token verification failed, please check if your Token is correct", chinese: "Token 校验失败"
    ) { $0.afterSigning = { $0.set("X-TC-Token", "wrong") } },
    RefusalCase(name: "token left out", code: "AuthFailure.TokenFailure", english: "Token", chinese: "Token") {
        $0.credential = EmulatorOptions.temporaryCredential
        $0.afterSigning = { $0.set("X-TC-Token", nil) }
    },
]

private func missing(_ parameter: String, _ header: String) -> RefusalCase {
    RefusalCase(
        name: "no \(header)", code: "MissingParameter",
        english: "The request is missing a required parameter `\(parameter)`.", chinese: "请求缺少必填参数 `\(parameter)`。"
    ) { $0.afterSigning = { $0.set(header, nil) } }
}

private func authorization(_ name: String, _ value: String, _ flaw: String) -> RefusalCase {
    RefusalCase(
        name: name, code: invalidAuthorization, english: "\(headerFlaw) \(flaw)", chinese: "\(headerFlawChinese)\(flaw)"
    ) { $0.afterSigning = { $0.set("Authorization", value) } }
}

/// Requests that are refused because of their body.
private let bodyCases: [RefusalCase] = [
    notObject("[]"), notObject("null"), notObject(""), notObject("{"), notObject(#"{"a":1}x"#), notObject(#"{"a":01}"#),
    notObject("\u{FEFF}{}"), notObject(String(repeating: "[", count: 100_000)),
    notObject(#"{"a":"# + String(repeating: #"{"a":"#, count: 5_000)),
    unknown("Foo", #"{"ProxyId":"p","Foo":1}"#), unknown("proxyId", #"{"proxyId":"p"}"#),
    unknown("Filters.0.Op", #"{"Filters":[{"Name":"GroupId","Values":[],"Op":1}]}"#, "DescribeProxies"),
    wrongType("ProxyId", #"{"ProxyId":5}"#), wrongType("Port", #"{"ProxyId":"p","Port":"80"}"#),
    wrongType("Port", #"{"ProxyId":"p","Port":-1}"#), wrongType("Port", #"{"ProxyId":"p","Port":80.0}"#),
    wrongType("Limit", #"{"ProxyId":"p","Limit":true}"#),
    wrongType("Offset", #"{"ProxyId":"p","Offset":99999999999999999999}"#),
    wrongType("ProxyIds", #"{"ProxyIds":"link-x"}"#, "DescribeProxies"),
    wrongType("ProxyIds.1", #"{"ProxyIds":["link-x",1]}"#, "DescribeProxies"),
    wrongType("Filters.0.Values", #"{"Filters":[{"Name":"GroupId","Values":"x"}]}"#, "DescribeProxies"),
    wrongType("Filters.0", #"{"Filters":["x"]}"#, "DescribeProxies"),
    absent(
        "Filters.1.Values", #"{"Filters":[{"Name":"GroupId","Values":["x"]},{"Name":"GroupId"}]}"#, "DescribeProxies"),
    absent("Offset", #"{"Limit":1,"ProjectId":-1}"#, "DescribeProxyGroupList"),
    absent("Limit", #"{"Offset":0,"ProjectId":-1}"#, "DescribeProxyGroupList"),
    absent("ProjectId", #"{"Offset":0,"Limit":1,"ProjectId":null}"#, "DescribeProxyGroupList"),
    absent("ProxyId`, `GroupId` or `ListenerId", "{}", chinese: "ProxyId`、`GroupId` 或 `ListenerId"),
    absent(
        "ProxyId`, `GroupId` or `ListenerId", #"{"ProxyId":"","Port":80}"#, chinese: "ProxyId`、`GroupId` 或 `ListenerId"),
    rule("InvalidParameter", "ProxyId and GroupId", "ProxyId 和 GroupId", #"{"ProxyId":"p","GroupId":"g"}"#),
    rule("InvalidParameter", "SearchValue cannot", "SearchValue 不能", #"{"ProxyId":"p","SearchValue":"a","Port":1}"#),
    rule(
        "InvalidParameter", "SearchValue cannot", "SearchValue 不能",
        #"{"ProxyId":"p","SearchValue":"a","ListenerName":"b"}"#),
    rule("InvalidParameterValue", "Limit must be from 1 to 100.", "Limit 必须在", #"{"ProxyId":"p","Limit":0}"#),
    rule("InvalidParameterValue", "Limit must be from 1 to 100.", "Limit 必须在", #"{"ProxyId":"p","Limit":101}"#),
    rule("InvalidParameterValue", "Port must be", "Port 必须", #"{"ProxyId":"p","Port":65536}"#),
    rule("InvalidParameterValue", "Order must be", "Order 必须", #"{"Order":"up"}"#, "DescribeProxies"),
    rule("InvalidParameterValue", "OrderField must be", "OrderField 必须", #"{"OrderField":"x"}"#, "DescribeProxies"),
    rule("InvalidParameterValue", "Independent must be", "Independent 必须", #"{"Independent":2}"#, "DescribeProxies"),
    rule(
        "InvalidParameterValue", "filter name `Foo`", "过滤条件 `Foo`", #"{"Filters":[{"Name":"Foo","Values":["x"]}]}"#,
        "DescribeProxies"),
    rule(
        "InvalidParameter", "ProxyIds and Filters", "ProxyIds 和 Filters",
        #"{"ProxyIds":["x"],"Filters":[{"Name":"GroupId","Values":["x"]}]}"#, "DescribeProxies"),
    rule("ResourceNotFound", "`link-none`", "资源 `link-none` 不存在", #"{"ProxyId":"link-none"}"#),
    rule("ResourceNotFound", "`lg-none`", "资源 `lg-none` 不存在", #"{"GroupId":"lg-none"}"#),
    rule(
        "InvalidParameter", "ListenerId(listener-x) Not Exist.", "ListenerId(listener-x) Not Exist.",
        #"{"ListenerId":"listener-x"}"#),
]

private func notObject(_ body: String) -> RefusalCase {
    rule("InvalidParameter", "body is not a valid JSON object", "不是合法的 JSON 对象", body)
}
private func unknown(_ path: String, _ body: String, _ action: String = "DescribeTCPListeners") -> RefusalCase {
    rule("UnknownParameter", "The parameter `\(path)` is not recognized.", "参数 `\(path)` 无法识别。", body, action)
}
private func wrongType(_ path: String, _ body: String, _ action: String = "DescribeTCPListeners") -> RefusalCase {
    rule(
        "InvalidParameter", "The value type of parameter `\(path)` is not valid.", "参数 `\(path)` 的值类型不合法。", body, action
    )
}
private func absent(
    _ path: String, _ body: String, _ action: String = "DescribeTCPListeners", chinese: String? = nil
) -> RefusalCase {
    rule(
        "MissingParameter", "The request is missing a required parameter `\(path)`.", "请求缺少必填参数 `\(chinese ?? path)`。",
        body,
        action)
}
private func rule(
    _ code: String, _ english: String, _ chinese: String, _ body: String, _ action: String = "DescribeTCPListeners"
) -> RefusalCase {
    RefusalCase(
        name: "\(action) \(body.prefix(60))", code: code, english: english, chinese: chinese, body: body, action: action
    )
}

@Suite struct RefusalTests {
    let fixture = EmulatorFixture()

    @Test(arguments: gateCases + bodyCases)
    func `An invalid request is refused with its code and a message in the requested language, Chinese by default`(
        _ example: RefusalCase
    ) async {
        for (language, words) in [("en-US", example.english), ("zh-CN", example.chinese), (nil, example.chinese)] {
            var draft = fixture.draft(example.body)
            draft.action = example.action
            draft.language = language
            example.modify(&draft)
            if draft.afterSigningTakesLanguage { continue }
            let answer = await fixture.send(draft)
            #expect(answer.code == example.code)
            #expect(answer.message?.contains(words) == true, "\(answer.message ?? "no message")")
            #expect(answer.fields.map(\.name) == ["Error", "RequestId"])
        }
    }

    @Test
    func
        `A response has status 200, the exact content type, a lower-case RequestId and the emulator's date`()
        async
    {
        for body in ["{}", #"{"ProxyId":"\#(fixture.emulator.fleet.proxies[0].id)"}"#] {
            let answer = await fixture.call("DescribeTCPListeners", body)
            #expect(answer.response.status == 200)
            #expect(answer.response.headers["Content-Type"] == "application/json")
            #expect(answer.response.headers["Date"] == "Sun, 23 Nov 2025 00:00:00 GMT")
            #expect(
                answer.requestID?.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
                    != nil)
        }
    }

    @Test
    func `A listener of another owner does not exist`() async throws {
        let fleet = fixture.emulator.fleet
        let owners = fleet.owners.filter { !(fleet.listeners[$0] ?? []).isEmpty }
        let listener = try #require(fleet.listeners[owners[0]]?.first)
        let answer = await fixture.call(
            "DescribeTCPListeners", #"{"ProxyId":"\#(owners[1].id)","ListenerId":"\#(listener.id)"}"#)
        #expect(answer.code == "InvalidParameter")
        #expect(answer.message == "ListenerId(\(listener.id)) Not Exist.")
    }

    @Test
    func `A body of more than 10 MB is refused`() async {
        let body = #"{"ProxyId":""# + String(repeating: "x", count: 10 * 1_024 * 1_024) + #""}"#
        #expect(await fixture.send(fixture.draft(body)).code == "RequestSizeLimitExceeded")
    }

    @Test
    func `Text of the request that the error message repeats is truncated`() async {
        let name = String(repeating: "登", count: 100_000)
        let answer = await fixture.call("DescribeTCPListeners", #"{"\#(name)":1}"#)
        #expect(answer.code == "UnknownParameter")
        #expect(answer.response.body.count < 2_000)
    }
}

extension RequestDraft {
    /// Whether the case removes the language header with all other headers, so that only the default language is used.
    fileprivate var afterSigningTakesLanguage: Bool {
        guard language == "en-US" else { return false }
        return request.headers["X-TC-Language"] == nil
    }
}
