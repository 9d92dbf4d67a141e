package import Essentials

extension CredentialChain {
    /// Returns the chain of all sources, in their order. If the environment requests a role, the role is assumed with
    /// the key that is found.
    /// - Parameters:
    ///   - environment: the complete environment. The relevant variables are selected from it.
    ///   - profile: the profile that was selected by name. Then only this profile is searched, as tccli does: any other
    ///     key would be one that the user did not select.
    ///   - files: reads files.
    ///   - services: the services that issue keys which are not in a file.
    ///   - now: the wall clock, for expiry times.
    package static func standard(
        environment: [String: String], profile: String? = nil, files: FileReading = .disk, services: KeyServices,
        now: @escaping @Sendable () -> UnixTime = TimeSource.system.now
    ) -> CredentialChain {
        let surroundings = CredentialSurroundings(
            environment: environment, files: files, services: services, now: now)
        guard let profile else {
            return CredentialChain(CredentialPlace.all.flatMap { $0.sources(surroundings) })
        }
        let choice = ProfileCredentials.Choice.named(profile, by: Wording("the setting “profile”", zh: "设置项“profile”"))
        return CredentialChain([surroundings.profile(choice, role: nil)])
    }
}
