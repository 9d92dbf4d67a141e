// Texts of ours in every language, side by side in the table that they belong to: one cannot be added without the other.

/// A text in every language.
package struct Wording: Sendable, Equatable {
    private let english: String
    private let chinese: String

    package init(_ english: String, zh chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }
}
