// An origin's health belongs to a listener as well: the same address may answer one health check and fail another.

package import GAAP

/// An origin as one listener sees it.
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
