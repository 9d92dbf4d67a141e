// The two STS actions that this program uses. The requests contain no duration: the service's default of two hours is
// sufficient.

/// The rules and the response type that both actions share.
protocol TokenAction: Action where Answer == TokenAnswer {}

extension TokenAction {
    static var version: String { "2018-08-13" }
    static var service: String { "sts" }

    /// Checks nothing, because `Role` has already checked the values.
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

/// Requests the key of a role with another key.
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

    /// STS requires a region, and its response is the same in every region. Tencent's SDKs use this region as well.
    var region: String? { "ap-guangzhou" }
}

/// Requests the key of a role with an identity token instead of a key.
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
