// The service's name and version, and the list of its actions that this program knows. The list is what tests walk
// over, so that an action cannot be added in one place and forgotten in another.

package import TencentCloud

/// Global Application Acceleration Platform.
package enum GAAPService {
    package static let name = "gaap"
    package static let version = "2018-05-29"
    /// Requests a second that the service allows per action and account.
    package static let requestsPerSecond = 20
    /// Rows of the largest page that is asked for.
    package static let largestPage = ParameterRules.pageLimits.upperBound

    package static let actions: [any GAAPAction.Type] = [
        DescribeTCPListeners.self, DescribeProxies.self, DescribeProxyGroupList.self, DescribeProxyDetail.self,
        DescribeRealServerStatistics.self, DescribeListenerStatistics.self, GetMonitorData.self,
    ]

    /// The names of all actions, for a CAM policy. Each stands below the name of its service: `gaap:`, `monitor:`.
    package static var actionNames: [String] { actions.map { $0.name } }
}

/// An action of GAAP, or of another service about GAAP.
package protocol GAAPAction: Action {}

extension GAAPAction {
    package static var service: String { GAAPService.name }
    package static var version: String { GAAPService.version }
}
