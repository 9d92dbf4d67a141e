// The one word that says how a listener or an origin is. The order is severity, worst first, and everything that sorts or
// counts uses it.

/// A health word.
package enum State: Int, CaseIterable, Comparable, Sendable {
    case down, dns, part, busy, none, unknown, off, ok

    /// The word shown, searched for and exported.
    package var word: String {
        switch self {
        case .down: "DOWN"
        case .dns: "DNS"
        case .part: "PART"
        case .busy: "BUSY"
        case .none: "NONE"
        case .unknown: "?"
        case .off: "OFF"
        case .ok: "OK"
        }
    }

    /// What `!` and `--problems` keep.
    package var isProblem: Bool {
        switch self {
        case .down, .dns, .part, .none, .unknown: true
        case .busy, .off, .ok: false
        }
    }

    /// What the word means, for help.
    package var meaning: String {
        switch self {
        case .down: "every origin is abnormal"
        case .dns: "every origin is a name that does not resolve"
        case .part: "some origin, or some address of one, is down"
        case .busy: "being created, destroyed, adjusted or changed"
        case .none: "no origin is bound"
        case .unknown: "cannot be told: an unknown code, a missing field, or data that contradict each other"
        case .off: "health check off: not checked, which is not the same as healthy"
        case .ok: "every origin is normal"
        }
    }

    package init?(word: String) {
        let wanted = word.uppercased()
        guard let state = State.allCases.first(where: { $0.word == wanted }) else { return nil }
        self = state
    }

    package static func < (left: State, right: State) -> Bool { left.rawValue < right.rawValue }
}
