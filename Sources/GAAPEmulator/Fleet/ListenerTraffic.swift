// What a listener carries at a moment: a pure function of the seed and the time. A level of its own, a day with its
// peak at nine in the evening in China, some noise; and only a trickle of it while its origins are down, for what does
// not connect carries nothing.

import GAAP
import Essentials

/// The traffic of one listener over time.
struct ListenerTraffic {
    private static let day = 86_400.0
    /// Seconds of the day in UTC at which most is carried.
    private static let peak = 13 * 3_600.0
    /// Mbit/s to clients at the peak: a listener has one of these levels.
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

    /// A metric in the unit of the service's monitoring: Mbit/s, packets a second, connections.
    func value(_ metric: MetricName, at time: UnixTime) -> Double {
        let outgoing = level * daily(time) * jitter(time) * share(time)
        // 700 bytes a packet, and so much a connection: plausible for games and web pages alike.
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

    /// From a quarter at dawn to 1 at the peak, smoothly.
    private func daily(_ time: UnixTime) -> Double {
        let second = (time.seconds - Self.peak).truncatingRemainder(dividingBy: Self.day)
        let away = min(abs(second), Self.day - abs(second)) / (Self.day / 2)
        let near = 1 - away
        return 0.25 + 0.75 * near * near * (3 - 2 * near)
    }

    /// Up to a tenth more or less, another every five minutes.
    private func jitter(_ time: UnixTime) -> Double {
        let slot = UInt64(bitPattern: Int64(time.wholeSeconds / 300))
        return 0.9 + 0.2 * SplitMix64.fraction(SplitMix64.mix(noise &+ slot &* 0x9E37_79B9_7F4A_7C15))
    }

    /// The part that origins are there for.
    private func share(_ time: UnixTime) -> Double {
        guard !origins.isEmpty else { return 0 }
        let serving = origins.count { $0.health(at: time).isServing }
        if serving == 0 { return 0.02 }
        // The others take over most of what one that is down had.
        return 0.6 + 0.4 * Double(serving) / Double(origins.count)
    }
}
