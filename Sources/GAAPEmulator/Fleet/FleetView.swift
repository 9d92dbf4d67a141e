// The fleet at one time, in one language: the data for the response to a request.

import Essentials

/// The current state of a fleet.
struct FleetView {
    let fleet: Fleet
    /// The churn. nil if nothing changes by itself.
    let churn: Churn?
    /// The seconds since the start.
    let elapsed: Double
    let now: UnixTime
    /// The seed of the fleet.
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

    /// Returns Status and BanStatus of a proxy.
    func status(of proxy: FleetProxy) -> (status: String, ban: String) {
        churn?.status(of: proxy, at: elapsed) ?? (proxy.status, proxy.banStatus)
    }

    func status(of listener: FleetListener) -> Int {
        churn?.status(of: listener, at: elapsed) ?? listener.status
    }
}
