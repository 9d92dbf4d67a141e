// Where credentials come from: a chain of sources, the first that has something wins. A source that has half of
// something ends the search as well, with an error.

package import Essentials

/// The sources in order.
package struct CredentialChain: Sendable {
    package let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) { self.sources = sources }

    /// The order of Tencent's own tools: environment, profile of tccli, ini files, the machine's role, the pod's role.
    /// A role that the environment asks for is assumed with whatever key is found.
    /// - Parameters:
    ///   - environment: all of it; the variables of interest are picked out.
    ///   - profile: the profile asked for by name. Then nothing else is looked at, as tccli does: any other key would
    ///   be one that nobody meant.
    ///   - files: how files are read.
    ///   - services: who gives out keys that lie in no file.
    ///   - now: the wall clock, for what expires.
    package static func standard(
        environment: [String: String], profile: String? = nil, files: FileReading = .disk, services: KeyServices,
        now: @escaping @Sendable () -> UnixTime = TimeSource.system.now
    ) -> CredentialChain {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let home = value("HOME")
        let machine = MachineRoleCredentials(metadata: services.metadata, now: now)
        // One that makes no sense ends the search at its first source, which reads it too.
        let role = try? Role(environment: environment)
        func profileSource(_ choice: ProfileCredentials.Choice, role: Role?) -> ProfileCredentials {
            ProfileCredentials(
                choice, role: role, home: home, files: files, machine: machine, service: services.tokens, now: now)
        }
        if let profile {
            return CredentialChain([
                profileSource(.named(profile, by: Wording("the setting “profile”", zh: "设置项“profile”")), role: nil)
            ])
        }
        func assuming(_ source: any CredentialSource) -> any CredentialSource {
            guard let role else { return source }
            return AssumedRole(role, with: source, by: services.tokens)
        }
        return CredentialChain([
            assuming(EnvironmentCredentials(environment: environment)),
            profileSource(
                value("TCCLI_PROFILE").map { .named($0, by: Wording(verbatim: "TCCLI_PROFILE")) } ?? .usual, role: role),
            assuming(IniCredentials(home: home, files: files)),
            assuming(IniCredentials(path: "/etc/tencentcloud/credentials", files: files)),
            assuming(machine),
            assuming(WorkloadCredentials(environment: environment, files: files, service: services.tokens)),
        ])
    }

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

/// Who gives out keys that lie in no file.
package struct KeyServices: Sendable {
    let metadata: MetadataService
    let tokens: TokenService

    package init(metadata: MetadataService, tokens: TokenService) {
        self.metadata = metadata
        self.tokens = tokens
    }
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
