// Selects entries of the journal by the scope and the filters of a command. Filters apply to listeners, so an entry is
// converted to a listener with what the entry contains: name, port, owner and regions, the origins that changed, and
// the state after the change. A period without observation passes every filter, because it may hide a match.

import Essentials
import GAAP
import Inventory
import Reports

struct EntrySelection {
    private let scope: Scope
    private let filters: FilterOptions
    private let isUnrestricted: Bool

    init(scope: Scope, filters: FilterOptions) {
        self.scope = scope
        self.filters = filters
        isUnrestricted = filters.words.isEmpty
    }

    func includes(_ entry: TimelineEntry) -> Bool {
        guard isInScope(entry) else { return false }
        if entry.isAboutObservation { return true }
        if isUnrestricted { return true }
        guard let listener = entry.asListener else { return isOwnerIncluded(entry) }
        var account = Account()
        // The state of the listener comes from its own fields; only the state STOP comes from its owner.
        account.usesOwnerStates = entry.stateAfter == .stop
        account.learn([entry.ownerThen].compactMap(\.self))
        let rows = account.merge(
            [listener], askedOf: entry.owner, reading: 1, at: Moment(wall: entry.interval.by), requestID: nil)
        let question = filters.question(.all)
        return filters.select(from: account, rows.filter { question.includes(account.rows[$0]) }).count == 1
    }

    /// Returns whether an entry about an owner passes. Such an entry has neither port nor state, so it passes only if
    /// all filters are text filters that match it.
    private func isOwnerIncluded(_ entry: TimelineEntry) -> Bool {
        guard filters.question(.all) == Question(.all), let owner = entry.ownerThen else { return false }
        var account = Account()
        account.learn([owner])
        var listener = TCPListener()
        listener.listenerID = owner.id.text
        let rows = account.merge(
            [listener], askedOf: owner.id, reading: 1, at: Moment(wall: entry.interval.by), requestID: nil)
        return filters.select(from: account, rows, onlyProblems: false).count == 1 && !filters.onlyProblems
    }

    private func isInScope(_ entry: TimelineEntry) -> Bool {
        if entry.isAboutObservation, entry.owner == nil { return true }
        switch scope {
        case .all: return true
        case .listener(let id):
            return entry.subjectID == id
        case .proxy, .group:
            if case .listener(let change) = entry.what, case .moved(let from, let to) = change.what {
                return scope.owner == from || scope.owner == to
            }
            return entry.owner == scope.owner
        }
    }
}

extension TimelineEntry {
    /// The listener of the entry; nil for an entry about an owner or a gap.
    var listener: Change.Subject? {
        if case .listener(let change) = what { change.subject } else { nil }
    }

    /// The states before and after the change. A state that the entry does not contain is nil.
    var states: (from: State?, to: State?) {
        guard case .listener(let change) = what else { return (nil, nil) }
        switch change.what {
        case .health(let health): return (health.from, health.to)
        case .added(let state): return (nil, state)
        case .removed(let state): return (state, nil)
        case .moved, .configuration: return (nil, nil)
        }
    }

    /// The state of the listener after the change, or before it if the listener was removed.
    fileprivate var stateAfter: State { states.to ?? states.from ?? .ok }

    /// The owner at the time of the change, with the fields that the entry contains.
    fileprivate var ownerThen: Owner? {
        guard let id = owner else { return nil }
        var owner = Owner(id: id, name: place.ownerName)
        owner.accessRegion = place.accessRegion
        owner.originRegion = place.originRegion
        if stateAfter == .stop {
            owner.isRead = true
            owner.status = .value(.closed)
        }
        return owner
    }

    /// A listener that has the state after the change.
    fileprivate var asListener: TCPListener? {
        guard let subject = listener else { return nil }
        var listener = TCPListener()
        listener.listenerID = subject.id
        listener.listenerName = subject.name
        listener.port = subject.port
        listener.listenerStatus = .running
        listener.healthCheck = .on
        let state = stateAfter
        let hosts = (health?.origins ?? []).flatMap { [$0.address] + $0.wentDown + $0.cameBack }
        listener.realServerSet = Set(hosts).sorted().compactMap { OriginAddress($0)?.host }.map { host in
            Self.origin(host, isFailing: state == .down || state == .dns, isResolved: state != .dns)
        }
        switch state {
        case .down: if hosts.isEmpty { listener.realServerSet = [Self.origin("", isFailing: true)] }
        case .dns:
            if hosts.isEmpty { listener.realServerSet = [Self.origin("x.invalid", isFailing: true, isResolved: false)] }
        case .part: listener.realServerSet?.append(Self.origin("", isFailing: true))
        case .none: listener.realServerSet = []
        case .off: listener.healthCheck = .off
        case .busy: listener.listenerStatus = .creating
        case .unknown: listener.listenerStatus = nil
        case .ok, .stop: break
        }
        if state == .part || state == .ok || state == .busy || state == .off || state == .stop {
            listener.realServerSet?.append(Self.origin("", isFailing: false))
        }
        return listener
    }

    private static func origin(_ host: String, isFailing: Bool, isResolved: Bool = true) -> BindRealServer {
        var server = BindRealServer()
        server.realServerIP = host.isEmpty ? nil : host
        server.realServerStatus = isFailing ? .abnormal : .normal
        server.downIPList = isFailing && isResolved ? [host] : []
        return server
    }
}
