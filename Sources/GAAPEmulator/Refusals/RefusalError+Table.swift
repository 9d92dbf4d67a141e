// The documented error codes, with the message formats that the real service has been observed to send. If no real
// format is known (for most of the Chinese messages, and all of `value`, `conflict`, `notFound`), the messages are the
// emulator's own.

import GAAP

extension RefusalError {
    // Format of the request.

    static let unsupportedProtocol = RefusalError(
        code: "UnsupportedProtocol",
        english: "The request protocol or method is not supported; use POST or GET.",
        chinese: "不支持的请求协议或方法，请使用 POST 或 GET。")
    static func tooLarge(_ limit: String) -> RefusalError {
        RefusalError(
            code: "RequestSizeLimitExceeded", english: "The request size exceeds the limit of \(limit).",
            chinese: "请求大小超过 \(limit) 上限。")
    }
    static let wrongPath = RefusalError(
        code: "InvalidRequest", english: "The request path must be `/`.", chinese: "请求路径必须为 `/`。")
    static let notAnObject = RefusalError(
        code: "InvalidParameter", english: "The request body is not a valid JSON object.",
        chinese: "请求体不是合法的 JSON 对象。")
    static let notAForm = RefusalError(
        code: "InvalidParameter", english: "The query string is not form-encoded UTF-8.",
        chinese: "查询字符串不是合法的 UTF-8 表单编码。")

    static func missing(_ parameter: String) -> RefusalError { RefusalError(.missing(parameter)) }
    static func noSuchVersion(_ version: String) -> RefusalError {
        let version = quoted(version)
        return RefusalError(
            code: "NoSuchVersion",
            english: "The specified api version=`\(version)` does not exist in service=`\(GAAPService.name)`.",
            chinese: "指定的接口版本 version=`\(version)` 在 service=`\(GAAPService.name)` 中不存在。")
    }
    static func invalidAction(
        _ action: String, service: String = GAAPService.name, version: String = GAAPService.version
    ) -> RefusalError {
        let action = quoted(action)
        let location = "service=`\(service)` and version=`\(version)`"
        return RefusalError(
            code: "InvalidAction",
            english: "The request action=`\(action)` is invalid or not found in \(location).",
            chinese: "请求的接口 action=`\(action)` 无效，或在 service=`\(service)`、version=`\(version)` 中不存在。")
    }

    // Authentication.

    /// Returns the error for an invalid `Authorization` header.
    /// - Parameter flaw: the error in the header, in English: the name of a part in backquotes and a verb.
    static func invalidAuthorization(_ flaw: String) -> RefusalError {
        RefusalError(
            code: "AuthFailure.InvalidAuthorization",
            english: "The request `Authorization` header does not conform to tencentcloud standards: \(flaw).",
            chinese: "请求头部的 `Authorization` 不符合腾讯云标准：\(flaw)。")
    }
    static let secretIDNotFound = RefusalError(
        code: "AuthFailure.SecretIdNotFound",
        english: "The SecretId is not found, please ensure that your SecretId is correct.",
        chinese: "SecretId 不存在，请检查您的 SecretId 是否正确。")
    /// Returns the error for a timestamp that differs too much from the server time.
    /// - Parameter serverTime: the server's clock in seconds since 1970.
    static func signatureExpired(serverTime: Int) -> RefusalError {
        RefusalError(
            code: "AuthFailure.SignatureExpire",
            english:
                "Signature expired. Please use local time and enable NTP service for time synchronization to avoid "
                + "a deviation between `Timestamp` and the server time \(serverTime).",
            chinese: "签名过期，请使用本地时间并开启 NTP 服务进行时间同步，避免 `Timestamp` 与服务器时间 \(serverTime) 存在偏差。")
    }
    static let signatureFailure = RefusalError(
        code: "AuthFailure.SignatureFailure",
        english: "The provided credentials could not be validated. Please check your signature is correct.",
        chinese: "请求签名验证失败，请检查您的签名计算是否正确。")
    static let tokenFailure = RefusalError(
        code: "AuthFailure.TokenFailure",
        english: "Token verification failed, please check if your Token is correct.",
        chinese: "Token 校验失败，请检查您的 Token 是否正确。")

    /// Returns the error for an action that the policies of the account do not allow.
    /// - Parameters:
    ///   - code: `AuthFailure.UnauthorizedOperation` or `UnauthorizedOperation`.
    ///   - service: the service of the action.
    ///   - requestID: the RequestId of the response, which the text also contains.
    static func denied(code: String, service: String, action: String, requestID: String) -> RefusalError {
        let detail =
            "[[request id:\(requestID)]you are not authorized to perform operation (\(service):\(action))\n"
            + "resource (*) has no permission\n]"
        return RefusalError(
            code: code,
            english:
                "You are not authorized to perform this operation. Check your CAM policies, and ensure that you are "
                + "using the correct access keys. \(detail)",
            chinese: "您没有权限执行此操作，请检查您的 CAM 策略，并确认使用了正确的访问密钥。\(detail)")
    }

    /// Returns the error for too many requests within one second.
    /// - Parameters:
    ///   - count: the number of requests in the last second, including this one.
    ///   - limit: the allowed number.
    static func tooFrequent(count: Int, limit: Int) -> RefusalError {
        RefusalError(
            code: "RequestLimitExceeded",
            english: "Your current request times equals to `\(count)` in a second, which exceeds the frequency limit "
                + "`\(limit)` for a second. Please reduce the frequency of calls.",
            chinese: "您当前每秒请求 `\(count)` 次，超过了每秒频率上限 `\(limit)`，请稍后重试。")
    }

    // Parameters.

    static func unknownParameter(_ path: String) -> RefusalError {
        let path = quoted(path)
        return RefusalError(
            code: "UnknownParameter", english: "The parameter `\(path)` is not recognized.",
            chinese: "参数 `\(path)` 无法识别。")
    }
    static func wrongType(_ path: String) -> RefusalError { RefusalError(.wrongType(path)) }
    static func value(_ english: String, _ chinese: String) -> RefusalError {
        RefusalError(.value(english, zh: chinese))
    }

    // Resources.

    /// Returns the error for an unknown proxy or group.
    static func notFound(_ id: String) -> RefusalError {
        let id = quoted(id)
        return RefusalError(
            code: "ResourceNotFound", english: "The resource `\(id)` does not exist.", chinese: "资源 `\(id)` 不存在。")
    }
    /// Returns the error for an unknown listener. The message is the same in both languages, since other programs
    /// search for it.
    static func noListener(_ id: String) -> RefusalError {
        let words = "ListenerId(\(quoted(id))) Not Exist."
        return RefusalError(code: "InvalidParameter", english: words, chinese: words)
    }
}
