/// What is measured of a listener's traffic.
package struct MetricName: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    /// From clients.
    package static let inBandwidth = MetricName("InBandwidth")
    /// To clients.
    package static let outBandwidth = MetricName("OutBandwidth")
    package static let concurrent = MetricName("Concurrent")
    package static let inPackets = MetricName("InPackets")
    package static let outPackets = MetricName("OutPackets")
    package static let meanings: [MetricName: String] = [
        .inBandwidth: "bandwidth in", .outBandwidth: "bandwidth out", .concurrent: "concurrent connections",
        .inPackets: "packets in", .outPackets: "packets out",
    ]
}
