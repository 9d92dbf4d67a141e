// What tests of credentials have in common: files that are on no disk, and findings taken apart.

import Essentials
import TencentCloud
import TestSupport
import Testing

extension FileReading {
    /// Files by path; all others are absent.
    /// - Parameter open: those that everybody can read.
    static func these(_ files: [String: String], open: Set<String> = []) -> FileReading {
        FileReading { path in files[path].map { .text(Secret($0), isOpen: open.contains(path)) } ?? .absent }
    }
}

extension CredentialFinding {
    var credential: Credential? { if case .found(let credential) = outcome { credential } else { nil } }
    /// Why there is nothing and the next source is asked.
    var nothing: String? { if case .nothing(let reason) = outcome { english(reason) } else { nil } }
    /// Why the search ends here.
    var broken: String? { if case .broken(let reason) = outcome { english(reason) } else { nil } }

    /// The English words; that there are Chinese ones as well is checked wherever somebody looks.
    private func english(_ words: Wording) -> String {
        #expect(words[.chinese].isChinese && !words[.english].isChinese, "\(words)")
        return words[.english]
    }
}
