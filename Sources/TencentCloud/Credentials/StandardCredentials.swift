// The sources of the program, in their order.

package import Essentials

extension CredentialChain {
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
