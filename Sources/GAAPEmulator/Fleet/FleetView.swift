// The fleet at one moment, in one language: what a request is answered from.

import Essentials

/// A fleet as it looks now.
struct FleetView {
    let fleet: Fleet
    /// nil while nothing changes by itself.
    let churn: Churn?
    /// Seconds since the start.
    let elapsed: Double
    let now: UnixTime
    /// What the fleet was made from.
    let seed: UInt64
    let language: Language

    func health(of binding: FleetListener.Binding) -> FleetOrigin.Health {
        let origin = origin(of: binding)
        return churn?.health(of: origin, at: elapsed) ?? origin.health
    }

    func timeline(of binding: FleetListener.Binding) -> OriginTimeline {
        OriginTimeline(origin(of: binding), seed: seed, churn: churn, start: now + -elapsed)
    }

    private func origin(of binding: FleetListener.Binding) -> FleetOrigin {
        fleet.origins[binding.origin].seen(onPort: binding.port)
    }

    /// What a proxy says of itself: Status and BanStatus.
    func status(of proxy: FleetProxy) -> (status: String, ban: String) {
        churn?.status(of: proxy, at: elapsed) ?? (proxy.status, proxy.banStatus)
    }

    func status(of listener: FleetListener) -> Int {
        churn?.status(of: listener, at: elapsed) ?? listener.status
    }
}
