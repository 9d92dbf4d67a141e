package import Essentials

/// The filter syntax, for help texts.
package enum FilterGrammar {
    /// Each form and its meaning.
    package static let forms: [(form: String, meaning: Wording)] = [
        ("text", Wording("any column contains the text; case and width are ignored", zh: "任意列包含该文本，不区分大小写与全半角")),
        (
            "name:text",
            Wording(
                "this column contains the text; also id: origin: down: region: vip:",
                zh: "该列包含该文本；另有 id: origin: down: region: vip:")
        ),
        (
            "owner:text",
            Wording(
                "the owner's id or name contains the text; also proxy: group:",
                zh: "所属通道或通道组的 ID 或名称包含该文本；另有 proxy: group:")
        ),
        ("port:8443", Wording("a port, or a range: port:8000-8019", zh: "端口，或端口范围：port:8000-8019")),
        (
            "status:closed",
            Wording("the status of the proxy or group contains the text", zh: "通道或通道组的状态包含该文本")
        ),
        ("state:down,part", Wording("one of these states", zh: "状态为其中之一")),
        ("/re/", Wording("a regular expression", zh: "正则表达式")),
        ("\"two words\"", Wording("text with spaces", zh: "含空格的文本")),
        ("!word", Wording("does not match", zh: "不满足该条件")),
    ]

    /// Quotes a value for use after a field. A quotation mark cannot be written in a filter, so the value is cut before
    /// the first one. The shorter value still matches.
    package static func quoted(_ value: String) -> String {
        value.contains(" ") ? "\"\(value.prefix { $0 != "\"" })\"" : value
    }
}
