import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@Suite struct ParameterRulesTests {
    @Test(arguments: [
        (ParameterRules.port(nil), nil), (ParameterRules.port(1), nil), (ParameterRules.port(65_535), nil),
        (ParameterRules.port(0), "Port must be from 1 to 65535."),
        (ParameterRules.port(65_536), "Port must be from 1 to 65535."),
        (ParameterRules.limit(1), nil), (ParameterRules.limit(100), nil),
        (ParameterRules.limit(0), "Limit must be from 1 to 100."),
        (ParameterRules.limit(101), "Limit must be from 1 to 100."),
        (ParameterRules.limit(51, upTo: 50), "Limit must be from 1 to 50."),
        (ParameterRules.offset(0), nil),
        (ParameterRules.offset(-1), "The value type of parameter `Offset` is not valid."),
        (ParameterRules.offset(-1, isUnsigned: false), "Offset must not be negative."),
        (ParameterRules.proxyIDs(100), nil),
        (ParameterRules.proxyIDs(101), "At most 100 ProxyIds can be queried at a time."),
        (ParameterRules.tags(5), nil), (ParameterRules.tags(6), "At most 5 TagSet pairs are allowed."),
        (ParameterRules.independent(1), nil), (ParameterRules.independent(2), "Independent must be 0 or 1."),
        (ParameterRules.project(-1, allProjects: -1), nil),
        (ParameterRules.project(-2, allProjects: -1), "ProjectId must be -1 or above."),
        (ParameterRules.oneOf([1, 3], 3, named: "WithinTime"), nil),
        (ParameterRules.oneOf([1, 3], 2, named: "WithinTime"), "WithinTime must be one of 1, 3."),
        (ParameterRules.notEmpty(["A": nil, "B": "x"]), nil),
        (ParameterRules.notEmpty(["A": nil, "B": ""]), "B must not be empty."),
        (ParameterRules.filters(nil, known: []), nil),
        (ParameterRules.filters([Filter(name: "A", values: ["x"])], known: ["A"]), nil),
        (
            ParameterRules.filters([Filter(name: "B", values: ["x"])], known: ["A"]),
            "The filter name `B` is not supported."
        ),
        (ParameterRules.filters([Filter(name: "A", values: [])], known: ["A"]), "A filter takes 1 to 5 Values."),
        (
            ParameterRules.filters(Array(repeating: Filter(name: "A", values: ["x"]), count: 11), known: ["A"]),
            "At most 10 Filters are allowed."
        ),
    ])
    func `A rule enforces its limits and has a message in both languages`(error: RequestError?, sentence: String?) {
        #expect(error?.message[.english] == sentence)
        if let error { #expect(error.message[.chinese].isChinese) }
    }

    @Test func `A clause is the sentence without its full stop`() {
        let clause = RequestError.twoOwners.clause
        #expect(clause[.english] == "ProxyId and GroupId cannot be set at the same time")
        #expect(clause[.chinese] == "ProxyId 和 GroupId 不能同时指定")
    }

    @Test func `The error for a missing parameter lists the alternatives`() {
        let error = RequestError.missing("A", "B", "C")
        #expect(error.code == "MissingParameter")
        #expect(error.message[.english] == "The request is missing a required parameter `A`, `B` or `C`.")
        #expect(error.message[.chinese] == "请求缺少必填参数 `A`、`B` 或 `C`。")
        #expect(RequestError.missing("A").message[.english] == "The request is missing a required parameter `A`.")
    }
}
