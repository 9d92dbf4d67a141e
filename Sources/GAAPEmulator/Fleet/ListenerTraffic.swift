// The traffic of a listener at a time. It is a pure function of the seed and the time: an individual level, a daily
// curve with its peak at nine in the evening in China, and some noise. While all origins are down, the traffic is close
// to zero, because failed connections carry no data.

import GAAP
import Essentials

/// The traffic of one listener over time.
struct ListenerTraffic {
    private static let day = 86_400.0
    /// The time of the peak, in seconds of the day in UTC.
    private static let peak = 13 * 3_600.0
    /// The possible levels of a listener: Mbit/s to clients at the peak.
    private static let levels = [0.2, 0.8, 2, 5, 12, 30, 80]

    private let level: Double
    private let incoming: Double
    private let noise: UInt64
    private let origins: [OriginTimeline]

    init(_ listener: FleetListener, in view: FleetView) {
        noise = SplitMix64.hash(listener.id, seed: view.seed)
        var chance = SplitMix64(seed: noise)
        level = (chance.pick(Self.levels) ?? 1) * (0.7 + 0.6 * SplitMix64.fraction(chance.next()))
        incoming = 0.1 + 0.3 * SplitMix64.fraction(chance.next())
        origins = listener.bindings.map(view.timeline)
    }

    /// Returns a metric in the unit of the service's monitoring: Mbit/s, packets per second, connections.
    func value(_ metric: MetricName, at time: UnixTime) -> Double {
        let outgoing = level * daily(time) * jitter(time) * share(time)
        // 700 bytes per packet and a fixed bandwidth per connection are plausible for games and web pages.
        let packets = outgoing * 1_000_000 / 8 / 700
        let number =
            switch metric {
            case .inBandwidth: outgoing * incoming
            case .inPackets: packets * 0.6
            case .outPackets: packets
            case .concurrent: (outgoing * 40).rounded()
            default: outgoing
            }
        return (number * 1_000).rounded() / 1_000
    }

    /// Returns the factor of the daily curve: from a quarter at dawn to 1 at the peak, smoothly.
    private func daily(_ time: UnixTime) -> Double {
        let second = (time.seconds - Self.peak).truncatingRemainder(dividingBy: Self.day)
        let away = min(abs(second), Self.day - abs(second)) / (Self.day / 2)
        let near = 1 - away
        return 0.25 + 0.75 * near * near * (3 - 2 * near)
    }

    /// Returns a random factor from 0.9 to 1.1, which changes every five minutes.
    private func jitter(_ time: UnixTime) -> Double {
        let slot = UInt64(bitPattern: Int64(time.wholeSeconds / 300))
        return 0.9 + 0.2 * SplitMix64.fraction(SplitMix64.mix(noise &+ slot &* 0x9E37_79B9_7F4A_7C15))
    }

    /// Returns the part of the traffic that the serving origins handle.
    private func share(_ time: UnixTime) -> Double {
        guard !origins.isEmpty else { return 0 }
        let serving = origins.count { $0.health(at: time).isServing }
        if serving == 0 { return 0.02 }
        // The other origins take over most of the traffic of an origin that is down.
        return 0.6 + 0.4 * Double(serving) / Double(origins.count)
    }
}
