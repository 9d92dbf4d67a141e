// A query to the sources of histories. It is about one origin of a listener, with all the ports that it is bound with.
// A source either distinguishes the ports in its response or does not.

package import GAAP

/// An origin whose history is requested, as each source identifies it.
package struct HistoryQuery: Hashable, Sendable {
    package let key: OriginKey
    /// The identification for Cloud Monitor, one for each proxy that may contain the listener; empty if one of the ids
    /// is not known.
    package let monitored: [MonitoredOrigin]

    package init(key: OriginKey, monitored: [MonitoredOrigin] = []) {
        self.key = key
        self.monitored = monitored
    }

    /// Creates the query for an origin of a listener; nil if the service did not send the required ids.
    /// - Parameter channels: the ids of the proxies that the listener belongs to; for a group, those of its members.
    package init?(_ server: BindRealServer, of listener: TCPListener, channels: [String]) {
        guard let key = OriginKey(server, of: listener) else { return nil }
        let address = server.realServerIP ?? ""
        self.init(
            key: key,
            monitored: address.isEmpty
                ? []
                : channels.map { MonitoredOrigin(channelID: $0, listenerID: key.listenerID, origin: address) })
    }
}

/// The source of histories.
package enum HistoryChoice: String, CaseIterable, Sendable {
    /// DescribeRealServerStatistics, or Cloud Monitor if the service no longer offers that action.
    case auto
    /// Cloud Monitor.
    case monitor
}
