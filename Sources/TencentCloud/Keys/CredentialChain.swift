// Where credentials come from: a chain of sources, the first that has something wins. A source that has half of
// something ends the search as well, with an error.

package import Essentials

/// The sources in order.
package struct CredentialChain: Sendable {
    package let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) { self.sources = sources }

    /// Asks the sources in order, up to the first that has something or is broken.
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

    /// Whose key a search would find, as far as that is known without the network: nil where it is not.
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

    /// The first that has something; the error lists what was looked at.
    package func resolve() async throws(CredentialError) -> Credential { try await search().result.get() }
}

/// What a walk along the chain has seen: what `doctor` tells, source by source. The last finding decides.
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
