// Errors about the request: ids, filters, values, and an endpoint of another product.

import Essentials

extension ErrorWords {
    private static let checkFilters = Wording("check the id and the filters", zh: "请检查 ID 与过滤条件")
    private static let isItGAAP = Wording(
        "check --endpoint: it may not belong to GAAP", zh: "请检查 --endpoint 是否为 GAAP 的地址")
    private static let smallerPage = Wording("lower --page-size", zh: "请减小 --page-size")
    private static let checkID = Wording(
        "check the id and that it belongs to this account and site", zh: "请检查 ID，以及它是否属于当前账号与站点")

    static let requests: [ErrorWords] = [
        ErrorWords("InvalidParameter", Wording("invalid parameter", zh: "参数错误"), checkFilters),
        ErrorWords("InvalidParameterValue", Wording("invalid parameter value", zh: "参数取值错误"), checkFilters),
        ErrorWords(
            "InvalidParameterValue.ProjectIdNotBelong",
            Wording("the project belongs to another account", zh: "项目不属于当前账号"), checkID),
        ErrorWords(
            "InvalidParameterValue.RealServerNotBelong",
            Wording("the origin belongs to another account", zh: "源站不属于当前账号"), checkID),
        ErrorWords(
            "FailedOperation.RealServerNotInProject",
            Wording("the origin belongs to another project", zh: "源站不在该项目中"), checkID),
        ErrorWords(
            "MissingParameter", Wording("missing parameter", zh: "缺少参数"),
            Wording("specify a proxy, a group or a listener", zh: "请指定通道、通道组或监听器")),
        ErrorWords("UnknownParameter", Wording("unknown parameter", zh: "未知参数"), isItGAAP),
        ErrorWords("ResourceNotFound", Wording("resource not found", zh: "资源不存在"), checkID),
        ErrorWords(
            "FailedOperation.NotSupportOldVersionProxy",
            Wording("proxy version too old", zh: "不支持旧版本通道"),
            Wording("{action} requires proxy version 2.0 or later", zh: "{action} 仅支持 2.0 及以上版本的通道")),
        ErrorWords(
            "FailedOperation.NotSupportProxyGroup", Wording("proxy groups not supported", zh: "不支持通道组"),
            Wording("query a single proxy of the group", zh: "请改为查询组内的单个通道")),
        ErrorWords("InvalidAction", Wording("unknown action", zh: "接口不存在"), isItGAAP),
        ErrorWords("NoSuchProduct", Wording("unknown product", zh: "产品不存在"), isItGAAP),
        ErrorWords("NoSuchVersion", Wording("unknown API version", zh: "接口版本不存在"), isItGAAP),
        ErrorWords(
            "ActionOffline", Wording("action withdrawn", zh: "接口已下线"),
            Wording("check for a newer version of gaapscope", zh: "请查看 gaapscope 是否有新版本")),
        ErrorWords(
            "InvalidRequest", Wording("malformed request", zh: "请求格式错误"),
            Wording("a device on the path may modify requests; check the proxies", zh: "中间设备可能改写了请求，请检查代理")),
        ErrorWords(
            "RequestSizeLimitExceeded", Wording("request too large", zh: "请求过大"),
            Wording("use a shorter filter", zh: "请缩短过滤条件")),
        ErrorWords(
            "ResponseSizeLimitExceeded", Wording("response too large", zh: "返回内容过大"), smallerPage),
        ErrorWords("UnsupportedOperation", Wording("operation not supported", zh: "操作不支持"), checkFilters),
        ErrorWords(
            "UnsupportedProtocol", Wording("only GET and POST are supported", zh: "仅支持 GET 与 POST"),
            Wording("a device on the path may modify requests; check the proxies", zh: "中间设备可能改写了请求，请检查代理")),
        ErrorWords(
            "UnsupportedRegion", Wording("region not supported", zh: "地域不支持"),
            Wording("GAAP does not use regions; the endpoint may belong to another product", zh: "GAAP 无需地域，地址可能属于其他产品")
        ),
        ErrorWords(
            "DryRunOperation", Wording("dry run succeeded", zh: "预检请求成功"),
            Wording("no action needed", zh: "无需处理")),
    ]
}
