// A tccli profile: `~/.tccli/<profile>.credential`, a JSON file. The file `<profile>.configure` beside it contains
// region and output format but no key. It only serves to distinguish a profile without a key from a profile that does
// not exist.
//
// tccli renews an expired login itself, with a token that only tccli may use. For an expired login, this source reports
// which command to run.

package import Essentials

/// The credential source of a tccli profile.
package struct ProfileCredentials: CredentialSource {
    /// The profile to use. A profile that was selected by name must exist.
    package enum Choice: Sendable, Equatable {
        /// The profile `default`, if no profile was selected.
        case usual
        /// - by: the flag or the variable that selects the profile.
        case named(String, by: Wording)

        fileprivate var profile: String {
            switch self {
            case .usual: "default"
            case .named(let name, _): name
            }
        }
    }

    package let name: Wording
    private let file: String
    private let choice: Choice
    /// The role to assume instead of the profile's own role.
    private let role: Role?
    /// The directory of the profiles. nil if there is no home directory.
    private let directory: String?
    private let files: FileReading
    private let machine: MachineRoleCredentials
    private let service: TokenService
    private let now: @Sendable () -> UnixTime

    /// - Parameters:
    ///   - role: the role to assume instead of the profile's own role. nil means the profile's own role.
    ///   - home: the home directory, or nil if the user has none.
    ///   - machine: the source of the key for profiles of type cvm-role.
    ///   - service: the service that issues keys of roles.
    package init(
        _ choice: Choice, role: Role? = nil, home: String?, files: FileReading, machine: MachineRoleCredentials,
        service: TokenService, now: @escaping @Sendable () -> UnixTime
    ) {
        self.choice = choice
        self.role = role
        directory = home.map { "\($0)/.tccli" }
        file = "\(directory ?? "~/.tccli")/\(choice.profile).credential"
        name = Wording(verbatim: file)
        self.files = files
        self.machine = machine
        self.service = service
        self.now = now
    }

    package var path: String? { directory == nil ? nil : file }

    package var variable: String? {
        if case .named(_, let chooser) = choice { chooser[.english] } else { nil }
    }

    package func find() async -> CredentialFinding {
        if case .named(let profile, let chooser) = choice, !Self.isName(profile) {
            return broken(
                because: Wording(
                    "\(chooser[.english]) must be the name of a profile, not a path",
                    zh: "\(chooser[.chinese]) 须为配置名，而不是路径"))
        }
        guard let directory else { return missing(.homeless) }
        return await finding(at: file, files: files, absent: { absent(in: directory) }, parse: parse)
    }

    /// Returns whether a text is the name of a file in the directory, and not a path.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && !text.hasPrefix(".") && text.unicodeScalars.allSatisfy { $0 != "/" && $0.value >= 0x20 }
    }

    private func absent(in directory: String) -> CredentialFinding {
        let configureFile = "\(directory)/\(choice.profile).configure"
        guard case .text = files.read(configureFile) else { return missing(.notThere) }
        return missing(
            Wording(
                "not there, only \(configureFile); run `tccli configure\(flag)`",
                zh: "不存在，只有 \(configureFile)；请运行 `tccli configure\(flag)`"))
    }

    /// Returns the result for a profile without a key. For the default profile, the search continues with the next
    /// source. If the profile was selected by name, the search ends with an error.
    private func missing(_ reason: Wording) -> CredentialFinding {
        switch choice {
        case .usual: nothing(because: reason)
        case .named(_, let chooser):
            broken(
                because: Wording(
                    "\(reason[.english]); \(chooser[.english]) selects this profile",
                    zh: "\(reason[.chinese])；该配置由 \(chooser[.chinese]) 指定"))
        }
    }

    private var flag: String { choice.profile == "default" ? "" : " --profile \(choice.profile)" }

    package func holder() -> KeyHolderFinding {
        if case .named(let profile, _) = choice, !Self.isName(profile) { return .unknown }
        let absent = choice == .usual ? KeyHolderFinding.nothing : .unknown
        guard directory != nil else { return absent }
        return heldKey(at: file, files: files, absent: absent) { text in
            do throws(KeyPair.KeyError) {
                let file = try ProfileFile(text)
                let own = try Role(file.roleARN, session: file.roleSession)
                let kind = try file.kind()
                // Only the metadata service knows the holder.
                if kind == .cvmRole { return .unknown }
                return KeyHolderFinding(try judge(file, remedy: nil).outcome).assuming(role ?? own)
            } catch {
                return .unknown
            }
        }
    }

    // MARK: The file

    private func parse(_ text: Secret) async -> CredentialFinding {
        do throws(KeyPair.KeyError) {
            let file = try ProfileFile(text)
            let own = try Role(file.roleARN, session: file.roleSession)
            let finding = try await judge(file, kind: file.kind())
            guard let role = role ?? own else { return finding }
            return await finding.assuming(role, by: service)
        } catch {
            return broken(because: error.message)
        }
    }

    private static func run(_ command: String) -> Wording { Wording("run `\(command)`", zh: "请运行 `\(command)`") }

    private func judge(_ file: ProfileFile, kind: ProfileFile.Kind) async throws(KeyPair.KeyError) -> CredentialFinding
    {
        switch kind {
        case .cvmRole: await machineRole()
        case .fixed: try judge(file, remedy: nil)
        case .oauth: try judge(file, remedy: Self.run("tccli auth login\(flag)"))
        case .sso: try judge(file, remedy: Self.run("tccli sso login\(flag)"))
        }
    }

    /// Returns the key of the machine's role. The profile requires this role, so a missing role is an error.
    private func machineRole() async -> CredentialFinding {
        let finding = await machine.find()
        switch finding.outcome {
        case .found: return CredentialFinding(name, finding.outcome, origin: finding.origin)
        case .nothing(let reason), .broken(let reason):
            return broken(because: Wording { "type cvm-role: \(reason[$0])" })
        }
    }

    /// Returns the finding for the key in the file.
    /// - Parameter remedy: how to log in again. nil for a key that needs no login.
    private func judge(_ file: ProfileFile, remedy: Wording?) throws(KeyPair.KeyError) -> CredentialFinding {
        guard let credential = try file.parts.credential(.there, expiresAt: file.expiresAt) else {
            let reason = Wording("has neither secretId nor secretKey", zh: "没有 secretId 与 secretKey")
            return remedy.map { broken(because: reason.and($0)) } ?? missing(reason)
        }
        if let remedy, credential.token == nil {
            throw KeyPair.KeyError(
                message: KeyPair.Presence.there.half("secretId", without: "token").message.and(remedy))
        }
        if let end = credential.expiresAt, end <= now() {
            let renew = Wording("renew secretId, secretKey and token", zh: "请更新 secretId、secretKey 与 token")
            return broken(because: Wording("expiresAt has passed", zh: "expiresAt 已过").and(remedy ?? renew))
        }
        return found(credential.held(by: file.login ?? credential.holder))
    }
}

extension Wording {
    /// Returns the error followed by the remedy.
    fileprivate func and(_ remedy: Wording) -> Wording {
        Wording("\(self[.english]); \(remedy[.english])", zh: "\(self[.chinese])；\(remedy[.chinese])")
    }
}
