// Helpers for the credential tests: in-memory files and access to the parts of a finding.

import Essentials
import TencentCloud
import TestSupport
import Testing

extension FileReading {
    /// Returns in-memory files by path; every other path is absent.
    /// - Parameter open: the paths of the files that every user can read.
    static func inMemory(_ files: [String: String], open: Set<String> = []) -> FileReading {
        FileReading { path in files[path].map { .text(Secret($0), isOpen: open.contains(path)) } ?? .absent }
    }
}

extension CredentialFinding {
    var credential: Credential? { if case .found(let credential) = outcome { credential } else { nil } }
    /// The reason why the source has no key and the search continues with the next source.
    var nothing: String? { if case .nothing(let reason) = outcome { english(reason) } else { nil } }
    /// The reason why the search ends at this source.
    var broken: String? { if case .broken(let reason) = outcome { english(reason) } else { nil } }

    /// Returns the English text, and checks that a Chinese text exists as well.
    private func english(_ words: Wording) -> String {
        #expect(words[.chinese].isChinese && !words[.english].isChinese, "\(words)")
        return words[.english]
    }
}
