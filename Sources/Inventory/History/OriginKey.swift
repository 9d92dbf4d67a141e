// The health of an origin also depends on the listener: the same address may pass one health check and fail another.

package import GAAP

/// An origin of a listener, as it is identified in requests for its history. One request covers all ports that it is
/// bound with.
package struct OriginKey: Hashable, Sendable {
    package let realServerID: String
    package let listenerID: String

    package init(realServerID: String, listenerID: String) {
        self.realServerID = realServerID
        self.listenerID = listenerID
    }

    /// Creates the key of an origin of a listener; nil if the service did not send the required ids.
    package init?(_ server: BindRealServer, of listener: TCPListener) {
        guard let origin = server.realServerID, let id = listener.listenerID, !origin.isEmpty, !id.isEmpty else {
            return nil
        }
        self.init(realServerID: origin, listenerID: id)
    }
}

/// An origin as it is bound to a listener. The same id with two ports is two bound origins.
package struct BoundOrigin: Hashable, Sendable {
    package let key: OriginKey
    package let port: Int?

    package init(key: OriginKey, port: Int?) {
        self.key = key
        self.port = port
    }

    /// Creates the bound origin; nil if the service did not send the required ids.
    package init?(_ server: BindRealServer, of listener: TCPListener) {
        guard let key = OriginKey(server, of: listener) else { return nil }
        self.init(key: key, port: listener.port(of: server))
    }
}
