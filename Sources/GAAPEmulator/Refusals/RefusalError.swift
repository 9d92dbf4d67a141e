// The reason why a request is refused: the code of the service, and its message in both languages. The table of
// messages is in `RefusalError+Table`.

import Essentials
import GAAP
import TencentCloud

/// An error of the API, before it is converted to a response.
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
    /// Creates the service's refusal of a request that the client would not send.
    init(_ error: RequestError) {
        self.init(code: error.code, english: error.message[.english], chinese: error.message[.chinese])
    }

    /// Throws the first error in a list of rule results.
    static func check(_ errors: RequestError?...) throws(RefusalError) {
        if let error = errors.lazy.compactMap(\.self).first { throw RefusalError(error) }
    }
}
