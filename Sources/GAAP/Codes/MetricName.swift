package import Essentials

/// A metric of a listener.
package struct MetricName: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    /// Traffic from clients.
    package static let inBandwidth = MetricName("InBandwidth")
    /// Traffic to clients.
    package static let outBandwidth = MetricName("OutBandwidth")
    package static let concurrent = MetricName("Concurrent")
    package static let inPackets = MetricName("InPackets")
    package static let outPackets = MetricName("OutPackets")
    /// Cloud Monitor's name for the health of an origin. It is not a traffic metric, so the table of meanings does not
    /// contain it.
    package static let originHealth = MetricName("ListenerRsStatus")
    package static let meanings: [MetricName: Wording] = [
        .inBandwidth: Wording("bandwidth in", zh: "入带宽"), .outBandwidth: Wording("bandwidth out", zh: "出带宽"),
        .concurrent: Wording("concurrent connections", zh: "并发连接数"),
        .inPackets: Wording("packets in", zh: "入包量"), .outPackets: Wording("packets out", zh: "出包量"),
    ]
}
