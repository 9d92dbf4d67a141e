// The name and version of the service, and the list of its actions that this program uses. Tests iterate over the list,
// so an action cannot be added in one place and forgotten in another.

package import TencentCloud

/// Global Application Acceleration Platform.
package enum GAAPService {
    package static let name = "gaap"
    package static let version = "2018-05-29"
    /// The number of requests per second that the service allows per action and account.
    package static let requestsPerSecond = 20
    /// The maximum number of rows that the program requests per page.
    package static let largestPage = ParameterRules.pageLimits.upperBound

    package static let actions: [any GAAPAction.Type] = [
        DescribeTCPListeners.self, DescribeProxies.self, DescribeProxyGroupList.self, DescribeProxyDetail.self,
        DescribeRealServerStatistics.self, DescribeListenerStatistics.self, GetMonitorData.self,
    ]

    /// The names of all actions, for a CAM policy. In a policy, each name has the prefix of its service: `gaap:`,
    /// `monitor:`.
    package static var actionNames: [String] { actions.map { $0.name } }
}

/// An action of GAAP, or an action of another service that returns data about GAAP.
package protocol GAAPAction: Action {}

extension GAAPAction {
    package static var service: String { GAAPService.name }
    package static var version: String { GAAPService.version }
}
