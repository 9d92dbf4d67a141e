// Whether a change was a degradation or a recovery. Only a state that is known to serve is better than one that is
// known to fail. A state that says nothing about traffic, such as `OFF` or `?`, is neither.

package import Essentials
import GAAP
import Inventory

extension TimelineEntry {
    /// The kind of event that the entry belongs to.
    package var kind: TimelineEvent.Kind {
        switch what {
        case .owner(let change):
            switch change.what {
            case .added: .ownerAdded
            case .removed: .ownerRemoved
            case .changed: change.stateChange?.kind ?? .ownerConfiguration
            }
        case .unreadable: .unreadable
        case .readable: .readable
        case .gap: .gap
        case .listener(let change):
            switch change.what {
            case .added: .added
            case .removed: .removed
            case .moved: .moved
            case .configuration: .configuration
            case .health(let health): health.kind
            }
        }
    }
}

extension TimelineEvent.Kind {
    /// Classifies the change from one level of service to another: 0 for none, 1 for a part, 2 for all; nil if the
    /// level is not known.
    fileprivate init(from old: Int?, to new: Int?) {
        guard let new else {
            self = .health
            return
        }
        guard let old else {
            self = new == 2 ? .better : .worse
            return
        }
        self = new < old ? .worse : old < new ? .better : .health
    }
}

extension State {
    /// How much of the traffic is served; nil if the state does not say.
    fileprivate var service: Int? {
        switch self {
        case .ok: 2
        case .part: 1
        case .down, .dns, .stop, .none: 0
        case .busy, .off, .unknown: nil
        }
    }
}

extension HealthChange {
    fileprivate var kind: TimelineEvent.Kind {
        // A stopped owner takes precedence over the states of the origins.
        if to == .stop, from != .stop { return .worse }
        if from == .stop, to != .stop, to.service != nil { return .better }
        let kind = TimelineEvent.Kind(from: from.service, to: to.service)
        return kind == .health && to.service != nil ? direction : kind
    }

    /// The kind of a change after which the listener serves as much as before, but its origins changed: for example, a
    /// second origin of three is down, or up again.
    private var direction: TimelineEvent.Kind {
        let kinds = origins.filter { $0.to != nil }.map {
            TimelineEvent.Kind(from: $0.from?.service, to: $0.to?.service)
        }
        let isWorse = kinds.contains(.worse) || origins.contains { !$0.wentDown.isEmpty }
        let isBetter = kinds.contains(.better) || origins.contains { !$0.cameBack.isEmpty }
        return isWorse == isBetter ? .health : isWorse ? .worse : .better
    }
}

extension OwnerChange {
    /// How the forwarding of traffic changed: degradations take precedence over recoveries. nil if it did not change.
    package var stateChange: (kind: TimelineEvent.Kind, verb: Wording)? {
        guard case .changed(let fields) = what else { return nil }
        let changes = fields.compactMap(\.stateChange)
        let order: [TimelineEvent.Kind] = [.worse, .better, .health]
        return order.lazy.compactMap { kind in changes.first { $0.kind == kind } }.first
    }
}

extension FieldChange {
    /// What a changed field of an owner says about its traffic; nil if it says nothing.
    fileprivate var stateChange: (kind: TimelineEvent.Kind, verb: Wording)? {
        let (old, new) = (from?[.english], to?[.english])
        let before: OwnerState?
        let after: OwnerState?
        var verb: Wording
        switch field {
        case "Status":
            func state(_ raw: String?) -> OwnerState? {
                raw.map { OwnerState(status: .value(OwnerStatus($0)), ban: .value(.notBanned)) }
            }
            (before, after) = (state(old), state(new))
            verb = new.map { OwnerStatus($0).meaning } ?? Wording("status unknown", zh: "状态未知")
        case "BanStatus":
            func state(_ raw: String?) -> OwnerState? {
                raw.map { OwnerState(status: .value(.running), ban: .value(BanStatus($0))) }
            }
            (before, after) = (state(old), state(new))
            verb = new.map { BanStatus($0).meaning } ?? Wording("ban status unknown", zh: "封禁状态未知")
        default: return nil
        }
        if let member = origin {
            verb = Wording("member \(member) \(verb[.english])", zh: "成员 \(member) \(verb[.chinese])")
        }
        return (TimelineEvent.Kind(from: before?.kind.service, to: after?.kind.service), verb)
    }
}

extension OwnerState.Kind {
    /// How much of the traffic is forwarded; nil if that is not known.
    fileprivate var service: Int? {
        switch self {
        case .serves: 2
        case .partlyStopped: 1
        case .stopped: 0
        case .changing, .unknown: nil
        }
    }
}
