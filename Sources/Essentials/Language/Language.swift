/// The languages that the service answers in, and that this program speaks.
package enum Language: String, Sendable, CaseIterable {
    case english = "en-US"
    case chinese = "zh-CN"

    /// The language of messages that an environment asks for, by the order of POSIX: `LC_ALL`, `LC_MESSAGES`, `LANG`.
    package init(environment: [String: String]) {
        // `zh_CN.UTF-8`, `zh-Hans`, `zh`; not `zhx`.
        let language = Self.locale("LC_MESSAGES", environment).prefix { $0.isLetter }.lowercased()
        self = language == "zh" || language == "chinese" ? .chinese : .english
    }

    /// This language where the locale has its characters, else English: what is printed goes as it is, in UTF-8.
    package func printable(in environment: [String: String]) -> Language {
        let locale = Self.locale("LC_CTYPE", environment)
        let parts = locale.prefix { $0 != "@" }.split(separator: ".", maxSplits: 1)
        let hasMore =
            if parts.count > 1 {
                parts[1].lowercased().replacing("-", with: "") == "utf8"
            } else {
                !["", "C", "POSIX"].contains(locale)
            }
        return hasMore ? self : .english
    }

    /// What an environment says of a category of the locale.
    private static func locale(_ category: String, _ environment: [String: String]) -> String {
        ["LC_ALL", category, "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    }
}
