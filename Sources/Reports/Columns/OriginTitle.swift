package import GAAP
package import Essentials

/// The column titles of a table of origins, for the browser and for `show`.
package enum OriginTitle: CaseIterable, Sendable {
    case server, port, weight, role, state

    /// The title, which is not wider than its column in the browser. The weight column has a width of 3, and of 4 in
    /// Chinese.
    package var wording: Wording {
        switch self {
        case .server: Wording("SERVER", zh: "源站")
        case .port: Wording("PORT", zh: "端口")
        case .weight: Wording("WT", zh: "权重")
        case .role: Wording("ROLE", zh: "角色")
        case .state: Wording("STATE", zh: "状态")
        }
    }
}

extension FailoverRole {
    /// The role as it is displayed in the table. An unknown role is displayed as the service wrote it.
    package func shown(in language: Language) -> String { isKnown ? meaning[language] : raw }
}
