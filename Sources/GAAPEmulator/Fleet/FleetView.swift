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

    func health(of origin: FleetOrigin) -> FleetOrigin.Health {
        churn?.health(of: origin, at: elapsed) ?? origin.health
    }

    func timeline(of origin: FleetOrigin) -> OriginTimeline {
        OriginTimeline(origin, seed: seed, churn: churn, start: now + -elapsed)
    }

    func status(of listener: FleetListener) -> Int {
        churn?.status(of: listener, at: elapsed) ?? listener.status
    }
}
