// The two actions of STS that are of use here. A duration is left out: the service's own two hours will do.

/// Rules and answer that both have.
protocol TokenAction: Action where Answer == TokenAnswer {}

extension TokenAction {
    static var version: String { "2018-08-13" }
    static var service: String { "sts" }

    /// Nothing: `Role` has seen to it.
    func validate() throws(RequestError) {}
}

struct TokenAnswer: Decodable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case key = "Credentials"
        case end = "ExpiredTime"
    }

    let key: TemporaryKey

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var key = try container.decode(TemporaryKey.self, forKey: .key)
        key.end = try container.decodeIfPresent(Double.self, forKey: .end)
        self.key = key
    }
}

/// A role's key for one who has a key.
struct AssumeRole: TokenAction {
    enum CodingKeys: String, CodingKey {
        case arn = "RoleArn"
        case session = "RoleSessionName"
    }

    static let name = "AssumeRole"

    let arn: String
    let session: String

    init(_ role: Role) {
        arn = role.arn
        session = role.session
    }

    /// STS wants one and answers the same everywhere; this is the one of Tencent's SDKs.
    var region: String? { "ap-guangzhou" }
}

/// A role's key for one who has an identity token in place of a key.
struct AssumeRoleWithWebIdentity: TokenAction {
    private enum CodingKeys: String, CodingKey {
        case provider = "ProviderId"
        case token = "WebIdentityToken"
        case arn = "RoleArn"
        case session = "RoleSessionName"
    }

    static let name = "AssumeRoleWithWebIdentity"
    static let isSigned = false

    let role: Role
    let provider: String
    let token: Secret
    let region: String?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(provider, forKey: .provider)
        try container.encode(token.reveal(), forKey: .token)
        try container.encode(role.arn, forKey: .arn)
        try container.encode(role.session, forKey: .session)
    }
}
