import Essentials

/// The inputs from which the sources are created.
struct CredentialSurroundings: Sendable {
    let environment: [String: String]
    let files: FileReading
    let services: KeyServices
    let now: @Sendable () -> UnixTime
    let machine: MachineRoleCredentials
    /// The role that the environment requests. If its variables are invalid, the search ends at the first source, which
    /// reads them as well.
    let role: Role?

    init(
        environment: [String: String], files: FileReading, services: KeyServices,
        now: @escaping @Sendable () -> UnixTime
    ) {
        self.environment = environment
        self.files = files
        self.services = services
        self.now = now
        machine = MachineRoleCredentials(metadata: services.metadata, now: now)
        role = try? Role(environment: environment)
    }

    var home: String? { value("HOME") }

    /// The tccli profile that the environment selects.
    var profileChoice: ProfileCredentials.Choice {
        value("TCCLI_PROFILE").map { .named($0, by: Wording(verbatim: "TCCLI_PROFILE")) } ?? .usual
    }

    func profile(_ choice: ProfileCredentials.Choice, role: Role?) -> ProfileCredentials {
        ProfileCredentials(
            choice, role: role, home: home, files: files, machine: machine, service: services.tokens, now: now)
    }

    /// Returns a source whose key assumes the role that the environment requests.
    func assuming(_ source: any CredentialSource) -> any CredentialSource {
        guard let role else { return source }
        return AssumedRole(role, with: source, by: services.tokens)
    }

    private func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
}

/// The services that issue keys which are not in a file.
package struct KeyServices: Sendable {
    let metadata: MetadataService
    let tokens: TokenService

    package init(metadata: MetadataService, tokens: TokenService) {
        self.metadata = metadata
        self.tokens = tokens
    }
}
