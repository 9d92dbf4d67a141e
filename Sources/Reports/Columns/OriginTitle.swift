package import GAAP
package import Essentials

/// The titles of a table of origins: the browser's and that of `show`.
package enum OriginTitle: CaseIterable, Sendable {
    case server, port, weight, role, state

    /// No wider than the columns of the browser, of which the weight's is 3.
    package var wording: Wording {
        switch self {
        case .server: Wording("SERVER", zh: "源站")
        case .port: Wording("PORT", zh: "端口")
        case .weight: Wording("WT", zh: "权")
        case .role: Wording("ROLE", zh: "角色")
        case .state: Wording("STATE", zh: "状态")
        }
    }
}

extension FailoverRole {
    /// As it stands in such a table: a role that is not known as the service wrote it.
    package func shown(in language: Language) -> String { isKnown ? meaning[language] : raw }
}
