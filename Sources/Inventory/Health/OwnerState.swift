// Whether an owner forwards traffic. This is the only code that interprets Status, BanStatus and the members of a
// group. Only a running owner that is not banned forwards traffic. Other owners keep their listeners, whose origins may
// still be reported as normal.

import Essentials
package import GAAP

/// Whether a proxy or a group forwards traffic, and the evidence for it.
package struct OwnerState: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case serves
        /// A group in which some members do not forward traffic.
        case partlyStopped
        /// The owner is being created, opened, adjusted or similar.
        case changing
        /// The owner does not forward traffic.
        case stopped
        case unknown
    }

    /// The evidence for the state.
    package enum Cause: Equatable, Sendable {
        case status(OwnerStatus)
        case ban(BanStatus)
        /// The members with this state, out of all members of the group.
        case members([GroupMember], count: Int)
        /// Why no conclusion is possible.
        case doubt(Doubt)
    }

    /// Why it is not known whether an owner forwards traffic.
    package enum Doubt: Equatable, Sendable {
        /// The owner has not been read, or the service refused the request.
        case notRead
        case missing(field: String)
        case unreadable(field: String)
        case unknownCode(field: String, raw: String)
        /// The members of the group were not read completely.
        case membersNotRead
        /// The service does not list any proxy that belongs to the group.
        case noMembers
    }

    package let isGroup: Bool
    package let kind: Kind
    package let cause: Cause

    private init(isGroup: Bool, _ kind: Kind, _ cause: Cause) {
        self.isGroup = isGroup
        self.kind = kind
        self.cause = cause
    }

    /// The state of an owner that was not read.
    package static func notRead(isGroup: Bool) -> OwnerState {
        OwnerState(isGroup: isGroup, .unknown, .doubt(.notRead))
    }

    /// The state of a proxy, inside a group or not.
    package init(status: Sent<OwnerStatus>, ban: Sent<BanStatus>) {
        let own = Self.judge(status)
        let banned = Self.judge(ban)
        // Either field can stop a proxy. A field that stops it takes precedence over a field that is unknown.
        let found = own.kind.severity <= banned.kind.severity ? own : banned
        self.init(isGroup: false, found.kind, found.cause)
    }

    /// The state of a group. `members` is nil if its members were not read completely.
    package init(status: Sent<OwnerStatus>, members: [GroupMember]?) {
        let own = Self.judge(status)
        let stopped = members?.filter { $0.state.kind == .stopped } ?? []
        if own.kind == .stopped {
            self.init(isGroup: true, .stopped, own.cause)
        } else if let members, !members.isEmpty, stopped.count == members.count {
            self.init(isGroup: true, .stopped, .members(stopped, count: members.count))
        } else if let members, !stopped.isEmpty {
            self.init(isGroup: true, .partlyStopped, .members(stopped, count: members.count))
        } else if own.kind == .changing, members != nil {
            self.init(isGroup: true, .changing, own.cause)
        } else if own.kind == .unknown {
            self.init(isGroup: true, .unknown, own.cause)
        } else {
            let found = Self.judge(running: members)
            self.init(isGroup: true, found.kind, found.cause)
        }
    }

    /// The state of a running group without stopped members, or of a group whose members were not read: some of them
    /// may be stopped, which takes precedence over a change of the group.
    private static func judge(running members: [GroupMember]?) -> (kind: Kind, cause: Cause) {
        guard let members else { return (.unknown, .doubt(.membersNotRead)) }
        guard !members.isEmpty else { return (.unknown, .doubt(.noMembers)) }
        let unknown = members.filter { $0.state.kind == .unknown }
        let changing = members.filter { $0.state.kind == .changing }
        if !changing.isEmpty { return (.changing, .members(changing, count: members.count)) }
        if !unknown.isEmpty { return (.unknown, .members(unknown, count: members.count)) }
        return (.serves, .status(.running))
    }

    private static func judge(_ status: Sent<OwnerStatus>) -> (kind: Kind, cause: Cause) {
        switch status {
        case .value(.running): return (.serves, .status(.running))
        case .value(let status) where stopping.contains(status): return (.stopped, .status(status))
        case .value(let status) where changing.contains(status): return (.changing, .status(status))
        case .value(let status): return (.unknown, .doubt(.unknownCode(field: "Status", raw: status.raw)))
        case .missing, .null: return (.unknown, .doubt(.missing(field: "Status")))
        case .unreadable: return (.unknown, .doubt(.unreadable(field: "Status")))
        }
    }

    private static func judge(_ ban: Sent<BanStatus>) -> (kind: Kind, cause: Cause) {
        switch ban {
        // A failed ban never took effect.
        case .value(.notBanned), .value(.banFailed): return (.serves, .status(.running))
        // While a ban is being lifted, and if lifting it failed, the bandwidth may still be 0.
        case .value(.banned), .value(.recoverFailed): return (.stopped, .ban(ban.value ?? .banned))
        case .value(.banning), .value(.recovering): return (.changing, .ban(ban.value ?? .banning))
        case .value(let ban): return (.unknown, .doubt(.unknownCode(field: "BanStatus", raw: ban.raw)))
        case .missing, .null: return (.unknown, .doubt(.missing(field: "BanStatus")))
        case .unreadable: return (.unknown, .doubt(.unreadable(field: "BanStatus")))
        }
    }

    private static let stopping: Set<OwnerStatus> = [.closed, .isolating, .isolated, .createFailed, .destroying]
    private static let changing: Set<OwnerStatus> = [
        .creating, .opening, .closing, .adjusting, .cloning, .recovering, .moving, .changing,
    ]
}

/// A proxy inside a group.
package struct GroupMember: Equatable, Sendable {
    package let id: String
    package let name: String
    /// The name of the access region; nil if it was not read.
    package let region: String?
    package let state: OwnerState

    package init(id: String, name: String = "", region: String? = nil, state: OwnerState) {
        self.id = id
        self.name = name
        self.region = region
        self.state = state
    }
}

extension OwnerState.Kind {
    /// The order of severity, worst first. If two fields disagree, the worse one counts.
    package var severity: Int {
        switch self {
        case .stopped: 0
        case .partlyStopped: 1
        case .changing: 2
        case .unknown: 3
        case .serves: 4
        }
    }
}
