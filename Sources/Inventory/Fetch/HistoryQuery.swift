// What is asked of the sources of histories. One query asks about one origin of a listener, on all the ports that it is
// bound on: the sources tell them apart in their answers, or not at all.

package import GAAP

/// An origin whose history is wanted, as each source names it.
package struct HistoryQuery: Hashable, Sendable {
    package let key: OriginKey
    /// As Cloud Monitor names it: once for each proxy that the listener may be found under. Empty where one of the
    /// names is not known.
    package let monitored: [MonitoredOrigin]

    package init(key: OriginKey, monitored: [MonitoredOrigin] = []) {
        self.key = key
        self.monitored = monitored
    }

    /// The query about an origin of a listener; nil where the service sent no id to ask by.
    /// - Parameter channels: the ids of the proxies that the listener belongs to; a group's are its members.
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

/// Where histories come from.
package enum HistoryChoice: String, CaseIterable, Sendable {
    /// DescribeRealServerStatistics, and Cloud Monitor where the service no longer has that.
    case auto
    /// Cloud Monitor.
    case monitor
}
