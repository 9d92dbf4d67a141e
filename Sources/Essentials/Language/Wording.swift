// Texts of ours in every language, side by side in the table that they belong to: one cannot be added without the
// other.

/// A text in every language.
package struct Wording: Sendable, Hashable {
    private let english: String
    private let chinese: String

    package init(_ english: String, zh chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// A text that is the same in every language: a name, a number, a word of the API's.
    package init(verbatim text: String) { self.init(text, zh: text) }

    /// A text put together in each language.
    package init(_ text: (Language) -> String) { self.init(text(.english), zh: text(.chinese)) }

    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }
}

extension DefaultStringInterpolation {
    /// Refused by the build, as warnings are errors: a text in every language is put into one by `wording[language]`.
    @available(*, deprecated, message: "choose the language: wording[language]")
    package mutating func appendInterpolation(_ wording: Wording) { appendLiteral(wording[.english]) }
}
