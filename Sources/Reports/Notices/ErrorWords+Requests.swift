// Errors about the request: ids, filters, values, and an endpoint of another product.

import Essentials

extension ErrorWords {
    private static let checkFilters = Wording("check the id and the filters", zh: "请检查 ID 与过滤条件")
    private static let isItGAAP = Wording("check --endpoint: is it GAAP's?", zh: "请检查 --endpoint 是否为 GAAP 的地址")
    private static let smallerPage = Wording("lower --page-size", zh: "请减小 --page-size")
    private static let checkID = Wording(
        "check the id, and that it is of this account and site", zh: "请检查 ID，以及它是否属于当前账号与站点")

    static let requests: [ErrorWords] = [
        ErrorWords("InvalidParameter", Wording("a parameter is wrong", zh: "参数错误"), checkFilters),
        ErrorWords("InvalidParameterValue", Wording("a value is wrong", zh: "参数取值错误"), checkFilters),
        ErrorWords(
            "InvalidParameterValue.ProjectIdNotBelong",
            Wording("the project is not this account's", zh: "项目不属于当前账号"), checkID),
        ErrorWords(
            "InvalidParameterValue.RealServerNotBelong",
            Wording("the origin is not this account's", zh: "源站不属于当前账号"), checkID),
        ErrorWords(
            "FailedOperation.RealServerNotInProject",
            Wording("the origin is of another project", zh: "源站不在该项目中"), checkID),
        ErrorWords(
            "MissingParameter", Wording("a parameter is missing", zh: "缺少参数"),
            Wording("name a proxy, a group or a listener", zh: "请指定通道、通道组或监听器")),
        ErrorWords("UnknownParameter", Wording("a parameter is unknown", zh: "未知参数"), isItGAAP),
        ErrorWords("ResourceNotFound", Wording("there is no such resource", zh: "资源不存在"), checkID),
        ErrorWords(
            "FailedOperation.NotSupportOldVersionProxy",
            Wording("the proxy is of an old version", zh: "不支持旧版本通道"),
            Wording("{action} works with proxies of version 2.0 and later", zh: "{action} 仅支持 2.0 及以上版本的通道")),
        ErrorWords(
            "FailedOperation.NotSupportProxyGroup", Wording("not for proxy groups", zh: "不支持通道组"),
            Wording("ask for a single proxy of the group", zh: "请改为查询组内的单个通道")),
        ErrorWords("InvalidAction", Wording("the action is unknown", zh: "接口不存在"), isItGAAP),
        ErrorWords("NoSuchProduct", Wording("the product is unknown", zh: "产品不存在"), isItGAAP),
        ErrorWords("NoSuchVersion", Wording("the API version is unknown", zh: "接口版本不存在"), isItGAAP),
        ErrorWords(
            "ActionOffline", Wording("the action was withdrawn", zh: "接口已下线"),
            Wording("look for a newer gaapscope", zh: "请查看 gaapscope 是否有新版本")),
        ErrorWords(
            "InvalidRequest", Wording("the request's form is not accepted", zh: "请求格式错误"),
            Wording("something between may change requests; check proxies", zh: "中间设备可能改写了请求，请检查代理")),
        ErrorWords(
            "RequestSizeLimitExceeded", Wording("the request is too large", zh: "请求过大"),
            Wording("use a shorter filter", zh: "请缩短过滤条件")),
        ErrorWords(
            "ResponseSizeLimitExceeded", Wording("the answer would be too large", zh: "返回内容过大"), smallerPage),
        ErrorWords("UnsupportedOperation", Wording("the operation is not supported", zh: "操作不支持"), checkFilters),
        ErrorWords(
            "UnsupportedProtocol", Wording("neither GET nor POST", zh: "仅支持 GET 与 POST"),
            Wording("something between may change requests; check proxies", zh: "中间设备可能改写了请求，请检查代理")),
        ErrorWords(
            "UnsupportedRegion", Wording("the region is not supported", zh: "地域不支持"),
            Wording("GAAP needs no region; the endpoint may be another product's", zh: "GAAP 无需地域，地址可能属于其他产品")),
        ErrorWords(
            "DryRunOperation", Wording("it would have worked", zh: "预检请求成功"),
            Wording("nothing need be done", zh: "无需处理")),
    ]
}
