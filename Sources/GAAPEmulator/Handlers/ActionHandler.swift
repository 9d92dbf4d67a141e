// The handlers of the actions, one per action. A new action needs one file and one entry here.

import TencentCloud
import GAAP
import Essentials

/// Handles one action.
protocol ActionHandler: Sendable {
    static var action: any GAAPAction.Type { get }
    /// All parameters of the action. Other parameters are refused.
    static var parameters: [Parameter] { get }
    /// Returns the members of `Response` except the RequestId.
    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member]
}

enum Handlers {
    static let all: [any ActionHandler.Type] = [
        DescribeTCPListenersHandler.self, DescribeProxiesHandler.self, DescribeProxyGroupListHandler.self,
        DescribeProxyDetailHandler.self, DescribeRealServerStatisticsHandler.self,
        DescribeListenerStatisticsHandler.self, GetMonitorDataHandler.self,
    ]

    static func named(_ name: String) -> (any ActionHandler.Type)? { all.first { $0.action.name == name } }

    /// Returns the service that has a version, or nil if no emulated service has it.
    static func service(ofVersion version: String) -> String? {
        all.first { $0.action.version == version }?.action.service
    }
}
