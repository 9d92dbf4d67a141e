import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

import Inventory
@testable import Reports

extension ServiceError {
    fileprivate init(_ code: String, action: String = "DescribeProxies", site: Site? = nil, skew: Double? = nil) throws
    {
        self.init(
            code: code, message: "no", requestID: "r-1", action: action,
            endpoint: site?.endpoint, clockSkew: skew)
    }
}

@Suite struct ErrorWordsTests {
    /// Every documented code: the codes of the actions and the common codes of all products.
    static let documented = [
        "ActionOffline", "AuthFailure", "AuthFailure.InvalidAuthorization", "AuthFailure.InvalidSecretId",
        "AuthFailure.MFAFailure", "AuthFailure.NotEnterpriseAuthorization", "AuthFailure.SecretIdNotFound",
        "AuthFailure.SignatureExpire", "AuthFailure.SignatureFailure", "AuthFailure.TokenFailure",
        "AuthFailure.UnauthorizedOperation", "DryRunOperation", "FailedOperation",
        "FailedOperation.AccountBalanceInsufficient", "FailedOperation.ActionIsDoing",
        "FailedOperation.ActionOperateTooQuickly", "FailedOperation.ListenerHasTask",
        "FailedOperation.NotSupportOldVersionProxy", "FailedOperation.NotSupportProxyGroup",
        "FailedOperation.RealServerNotInProject", "FailedOperation.ResourceCanNotAccess",
        "FailedOperation.UserNotConfirmProtocol", "InternalError", "InvalidAction", "InvalidParameter",
        "InvalidParameterValue", "InvalidParameterValue.ProjectIdNotBelong",
        "InvalidParameterValue.RealServerNotBelong", "InvalidRequest", "IpInBlacklist", "IpNotInWhitelist",
        "LimitExceeded", "MissingParameter", "NoSuchProduct", "NoSuchVersion", "RequestLimitExceeded",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded", "RequestLimitExceeded.IPLimitExceeded",
        "RequestLimitExceeded.UinLimitExceeded", "RequestSizeLimitExceeded", "ResourceInUse", "ResourceInsufficient",
        "ResourceNotFound", "ResourceUnavailable", "ResourceUnavailable.AccountViolation",
        "ResponseSizeLimitExceeded", "ServiceUnavailable", "UnauthorizedOperation", "UnknownParameter",
        "UnsupportedOperation", "UnsupportedProtocol", "UnsupportedRegion",
    ]

    @Test func `The table has exactly the documented codes, each once`() {
        #expect(ErrorWords.all.map(\.code).sorted() == Self.documented)
    }

    @Test(arguments: ErrorWords.all)
    func `A row has a meaning and advice in both languages, for its code and the codes below it`(row: ErrorWords) throws
    {
        for code in [row.code, row.code + ".Below"] {
            for language in Language.allCases {
                let notice = Notice(.service(try ServiceError(code)), language: language)
                let meaning = row.meaning[language]
                let what =
                    language == .english
                    ? "DescribeProxies failed: \(code) (\(meaning)): no" : "DescribeProxies 失败：\(code)（\(meaning)）：no"
                #expect(notice.what == "\(what) [RequestId r-1]")
                #expect(!notice.advice.isEmpty)
                #expect(row.meaning[language].isChinese == (language == .chinese))
                #expect(notice.advice.isChinese == (language == .chinese))
            }
        }
    }

    @Test(arguments: ["Unheard", "AuthFailureX", "Auth", "", "InvalidParameterX", "authfailure"])
    func `A code without a row has neither meaning nor advice`(code: String) throws {
        let notice = Notice(.service(try ServiceError(code)))
        #expect(notice == Notice("DescribeProxies failed: \(code): no [RequestId r-1]"))
    }

    @Test(arguments: ["UnauthorizedOperation", "AuthFailure.UnauthorizedOperation"], Language.allCases)
    func `The advice for a denied action contains the policy statement to add`(code: String, language: Language) throws
    {
        let error = try ServiceError(code, action: "DescribeTCPListeners")
        #expect(
            Notice(.service(error), language: language).advice.hasSuffix(
                #"{"effect":"allow","action":["gaap:DescribeTCPListeners"],"resource":["*"]}"#))
    }

    @Test func `The advice for an unknown key names the other site, if the endpoint belongs to a site`() throws {
        func advice(_ site: Site?, _ language: Language = .english) throws -> String {
            Notice(.service(try ServiceError("AuthFailure.SecretIdNotFound", site: site)), language: language).advice
        }
        #expect(try advice(.international).hasSuffix("a key of the other site needs --site china"))
        #expect(try advice(.china).hasSuffix("a key of the other site needs --site international"))
        #expect(try advice(.china, .chinese).hasSuffix("当前为中国站点，另一站点的密钥请用 --site international"))
        #expect(try !advice(nil).contains("--site"))
    }

    @Test(
        arguments: [
            (400.7, "this machine's clock is 400 s behind the service's; synchronize it (NTP)"),
            (-400.0, "this machine's clock is 400 s ahead of the service's; synchronize it (NTP)"),
            (240.0, nil), (nil, nil),
            (2.6e11, "this machine's clock is 260000000000 s behind the service's; synchronize it (NTP)"),
        ] as [(Double?, String?)])
    func `A large clock skew is named, whatever the error`(skew: Double?, words: String?) throws {
        let late = Notice(.service(try ServiceError("AuthFailure.SignatureExpire", skew: skew))).advice
        #expect(late == words ?? "synchronize this machine's clock (NTP); it must be within 5 minutes of the service's")
        let other = Notice(.service(try ServiceError("InternalError", skew: skew))).advice
        #expect(other.hasPrefix(words ?? "try again"))
        #expect(other.contains("contact support"))
        if words != nil {
            #expect(Notice(.service(try ServiceError("Odd", skew: skew)), language: .chinese).advice.isChinese)
        }
    }
}
