// Where credentials come from: a chain of sources, the first that has something wins. A source that has half of something
// ends the search as well, with an error.

/// The sources in order.
package struct CredentialChain: Sendable {
    package let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) { self.sources = sources }

    /// The order of Tencent's own tools: environment, profile of tccli, ini files.
    /// - Parameters:
    ///   - environment: all of it; the variables of interest are picked out.
    ///   - profile: the profile asked for by name. Then nothing else is looked at, as tccli does: any other key would be one
    ///     that nobody meant.
    ///   - files: how files are read.
    ///   - now: the wall clock, for what expires.
    package static func standard(
        environment: [String: String], profile: String? = nil, files: FileReading = .disk,
        now: @escaping @Sendable () -> UnixTime = TimeSource.system.now
    ) -> CredentialChain {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let home = value("HOME")
        func source(_ profile: ProfileCredentials.Choice) -> ProfileCredentials {
            ProfileCredentials(profile, home: home, files: files, now: now)
        }
        if let profile { return CredentialChain([source(.named(profile, by: "--profile"))]) }
        return CredentialChain([
            EnvironmentCredentials(environment: environment),
            source(value("TCCLI_PROFILE").map { .named($0, by: "TCCLI_PROFILE") } ?? .usual),
            IniCredentials(home: home, files: files),
            IniCredentials(path: "/etc/tencentcloud/credentials", files: files),
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

    /// The first that has something; the error lists what was looked at.
    package func resolve() async throws(CredentialProblem) -> Credential { try await search().result.get() }
}

/// What a walk along the chain has seen: what `doctor` tells, source by source. The last finding decides.
package struct CredentialSearch: Sendable, Equatable {
    package let findings: [CredentialFinding]

    package init(findings: [CredentialFinding]) { self.findings = findings }

    package var result: Result<Credential, CredentialProblem> {
        switch findings.last?.outcome {
        case .found(let credential): .success(credential)
        case .broken: .failure(CredentialProblem(tried: findings.suffix(1).map(\.line)))
        case .nothing, nil: .failure(CredentialProblem(tried: findings.map(\.line)))
        }
    }

    package var warnings: [String] { findings.compactMap(\.warning) }
}
