/// What a filter may say, for whoever explains it.
package enum FilterGrammar {
    /// A form and what it means.
    package static let forms: [(form: String, meaning: String)] = [
        ("text", "any column holds it, case and width do not matter"),
        ("name:text", "that column holds it; also proxy: group: origin: down: region:"),
        ("port:8443", "a port, or a range: port:8000-8019"),
        ("state:down,part", "one of these states"),
        ("/re/", "a regular expression"),
        ("\"two words\"", "a text with blanks"),
        ("!word", "none of it"),
    ]

    /// A value as it stands behind a field. A quotation mark cannot be written: what is left of the value still holds.
    package static func quoted(_ value: String) -> String {
        value.contains(" ") ? "\"\(value.prefix { $0 != "\"" })\"" : value
    }
}
