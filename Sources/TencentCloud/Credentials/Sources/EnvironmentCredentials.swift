package import Essentials

/// `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and `TENCENTCLOUD_TOKEN`.
package struct EnvironmentCredentials: CredentialSource {
    private static let id = "TENCENTCLOUD_SECRET_ID"
    private static let key = "TENCENTCLOUD_SECRET_KEY"
    private static let token = "TENCENTCLOUD_TOKEN"

    package let name = Wording("environment", zh: "环境变量")
    private let parts: KeyPair
    /// The error in the variables of the requested role. `AssumedRole` assumes the role.
    private let roleError: KeyPair.KeyError?

    /// Selects the relevant variables as secrets, so that printing this value does not print a key.
    package init(environment: [String: String]) {
        func part(_ variable: String) -> KeyPair.Part { KeyPair.Part(variable, environment[variable].map(Secret.init)) }
        parts = KeyPair(id: part(Self.id), secret: part(Self.key), token: part(Self.token))
        do throws(KeyPair.KeyError) {
            _ = try Role(environment: environment)
            roleError = nil
        } catch {
            roleError = error
        }
    }

    package func holder() -> KeyHolderFinding { KeyHolderFinding(find().outcome) }

    package func find() -> CredentialFinding {
        do throws(KeyPair.KeyError) {
            if let roleError { throw roleError }
            guard let credential = try parts.credential(.set) else {
                return nothing(
                    because: Wording("\(Self.id) and \(Self.key) are not set", zh: "未设置 \(Self.id) 与 \(Self.key)"))
            }
            return found(credential)
        } catch {
            return broken(because: error.message)
        }
    }
}
