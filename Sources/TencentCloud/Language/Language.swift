/// The languages that the service answers in, and that this program speaks.
package enum Language: String, Sendable, CaseIterable {
    case english = "en-US"
    case chinese = "zh-CN"

    /// The language of messages that an environment asks for, by the order of POSIX: `LC_ALL`, `LC_MESSAGES`, `LANG`.
    package init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        // `zh_CN.UTF-8`, `zh-Hans`, `zh`; not `zhx`.
        let language = locale.prefix { $0.isLetter }.lowercased()
        self = language == "zh" || language == "chinese" ? .chinese : .english
    }
}
