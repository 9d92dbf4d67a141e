// One handler per action, and the list of them. An action is added with one file and one entry here.

import TencentCloud
import GAAP
import Essentials

/// Answers one action.
protocol ActionHandler: Sendable {
    static var action: any GAAPAction.Type { get }
    /// All that it takes; anything else is refused.
    static var parameters: [Parameter] { get }
    /// What `Response` holds beside the RequestId.
    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member]
}

enum Handlers {
    static let all: [any ActionHandler.Type] = [
        DescribeTCPListenersHandler.self, DescribeProxiesHandler.self, DescribeProxyGroupListHandler.self,
        DescribeProxyDetailHandler.self, DescribeRealServerStatisticsHandler.self,
        DescribeListenerStatisticsHandler.self, GetMonitorDataHandler.self,
    ]

    static func named(_ name: String) -> (any ActionHandler.Type)? { all.first { $0.action.name == name } }

    /// The service that has a version; nil where none of those that are emulated has it.
    static func service(ofVersion version: String) -> String? {
        all.first { $0.action.version == version }?.action.service
    }
}
