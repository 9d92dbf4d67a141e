// What must be true at every step, whatever happens.

import Essentials
import GAAPEmulator
import Inventory
import TencentCloud

@testable import Browser

/// Checks the state of a browser against the account.
@MainActor
final class Invariants {
    /// The maximum number of calls per second and action.
    nonisolated static let rate = 10
    /// The maximum time from the start of a question to its end, without suspension.
    private static let patience = Duration.seconds(30 * 60)
    /// Intervals after which a calm account must have been read whole.
    private static let intervalsToRecover = 3.0

    private let world: World
    private var revision = -1
    private var checkedSweep: LoadID?
    /// When each question under way was first seen, without suspension.
    private var begun: [LoadID: Duration] = [:]
    private(set) var wholeSweeps = 0
    private(set) var longestQuestion = Duration.zero
    private(set) var largest: [String: Int] = [:]
    /// Since when nothing stands in the way of a whole reading.
    private var calmSince: Duration?
    private var lastSuspended = Duration.zero

    init(_ world: World) { self.world = world }

    /// Returns what is wrong.
    func violations(of state: BrowserState, suspended: Duration) -> [String] {
        var found: [String] = []
        if world.busiest > Self.rate { found.append("\(world.busiest) calls of an action in one second") }
        checkBounds(state, &found)
        checkQuestions(state, suspended, &found)
        if state.account.revision != revision {
            revision = state.account.revision
            checkRows(state, &found)
        }
        checkSweep(state, &found)
        checkRecovery(state, suspended, &found)
        return found
    }

    /// Every row is a listener of the account, and a healthy word has a reason.
    private func checkRows(_ state: BrowserState, _ found: inout [String]) {
        for row in state.account.rows where !row.isRemoved {
            guard let id = row.requestID, let fleet = world.account(of: id) else { continue }
            guard let truth = fleet.listener(row.id) else {
                found.append("\(row.id) is shown, and did not exist when it was read")
                continue
            }
            if truth.listener.port != row.port { found.append("\(row.id) has another port than was read") }
            if truth.owner.id != row.owner?.text { found.append("\(row.id) is filed under \(row.ownerText)") }
            if row.state == .ok {
                checkHealthy(row, truth.listener, fleet, &found)
                checkOwner(of: row, state, &found)
            }
        }
    }

    private func checkHealthy(_ row: Row, _ truth: FleetListener, _ fleet: Fleet, _ found: inout [String]) {
        let areOriginsUp = truth.bindings.allSatisfy { fleet.origins[$0.origin].health == .up }
        if truth.status != 0 || !truth.checksHealth || truth.bindings.isEmpty || !areOriginsUp {
            found.append("\(row.id) is shown as OK, and was not")
        }
    }

    /// The owner of a healthy row was read within two intervals of the row, and served.
    private func checkOwner(of row: Row, _ state: BrowserState, _ found: inout [String]) {
        guard let owner = row.owner, let entry = state.account.owners[owner], let readAt = entry.readAt?.uptime,
            let rowReadAt = row.readAt.uptime
        else {
            found.append("\(row.id) is shown as OK, and its owner was never read")
            return
        }
        if entry.state.kind != .serves { found.append("\(row.id) is shown as OK, and its owner does not serve") }
        // A sweep may take long; what was read before it began says nothing.
        if rowReadAt - readAt > .seconds(state.staleAfter) + Self.patience {
            found.append("\(row.id) is shown as OK, and its owner was read \(rowReadAt - readAt) before it")
        }
        let versions = world.versions(from: readAt - Self.patience, to: readAt)
        let served = versions.contains { version in
            guard case .proxy(let id) = owner else { return true }
            return version.fleet.proxies.contains { $0.id == id && $0.isServing }
        }
        if !served { found.append("\(row.id) is shown as OK, and its proxy did not serve") }
    }

    /// A sweep that claims to be whole has every listener that was there all the time, and no other.
    private func checkSweep(_ state: BrowserState, _ found: inout [String]) {
        guard let run = state.sweepRun, run.isWhole, run.id != checkedSweep, let start = run.startedAt.uptime,
            let end = run.finishedAt?.uptime
        else { return }
        checkedSweep = run.id
        wholeSweeps += 1
        let versions = world.versions(from: start, to: end).map { version in
            Set(version.fleet.listeners.values.joined().map(\.id))
        }
        guard let first = versions.first else { return }
        let always = versions.reduce(first) { $0.intersection($1) }
        let ever = versions.reduce(first) { $0.union($1) }
        let shown = Set(state.account.rows.filter { !$0.isRemoved }.map(\.id))
        let lost = always.subtracting(shown).sorted()
        let invented = shown.subtracting(ever).sorted()
        if !lost.isEmpty { found.append("a whole sweep has lost \(lost)") }
        if !invented.isEmpty { found.append("a whole sweep has kept \(invented)") }
    }

    /// Every question ends.
    private func checkQuestions(_ state: BrowserState, _ suspended: Duration, _ found: inout [String]) {
        let active = world.clock.uptime - suspended
        begun = begun.filter { state.runs[$0.key].map { !$0.isOver } ?? false }
        for (id, run) in state.runs where !run.isOver {
            let age = active - (begun[id] ?? active)
            begun[id] = begun[id] ?? active
            longestQuestion = max(longestQuestion, age)
            if age > Self.patience { found.append("the question \(run.question) has no end after \(age)") }
        }
    }

    /// Where nothing is in the way, the account is read whole again and again.
    private func checkRecovery(_ state: BrowserState, _ suspended: Duration, _ found: inout [String]) {
        let isCalm =
            world.weather == .calm && !state.isPaused && state.question == Question(.all) && world.clock.skew == 0
            && suspended == lastSuspended
        lastSuspended = suspended
        guard isCalm else {
            calmSince = nil
            return
        }
        let now = world.clock.uptime
        let since = calmSince ?? now
        calmSince = since
        let limit = Duration.seconds(Self.intervalsToRecover * state.interval) + .seconds(600)
        guard now - since > limit, let sweep = state.wholeSweep else { return }
        // A listener that comes or goes meanwhile marks one reading.
        if let age = state.now.age(of: sweep.endedAt), age > limit / .seconds(1) {
            found.append("no whole sweep for \(age) s, though nothing is in the way")
        }
    }

    /// Nothing grows with time.
    private func checkBounds(_ state: BrowserState, _ found: inout [String]) {
        let most = world.mostListeners
        let counts = [
            ("rows", state.account.rows.count, 4 * most + 50), ("owners", state.account.owners.count, 20),
            ("calls", state.calls.count, BrowserState.callsKept),
            ("errors", state.errors.count, BrowserState.errorsKept),
            ("runs", state.runs.count, 8), ("histories", state.account.histories.count, 8 * most),
            ("transitions", state.account.transitions.count, 0),
            ("events", state.timeline.events.count, TimelineState.entriesKept + 1_000),
            ("sleepers", world.clock.sleepers, 100), ("calls under way", world.underWay, 100),
        ]
        for (name, count, limit) in counts {
            largest[name] = max(largest[name] ?? 0, count)
            if count > limit { found.append("\(count) \(name), more than \(limit)") }
        }
    }
}
