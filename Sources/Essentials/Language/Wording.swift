// The program's texts in all languages. Both languages stand side by side where a text is used, so a text cannot be
// added in only one language.

/// A text in all languages.
package struct Wording: Sendable, Hashable {
    private let english: String
    private let chinese: String

    package init(_ english: String, zh chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// Creates a text that is the same in all languages: a name, a number, or a word of the API.
    package init(verbatim text: String) { self.init(text, zh: text) }

    /// Creates a text by composing it once for each language.
    package init(_ text: (Language) -> String) { self.init(text(.english), zh: text(.chinese)) }

    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }
}

extension DefaultStringInterpolation {
    /// Fails the build, since warnings are errors: a text must be converted to one language with `wording[language]`.
    @available(*, deprecated, message: "choose the language: wording[language]")
    package mutating func appendInterpolation(_ wording: Wording) { appendLiteral(wording[.english]) }
}
