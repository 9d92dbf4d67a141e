/// The section titles of flags that several commands share. The help of each command has these sections; the manual
/// describes each of them once.
enum OptionSection {
    static let scope = "Scope options"
    static let filters = "Filter options"
    static let client = "Client options"
    static let terminal = "Terminal options"

    static let all = [scope, filters, client, terminal]
}
