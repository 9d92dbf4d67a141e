package import Essentials

extension CredentialChain {
    /// The sources of all places, in their order. A role that the environment asks for is assumed with whatever key is
    /// found.
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
        let surroundings = CredentialSurroundings(
            environment: environment, files: files, services: services, now: now)
        guard let profile else {
            return CredentialChain(CredentialPlace.all.flatMap { $0.sources(surroundings) })
        }
        let choice = ProfileCredentials.Choice.named(profile, by: Wording("the setting “profile”", zh: "设置项“profile”"))
        return CredentialChain([surroundings.profile(choice, role: nil)])
    }
}
