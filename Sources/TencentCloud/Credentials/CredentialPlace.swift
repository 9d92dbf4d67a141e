// The places where keys are searched, each in one row: how its sources are created, and what the manual says about it.
// The order is that of Tencent's own tools: environment, tccli profile, ini files, the machine's role, the pod's role.
//
// A new source needs a file in Sources and a row here. `doctor`, `info` and the manual read the rows.

/// One kind of place where keys are searched.
package struct CredentialPlace: Sendable {
    /// A variable or a file, and its purpose: an item of the manual.
    package struct Entry: Sendable {
        package let names: String
        package let about: String

        init(_ names: String, _ about: String) {
            self.names = names
            self.about = about
        }
    }

    package var variables: [Entry] = []
    package var files: [Entry] = []
    /// The sources of this place, in their order.
    let sources: @Sendable (CredentialSurroundings) -> [any CredentialSource]

    package static let all: [CredentialPlace] = [
        CredentialPlace(
            variables: [
                Entry(
                    "TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_TOKEN",
                    "The key to sign with. Secrets are never accepted as flags."),
                Entry(
                    "TENCENTCLOUD_ROLE_ARN, TENCENTCLOUD_ROLE_SESSION_NAME",
                    "The role to assume with the key that is found, and the session name in the audit log (default: "
                        + "gaapscope)."),
            ],
            sources: { [$0.assuming(EnvironmentCredentials(environment: $0.environment))] }),
        CredentialPlace(
            variables: [
                Entry(
                    "TCCLI_PROFILE", "The tccli profile to use if the environment contains no key (default: default).")
            ],
            files: [
                Entry(
                    "~/.tccli/<profile>.credential",
                    "The keys of tccli: permanent keys, keys of tccli auth login and tccli sso login, a role to assume, or "
                        + "the role of the machine (cvm-role).")
            ],
            sources: { [$0.profile($0.profileChoice, role: $0.role)] }),
        CredentialPlace(
            files: [
                Entry(
                    "~/.tencentcloud/credentials, /etc/tencentcloud/credentials",
                    "The keys of the SDKs: secret_id and secret_key in the section [default].")
            ],
            sources: {
                [
                    $0.assuming(IniCredentials(home: $0.home, files: $0.files)),
                    $0.assuming(IniCredentials(path: "/etc/tencentcloud/credentials", files: $0.files)),
                ]
            }),
        CredentialPlace(sources: { [$0.assuming($0.machine)] }),
        CredentialPlace(
            variables: [
                Entry(
                    "TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN",
                    "Set by the cluster in a TKE pod: the role whose key is used if no other key is found.")
            ],
            sources: {
                [
                    $0.assuming(
                        WorkloadCredentials(environment: $0.environment, files: $0.files, service: $0.services.tokens))
                ]
            }),
    ]
}
