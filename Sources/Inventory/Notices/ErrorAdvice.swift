// What to do about an error, by the beginning of its code: the longest row that fits speaks. A code without a row still shows
// its raw code, message and RequestId.

import TencentCloud

enum ErrorAdvice {
    /// Code (or its beginning, up to a dot) and advice.
    static let byCode: [(code: String, advice: String)] = [
        ("AuthFailure", "check the key, and that it belongs to this site"),
        (
            "AuthFailure.SecretIdNotFound",
            "the key is unknown here; a key of the other site (site: china or international) is unknown too"
        ),
        ("AuthFailure.InvalidSecretId", "TENCENTCLOUD_SECRET_ID is not an API key id"),
        ("AuthFailure.SignatureFailure", "TENCENTCLOUD_SECRET_KEY does not belong to this SecretId; copy it again"),
        ("AuthFailure.SignatureExpire", "set this machine's clock (NTP); it must be within 5 minutes of the service's"),
        ("AuthFailure.TokenFailure", "the temporary credentials have expired; get new ones"),
        ("AuthFailure.UnauthorizedOperation", "allow the action to this key in CAM"),
        ("UnauthorizedOperation", "allow the action to this key in CAM"),
        ("AuthFailure.MFAFailure", "the key needs multi-factor authentication, which a terminal cannot give"),
        ("RequestLimitExceeded", "others use the allowance too; lower --rate, or wait"),
        ("ResourceNotFound", "check the id, and that it is of this account and site"),
        ("InvalidParameter", "check the id and the filters"),
        ("InvalidParameterValue", "check the id and the filters"),
        ("MissingParameter", "name a proxy, a group or a listener"),
        ("UnknownParameter", "this endpoint does not know the parameter; is it GAAP's?"),
        ("InvalidAction", "this endpoint does not know the action; is it GAAP's?"),
        ("NoSuchVersion", "this endpoint does not know the API version; is it GAAP's?"),
        ("InternalError", "the service's own fault; it was tried again; tell support the RequestId if it stays"),
        ("ServiceUnavailable", "the service is down for the moment; try again"),
        ("FailedOperation", "the service could not do it; tell support the RequestId if it stays"),
        ("FailedOperation.UserNotConfirmProtocol", "accept the service's terms in the console first"),
        ("ResourceUnavailable.AccountViolation", "the account is restricted; see its inbox in the console"),
        ("AuthFailure.NotEnterpriseAuthorization", "the account needs an enterprise verification"),
        ("IpInBlacklist", "this address is refused by the account's or the service's list"),
        ("IpNotInWhitelist", "this address is not on the account's list"),
        ("UnsupportedRegion", "GAAP needs no region; the endpoint may be another product's"),
    ]

    static func text(for fault: ServiceError) -> String {
        if fault.code == "AuthFailure.SignatureExpire", let skew = fault.clockSkew, abs(skew) >= 1 {
            let direction = skew > 0 ? "behind" : "ahead of"
            return "this machine's clock is \(Int(abs(skew))) s \(direction) the service's; set it (NTP)"
        }
        let rows = byCode.filter { fault.matches($0.code) }
        return rows.max { $0.code.utf8.count < $1.code.utf8.count }?.advice ?? ""
    }

    static func text(for kind: TransportFault.Kind) -> String {
        switch kind {
        case .unknownHost: "check the endpoint's name, and this machine's DNS"
        case .connectionRefused: "check --endpoint, and that the service is running"
        case .connectTimeout, .readTimeout, .totalTimeout: "check the network; --timeout allows more time"
        case .connectionClosed, .truncated: "the line is bad, or something between closes connections; R tries again"
        case .tls: "check --ca-file, this machine's clock, and what stands between"
        case .proxy: "check HTTPS_PROXY"
        case .tooLarge: "lower --page-size"
        case .notHTTP: "check --endpoint: something else answers there"
        case .cancelled, .other: ""
        }
    }

    static func text(for answer: MalformedAnswer) -> String {
        switch answer.kind {
        case .status(let code) where code == 401 || code == 403 || code == 407:
            "something between here and the service refuses; check proxies"
        case .status(let code) where code >= 500: "a gateway's or the service's fault; try again"
        case .status, .noEnvelope: "check --endpoint: this does not look like the API"
        case .html: "a login page or a proxy answers in its place; check the network"
        case .empty, .notJSON: "the line is bad, or something between cuts answers; try again"
        case .wrongType: "the service answers in an unknown form; please report it with the RequestId"
        }
    }
}
