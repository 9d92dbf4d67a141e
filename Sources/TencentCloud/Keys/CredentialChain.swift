// Searches for credentials in a chain of sources. The first source with a credential is used. A source with an
// incomplete credential also ends the search, with an error.

package import Essentials

/// The credential sources, in their order.
package struct CredentialChain: Sendable {
    package let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) { self.sources = sources }

    /// Searches the sources in order, until one has a credential or an error.
    package func search() async -> CredentialSearch {
        var findings: [CredentialFinding] = []
        for source in sources {
            let finding = await source.find()
            findings.append(finding)
            if case .nothing = finding.outcome { continue }
            break
        }
        return CredentialSearch(findings: findings)
    }

    /// Returns the holder of the key that a search would find, or nil if it cannot be determined without the network.
    package func holder() -> KeyHolder? {
        for source in sources {
            switch source.holder() {
            case .known(let holder): return holder
            case .nothing: continue
            case .unknown: return nil
            }
        }
        return nil
    }

    /// Returns the first credential. The error lists all sources that were searched.
    package func resolve() async throws(CredentialError) -> Credential { try await search().result.get() }
}

/// The result of a search in the chain, which `doctor` prints source by source. The last finding is decisive.
package struct CredentialSearch: Sendable, Equatable {
    package let findings: [CredentialFinding]

    package init(findings: [CredentialFinding]) { self.findings = findings }

    package var result: Result<Credential, CredentialError> {
        switch findings.last?.outcome {
        case .found(let credential): .success(credential)
        case .broken: .failure(CredentialError(tried: findings.suffix(1).map(\.line)))
        case .nothing, nil: .failure(CredentialError(tried: findings.map(\.line)))
        }
    }

    package var warnings: [Wording] { findings.compactMap(\.warning) }
}
