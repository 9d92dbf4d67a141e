// Why a request is refused: the service's code, and its words in both languages. The table of them is in
// `RefusalError+Table`.

import Essentials

/// An error of the API, before it is put into an answer.
struct RefusalError: Error, Equatable {
    let code: String
    let english: String
    let chinese: String

    func message(in language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    /// A text from outside as it is put into a message: bounded, since it may be as long as a body.
    static func quoted(_ text: String) -> String {
        text.utf8.count <= 128 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(128))) + "…"
    }
}
