/// Titles of the flags that several commands share: sections of their help, and of the manual, which tells them once.
enum OptionSection {
    static let scope = "Scope options"
    static let filters = "Filter options"
    static let client = "Client options"
    static let terminal = "Terminal options"

    static let all = [scope, filters, client, terminal]
}
