// Messages for failed connections and invalid responses, in every language.

package import Essentials
package import TencentCloud

extension TransportError.Kind {
    /// What to do; empty if there is no advice.
    package var advice: Wording {
        switch self {
        case .unknownHost:
            Wording("check the host name and this machine's DNS", zh: "请检查地址名称与本机 DNS")
        case .nameLookup:
            Wording("check this machine's DNS and network, then try again", zh: "请检查本机 DNS 与网络后重试")
        case .connectionRefused:
            Wording("check --endpoint and that the service is running", zh: "请检查 --endpoint 以及服务是否在运行")
        case .connectTimeout, .readTimeout, .totalTimeout:
            Wording("check the network, or raise --timeout", zh: "请检查网络；--timeout 可放宽时限")
        case .connectionClosed, .truncated:
            Wording(
                "the connection is unstable, or a device on the path closes it; try again",
                zh: "网络不稳定，或中间设备断开了连接，请重试")
        case .tls:
            Wording(
                "check --ca-file, this machine's clock, and proxies on the path", zh: "请检查 --ca-file、本机时钟以及中间设备")
        case .handshakeClosed:
            Wording(
                "the service or a device on the path is overloaded or refuses connections; try again",
                zh: "服务端或中间设备过载或拒绝放行，请重试")
        case .proxyUnavailable:
            Wording(
                "the proxy or the network around it is unavailable; try again, or check HTTPS_PROXY",
                zh: "代理或其前后链路异常，请重试，或检查 HTTPS_PROXY")
        case .proxy:
            Wording(
                "check the proxy variables (HTTPS_PROXY, ALL_PROXY)", zh: "请检查代理环境变量（HTTPS_PROXY、ALL_PROXY）")
        case .headersTooLarge:
            Wording(
                "check --endpoint and the proxy: the service's own headers are small",
                zh: "请检查 --endpoint 与代理：服务自身的响应头很小")
        case .unexpected:
            Wording("try again; check proxies and other devices on the path", zh: "请重试，并检查代理与中间设备")
        case .tooLarge: Wording("lower --page-size", zh: "请减小 --page-size")
        case .notHTTP: Wording("check --endpoint: another service answers there", zh: "请检查 --endpoint：响应的是其他服务")
        case .cancelled, .other: Wording("", zh: "")
        }
    }
}

extension ResponseError.Kind {
    var meaning: Wording {
        switch self {
        case .status(let code): Wording("received HTTP status \(code)", zh: "收到 HTTP 状态码 \(code)")
        case .empty: Wording("received an empty response", zh: "响应为空")
        case .html: Wording("received an HTML page instead of JSON", zh: "收到 HTML 页面，而不是 JSON")
        case .notJSON: Wording("received invalid or incomplete JSON", zh: "响应不是 JSON 或不完整")
        case .noEnvelope: Wording("received JSON without a Response object", zh: "JSON 中没有 Response 字段")
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
        Wording("the response contains \(id), which was not requested", zh: "返回了未查询的 \(id)")
    }

    /// Returns the meaning of a missing field. Such a response contains no information, which is not the same as an
    /// empty list.
    private static func missing(_ path: String) -> Wording {
        Wording(
            "\(path) is missing or null, so the content is unknown", zh: "响应中 \(path) 缺失或为 null，无法得知实际内容")
    }

    /// The expected form in plain words. `expected` may be the name of a Swift type.
    private static func form(_ expected: String) -> Wording {
        let forms = [
            ("Array<", Wording("a list", zh: "列表")), ("Dictionary<", Wording("an object", zh: "对象")),
            ("Int", Wording("an integer", zh: "整数")), ("UInt", Wording("an integer", zh: "整数")),
            ("String", Wording("a string", zh: "文本")), ("Bool", Wording("a boolean", zh: "布尔值")),
            ("Double", Wording("a number", zh: "数字")),
            ("a number in range", Wording("a number in range", zh: "范围内的数字")),
            ("values in range", Wording("a value in range", zh: "范围内的值")),
        ]
        return forms.first { expected.hasPrefix($0.0) }?.1 ?? Wording("a value in the documented form", zh: "文档所述的值")
    }

    var advice: Wording {
        switch self {
        case .status(401), .status(403), .status(407):
            Wording("a device on the path to the service refuses the request; check the proxies", zh: "中间设备拒绝了请求，请检查代理")
        case .status(429): Wording("too many requests; lower --rate or wait", zh: "请求过于频繁，请降低 --rate 或稍候")
        case .status(let code) where code >= 500:
            Wording("a gateway or the service failed; try again", zh: "网关或服务端故障，请重试")
        case .status, .noEnvelope:
            Wording("check --endpoint: this does not look like the API", zh: "请检查 --endpoint：这不像云 API")
        case .html:
            Wording("a login page or a proxy may have answered; check the network", zh: "响应可能来自登录页或代理，请检查网络")
        case .empty, .notJSON:
            Wording(
                "the connection is unstable, or a device on the path truncates responses; try again",
                zh: "网络不稳定，或中间设备截断了响应，请重试")
        case .missing, .unasked:
            Wording(
                "try again; if the error persists, contact support with the RequestId",
                zh: "请重试；若持续出现，请将 RequestId 提供给技术支持")
        case .wrongType:
            Wording(
                "the response has an unknown format; please report it with the RequestId",
                zh: "响应格式未知，请附 RequestId 反馈")
        }
    }
}
