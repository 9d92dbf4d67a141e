// Why a request is refused: the service's code, and its words in both languages. The table of them is in
// `RefusalError+Table`.

import Essentials
import GAAP
import TencentCloud

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

    static func quoted(_ text: String) -> String { ParameterRules.quoted(text) }
}

extension RefusalError {
    /// The service refuses what the client would not send.
    init(_ error: RequestError) {
        self.init(code: error.code, english: error.message[.english], chinese: error.message[.chinese])
    }

    /// Throws the first error of several rules.
    static func check(_ errors: RequestError?...) throws(RefusalError) {
        if let error = errors.lazy.compactMap(\.self).first { throw RefusalError(error) }
    }
}
