// Messages for failed connections and invalid responses, in every language.

package import Essentials
package import TencentCloud

extension TransportError.Kind {
    /// What to do; empty if there is no advice.
    package var advice: Wording {
        switch self {
        case .unknownHost:
            Wording("check the endpoint's name, and this machine's DNS", zh: "请检查地址名称与本机 DNS")
        case .nameLookup:
            Wording("check this machine's DNS and its network; try again", zh: "请检查本机 DNS 与网络后重试")
        case .connectionRefused:
            Wording("check --endpoint, and that the service is running", zh: "请检查 --endpoint 以及服务是否在运行")
        case .connectTimeout, .readTimeout, .totalTimeout:
            Wording("check the network; --timeout allows more time", zh: "请检查网络；--timeout 可放宽时限")
        case .connectionClosed, .truncated:
            Wording(
                "the line is bad, or something between closes connections; try again",
                zh: "线路不稳，或中间设备断开了连接，请重试")
        case .tls:
            Wording(
                "check --ca-file, this machine's clock, and what stands between", zh: "请检查 --ca-file、本机时钟以及中间设备")
        case .handshakeClosed:
            Wording(
                "the service or something between is overloaded or lets no one through; try again",
                zh: "服务端或中间设备过载或拒绝放行，请重试")
        case .proxyUnavailable:
            Wording(
                "the proxy, or the way to or from it, is disturbed: try again, or check HTTPS_PROXY",
                zh: "代理或其前后链路异常，请重试，或检查 HTTPS_PROXY")
        case .proxy:
            Wording(
                "check the proxy variables (HTTPS_PROXY, ALL_PROXY)", zh: "请检查代理环境变量（HTTPS_PROXY、ALL_PROXY）")
        case .headersTooLarge:
            Wording(
                "check --endpoint and the proxy: the service's own headers are small",
                zh: "请检查 --endpoint 与代理：服务自身的应答头很小")
        case .unexpected:
            Wording("try again; check the proxy and what stands between", zh: "请重试，并检查代理与中间设备")
        case .tooLarge: Wording("lower --page-size", zh: "请减小 --page-size")
        case .notHTTP: Wording("check --endpoint: something else answers there", zh: "请检查 --endpoint：应答的是其他服务")
        case .cancelled, .other: Wording("", zh: "")
        }
    }
}

extension ResponseError.Kind {
    var meaning: Wording {
        switch self {
        case .status(let code): Wording("HTTP status \(code) instead of an answer", zh: "收到 HTTP 状态 \(code)，不是应答")
        case .empty: Wording("an empty answer", zh: "应答为空")
        case .html: Wording("a web page instead of an answer", zh: "收到网页，不是应答")
        case .notJSON: Wording("an answer that is not JSON or stops in the middle", zh: "应答不是 JSON 或不完整")
        case .noEnvelope: Wording("JSON without a Response", zh: "JSON 中没有 Response")
        case .wrongType(let whole, let expected):
            Self.wrongType(DisplayText.message(whole, bytes: 200), expected)
        case .missing(let whole):
            Self.missing(DisplayText.message(whole, bytes: 200))
        case .unasked(let id): Self.unasked(DisplayText.message(id, bytes: 120))
        }
    }

    private static func wrongType(_ path: String, _ expected: String) -> Wording {
        Wording(
            "\(path.isEmpty ? "a field" : path) is not \(form(expected)[.english])",
            zh: "\(path.isEmpty ? "某字段" : path) 类型不符（应为\(form(expected)[.chinese])）")
    }

    private static func unasked(_ id: String) -> Wording {
        Wording("the answer holds \(id), which was not asked for", zh: "返回了未查询的 \(id)")
    }

    /// The response contains no information, which is not the same as an empty list.
    private static func missing(_ path: String) -> Wording {
        Wording(
            "\(path) is missing or null, so what there is remains unknown", zh: "应答中 \(path) 缺失或为 null，无法得知实际内容")
    }

    /// The expected form in plain words. `expected` may be the name of a Swift type.
    private static func form(_ expected: String) -> Wording {
        let forms = [
            ("Array<", Wording("a list", zh: "列表")), ("Dictionary<", Wording("an object", zh: "对象")),
            ("Int", Wording("a whole number", zh: "整数")), ("UInt", Wording("a whole number", zh: "整数")),
            ("String", Wording("a text", zh: "文本")), ("Bool", Wording("true or false", zh: "布尔值")),
            ("Double", Wording("a number", zh: "数字")),
            ("a number in range", Wording("a number in range", zh: "范围内的数字")),
            ("values in range", Wording("a value in range", zh: "范围内的值")),
        ]
        return forms.first { expected.hasPrefix($0.0) }?.1 ?? Wording("a value of the documented form", zh: "文档所述的值")
    }

    var advice: Wording {
        switch self {
        case .status(401), .status(403), .status(407):
            Wording("something between here and the service refuses; check proxies", zh: "中间设备拒绝了请求，请检查代理")
        case .status(429): Wording("too many requests; lower --rate, or wait", zh: "请求过于频繁，请降低 --rate 或稍候")
        case .status(let code) where code >= 500:
            Wording("a gateway's or the service's fault; try again", zh: "网关或服务端故障，请重试")
        case .status, .noEnvelope:
            Wording("check --endpoint: this does not look like the API", zh: "请检查 --endpoint：这不像云 API")
        case .html:
            Wording("a login page or a proxy answers in its place; check the network", zh: "应答的可能是登录页或代理，请检查网络")
        case .empty, .notJSON:
            Wording("the line is bad, or something between cuts answers; try again", zh: "线路不稳，或中间设备截断了应答，请重试")
        case .missing, .unasked:
            Wording(
                "try again; if it stays so, report it to support with the RequestId",
                zh: "请重试；若持续出现，请将 RequestId 提供给技术支持")
        case .wrongType:
            Wording(
                "the service answers in an unknown form; please report it with the RequestId",
                zh: "服务的应答格式未知，请附 RequestId 反馈")
        }
    }
}
