// Errors that the caller did not cause: quotas, internal errors of the service, and busy resources.

import Essentials

extension ErrorWords {
    private static let slower = Wording(
        "other callers share the quota; lower --rate or wait", zh: "配额由多方共用，请降低 --rate 或稍候")
    private static let support = Wording(
        "try again; if the error persists, contact support with the RequestId", zh: "请重试；若持续出现，请将 RequestId 提供给技术支持")
    private static let busy = Wording("wait until the operation has finished, then try again", zh: "请等待完成后重试")

    static let service: [ErrorWords] = [
        ErrorWords("RequestLimitExceeded", Wording("too many requests", zh: "请求过于频繁"), slower),
        ErrorWords(
            "RequestLimitExceeded.IPLimitExceeded", Wording("too many requests from this address", zh: "来源地址请求过于频繁"),
            Wording(
                "other programs at this address also send requests; lower --rate or wait",
                zh: "同一出口地址还有其他程序在调用，请降低 --rate 或稍候")),
        ErrorWords(
            "RequestLimitExceeded.UinLimitExceeded", Wording("too many requests from this account", zh: "账号请求过于频繁"),
            slower),
        ErrorWords(
            "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
            Wording("too many requests from this account in all regions", zh: "账号全地域请求过于频繁"), slower),
        ErrorWords(
            "LimitExceeded", Wording("quota exceeded", zh: "超过配额"),
            Wording("check the quotas in the console", zh: "请在控制台查看配额")),
        ErrorWords("InternalError", Wording("internal service error", zh: "服务内部错误"), support),
        ErrorWords(
            "ServiceUnavailable", Wording("service temporarily unavailable", zh: "服务暂时不可用"),
            Wording("try again later", zh: "请稍后重试")),
        ErrorWords("FailedOperation", Wording("operation failed", zh: "操作失败"), support),
        ErrorWords("FailedOperation.ActionIsDoing", Wording("operation already in progress", zh: "操作正在进行"), busy),
        ErrorWords(
            "FailedOperation.ActionOperateTooQuickly", Wording("operation repeated too quickly", zh: "操作过于频繁"),
            Wording("wait a few seconds, then try again", zh: "请等待数秒后重试")),
        ErrorWords(
            "FailedOperation.ListenerHasTask", Wording("the listener is being modified", zh: "监听器正在变更"), busy),
        ErrorWords("ResourceInUse", Wording("resource in use", zh: "资源被占用"), busy),
        ErrorWords(
            "ResourceInsufficient", Wording("insufficient resources", zh: "资源不足"),
            Wording("try again later", zh: "请稍后重试")),
        ErrorWords(
            "ResourceUnavailable", Wording("resource unavailable", zh: "资源不可用"),
            Wording("check its status in the console, then try again", zh: "请在控制台查看其状态后重试")),
    ]
}
