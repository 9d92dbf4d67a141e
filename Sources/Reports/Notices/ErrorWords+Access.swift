// Errors about the caller: keys, clocks, permissions, addresses, and the account.

import Essentials

extension ErrorWords {
    /// A policy statement that allows the refused action. It contains the service's name in CAM. The resource is `*`
    /// because these read actions have no resource level.
    private static let statement = #"{"effect":"allow","action":["{service}:{action}"],"resource":["*"]}"#
    private static let allow = Wording(
        "add to the key's policies in CAM: \(statement)", zh: "请在访问管理（CAM）中为该密钥添加策略：\(statement)")

    static let access: [ErrorWords] = [
        ErrorWords(
            "AuthFailure", Wording("not authenticated", zh: "认证失败"),
            Wording("check the key and that it belongs to this site", zh: "请检查密钥是否正确、是否属于当前站点")),
        ErrorWords(
            "AuthFailure.SecretIdNotFound", Wording("the key does not exist", zh: "密钥不存在"),
            Wording(
                "check that the key exists and is enabled; a key is valid on one site only",
                zh: "请检查密钥是否存在且已启用；两个站点的密钥互不通用")),
        ErrorWords(
            "AuthFailure.InvalidSecretId", Wording("not an API key id", zh: "不是云 API 密钥"),
            Wording("use the SecretId of an API key (CAM, API keys)", zh: "请使用云 API 密钥的 SecretId（访问管理 → API 密钥）")),
        ErrorWords(
            "AuthFailure.SignatureFailure", Wording("signature mismatch", zh: "签名错误"),
            Wording(
                "the SecretKey does not belong to this SecretId; copy it again", zh: "SecretKey 与 SecretId 不匹配，请重新复制")),
        ErrorWords(
            "AuthFailure.SignatureExpire", Wording("signature timestamp out of range", zh: "签名过期"),
            Wording(
                "synchronize this machine's clock (NTP); it must be within 5 minutes of the service's",
                zh: "请校准本机时钟（NTP），与服务端相差不得超过 5 分钟")),
        ErrorWords(
            "AuthFailure.TokenFailure", Wording("temporary credentials expired", zh: "临时密钥已失效"),
            Wording(
                "get new temporary credentials (tccli auth login or tccli sso login)",
                zh: "请重新获取临时密钥（tccli auth login 或 tccli sso login）")),
        ErrorWords(
            "AuthFailure.InvalidAuthorization", Wording("malformed signature", zh: "签名格式不符"),
            Wording("check --endpoint: it may belong to another product", zh: "请检查 --endpoint，可能是其他产品的地址")),
        ErrorWords(
            "AuthFailure.MFAFailure", Wording("multi-factor authentication required", zh: "需要 MFA 校验"),
            Wording(
                "use a key that does not require MFA, which cannot be completed in a terminal",
                zh: "请改用不要求 MFA 的密钥，终端中无法完成校验")),
        ErrorWords("AuthFailure.UnauthorizedOperation", Wording("not authorized by CAM", zh: "CAM 未授权"), allow),
        ErrorWords("UnauthorizedOperation", Wording("not authorized", zh: "未授权"), allow),
        ErrorWords(
            "AuthFailure.NotEnterpriseAuthorization", Wording("enterprise verification missing", zh: "未完成企业认证"),
            Wording("complete enterprise verification in the console", zh: "请在控制台完成企业实名认证")),
        ErrorWords(
            "FailedOperation.UserNotConfirmProtocol", Wording("terms of service not accepted", zh: "未同意服务协议"),
            Wording("accept GAAP's terms of service in the console first", zh: "请先在控制台同意全球应用加速服务协议")),
        ErrorWords(
            "FailedOperation.AccountBalanceInsufficient", Wording("insufficient balance", zh: "账户余额不足"),
            Wording("top up the account in the console", zh: "请在控制台充值")),
        ErrorWords(
            "FailedOperation.ResourceCanNotAccess", Wording("no access to the resource", zh: "无权访问该资源"),
            Wording("check the id, its project, and the key's permissions", zh: "请检查资源 ID、所属项目以及密钥的权限")),
        ErrorWords(
            "ResourceUnavailable.AccountViolation", Wording("account restricted", zh: "账号违规受限"),
            Wording("read the account's messages in the console", zh: "请查看控制台站内信")),
        ErrorWords(
            "IpInBlacklist", Wording("source address blocked", zh: "来源地址在黑名单中"),
            Wording("use another source address, or remove this one from the blocklist", zh: "请更换来源地址，或将其移出黑名单")),
        ErrorWords(
            "IpNotInWhitelist", Wording("source address not on the allowlist", zh: "来源地址不在白名单中"),
            Wording("add this machine's public address to the key's allowlist", zh: "请将本机公网地址加入白名单")),
    ]
}
