import GAAP
import Essentials

enum DescribeProxyDetailHandler: ActionHandler {
    static let action: any GAAPAction.Type = DescribeProxyDetail.self
    static let parameters: [Parameter] = [.required("ProxyId", .string)]

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        guard let id = values.string("ProxyId") else { throw .missing("ProxyId") }
        guard let proxy = view.fleet.proxies.first(where: { $0.id == id }) else { throw .notFound(id) }
        return [JSONValue.Member(name: "ProxyDetail", value: view.row(of: proxy))]
    }
}
