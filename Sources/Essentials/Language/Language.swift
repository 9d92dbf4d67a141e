/// The languages of the service's responses and of this program.
package enum Language: String, Sendable, CaseIterable {
    case english = "en-US"
    case chinese = "zh-CN"

    /// Reads the language for messages from the environment, in the order of POSIX: `LC_ALL`, `LC_MESSAGES`, `LANG`.
    package init(environment: [String: String]) {
        // Matches `zh_CN.UTF-8`, `zh-Hans` and `zh`, but not `zhx`.
        let language = Self.locale("LC_MESSAGES", environment).prefix { $0.isLetter }.lowercased()
        self = language == "zh" || language == "chinese" ? .chinese : .english
    }

    /// Returns this language if the locale can show its characters, otherwise English. Output is always UTF-8.
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

    /// Returns the locale that the environment sets for a category.
    private static func locale(_ category: String, _ environment: [String: String]) -> String {
        ["LC_ALL", category, "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    }
}
