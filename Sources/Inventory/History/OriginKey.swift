// An origin's health belongs to a listener as well: the same address may answer one health check and fail another.

package import GAAP

/// An origin of a listener as its history is asked for, which is once for all the ports that it is bound on.
package struct OriginKey: Hashable, Sendable {
    package let realServerID: String
    package let listenerID: String

    package init(realServerID: String, listenerID: String) {
        self.realServerID = realServerID
        self.listenerID = listenerID
    }

    /// The key of an origin of a listener; nil where the service sent no id to ask by.
    package init?(_ server: BindRealServer, of listener: TCPListener) {
        guard let origin = server.realServerID, let id = listener.listenerID, !origin.isEmpty, !id.isEmpty else {
            return nil
        }
        self.init(realServerID: origin, listenerID: id)
    }
}

/// An origin as it is bound to a listener: one id on two ports is two of them.
package struct BoundOrigin: Hashable, Sendable {
    package let key: OriginKey
    package let port: Int?

    package init(key: OriginKey, port: Int?) {
        self.key = key
        self.port = port
    }

    /// nil where the service sent no id.
    package init?(_ server: BindRealServer, of listener: TCPListener) {
        guard let key = OriginKey(server, of: listener) else { return nil }
        self.init(key: key, port: listener.port(of: server))
    }
}
