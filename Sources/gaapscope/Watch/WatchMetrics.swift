// The counters of a watch, and the metrics that it writes. Listeners that were never read, or were read too long ago,
// count as UNKNOWN, because old data is not evidence of the current state.

import Essentials
import GAAP
import Inventory
import Reports

/// The counters of one run of `watch`.
struct WatchMetrics {
    private struct Calls {
        var count = 0
        var errors = 0
        var throttled = 0
    }

    private enum Result: String, CaseIterable { case whole, partial, failed }

    private let startedAt: UnixTime
    /// How long a read counts as current, in seconds.
    private let freshFor: Double
    private var calls: [String: Calls] = [:]
    private var sweeps: [Result: Int] = [:]
    private var events = 0
    private var last: (start: Moment, end: Moment, result: Result)?
    private var lastWhole: Moment?

    init(startedAt: UnixTime, freshFor: Double) {
        self.startedAt = startedAt
        self.freshFor = freshFor
    }

    mutating func note(_ call: AccountReader.Call) {
        var counts = calls[call.action] ?? Calls()
        counts.count += 1
        if call.hasFailed { counts.errors += 1 }
        if call.isThrottled { counts.throttled += 1 }
        calls[call.action] = counts
    }

    /// Counts a sweep.
    /// - Parameter events: the number of events that passed the filters.
    mutating func note(_ sweep: Sweep, events: Int) {
        let outcome = sweep.outcome
        let result: Result = outcome.isComplete ? .whole : outcome.isEmptyHanded ? .failed : .partial
        sweeps[result, default: 0] += 1
        last = (sweep.startedAt, sweep.endedAt, result)
        if result == .whole { lastWhole = sweep.endedAt }
        self.events += events
    }

    // MARK: The document

    /// Returns the metrics as text.
    /// - Parameters:
    ///   - rows: the rows that the filters select.
    ///   - isRunning: whether another sweep follows.
    ///   - commands: the counts of `--exec`; nil without that option.
    func document(
        _ account: Account, rows: [Int], now: Moment, isRunning: Bool, commands: EventCommands.Counts?
    ) -> String {
        var text = MetricsText()
        text.family("gaapscope_up", .gauge, "Whether gaapscope watch is running.")
        text.value(isRunning ? 1 : 0)
        text.family("gaapscope_build_info", .gauge, "The version of gaapscope.")
        text.value(1, ("version", ProgramVersion.current.number))
        text.family("gaapscope_start_timestamp_seconds", .gauge, "When gaapscope watch was started.")
        text.value(startedAt.seconds)
        let read = rows.filter { account.rows[$0].readAt.uptime != nil }
        writeListeners(account, read, now, to: &text)
        writeOwners(account, now, to: &text)
        writeSweeps(isRunning ? age(account, read, now) : .infinity, to: &text)
        writeCalls(to: &text)
        if let commands { Self.write(commands, to: &text) }
        return text.document
    }

    /// Returns the seconds since the oldest listener was read; infinity if nothing was read.
    private func age(_ account: Account, _ rows: [Int], _ now: Moment) -> Double {
        let oldest = rows.map { account.rows[$0].readAt }.min { $0.isBefore($1) } ?? lastWhole
        return oldest.flatMap { now.age(of: $0) } ?? .infinity
    }

    private func writeListeners(_ account: Account, _ rows: [Int], _ now: Moment, to text: inout MetricsText) {
        var counts = account.owners.mapValues { _ in StateCounts() }
        var unowned = StateCounts()
        var down: Set<String> = []
        for place in rows {
            let row = account.rows[place]
            let isRecent = now.isWithin(freshFor, of: row.readAt)
            let state = isRecent ? row.state : .unknown
            if let owner = row.owner { counts[owner, default: StateCounts()].add(state) } else { unowned.add(state) }
            guard isRecent else { continue }
            for (server, state) in row.origins where state == .down || state == .dns {
                down.insert("\(server.realServerIP ?? "?"):\(server.realServerPort.map(String.init) ?? "?")")
            }
        }
        text.family(
            "gaapscope_listeners", .gauge,
            "Listeners by state and proxy or group. A listener not read recently counts as UNKNOWN.")
        for (owner, counts) in counts.sorted(by: { $0.key < $1.key }) {
            for state in State.allCases {
                text.value(Double(counts[state]), ("state", state.metricLabel), ("owner", owner.text))
            }
        }
        for state in State.allCases where unowned[state] > 0 {
            text.value(Double(unowned[state]), ("state", state.metricLabel), ("owner", ""))
        }
        text.family("gaapscope_origins_down", .gauge, "Origins, by address and port, that fail in any listener.")
        text.value(Double(down.count))
    }

    private func writeOwners(_ account: Account, _ now: Moment, to text: inout MetricsText) {
        var counts: [String: Int] = [:]
        var unreadable = 0
        for entry in account.owners.values {
            let isRecent = entry.readAt.map { now.isWithin(freshFor, of: $0) } ?? false
            counts[Self.label(isRecent ? entry.state.kind : .unknown), default: 0] += 1
            if case .failed = entry.reading { unreadable += 1 }
        }
        text.family("gaapscope_owners", .gauge, "Proxies and groups by whether they forward traffic.")
        for kind in [OwnerState.Kind.serves, .partlyStopped, .changing, .stopped, .unknown] {
            text.value(Double(counts[Self.label(kind)] ?? 0), ("state", Self.label(kind)))
        }
        text.family(
            "gaapscope_owners_unreadable", .gauge,
            "Proxies and groups whose listeners the last read of the account could not read."
        )
        text.value(Double(unreadable))
        text.family("gaapscope_owner_info", .gauge, "The name and the regions of a proxy or group.")
        for owner in account.owners.values.map(\.owner).sorted(by: { $0.id < $1.id }) {
            text.value(
                1, ("owner", owner.id.text), ("kind", owner.id.isGroup ? "group" : "proxy"), ("name", owner.name),
                ("access_region", owner.accessRegion ?? ""), ("origin_region", owner.originRegion ?? ""))
        }
    }

    private func writeSweeps(_ age: Double, to text: inout MetricsText) {
        text.family(
            "gaapscope_data_age_seconds", .gauge,
            "Age of the oldest listener when this file was written; +Inf if there is no current data.")
        text.value(age)
        text.family("gaapscope_sweeps", .counter, "Reads of the account.")
        for result in Result.allCases { text.value(Double(sweeps[result] ?? 0), ("result", result.rawValue)) }
        text.family("gaapscope_events", .counter, "Events that were printed.")
        text.value(Double(events))
        text.family("gaapscope_last_sweep_success", .gauge, "Whether the last read of the account was complete.")
        text.value(last?.result == .whole ? 1 : 0)
        guard let last else { return }
        text.family("gaapscope_last_sweep_timestamp_seconds", .gauge, "When the last read of the account ended.")
        text.value(last.end.wall.seconds)
        text.family("gaapscope_last_sweep_duration_seconds", .gauge, "How long the last read of the account took.")
        text.value(last.end.age(of: last.start) ?? 0)
        guard let lastWhole else { return }
        text.family(
            "gaapscope_last_whole_sweep_timestamp_seconds", .gauge, "When the last complete read of the account ended.")
        text.value(lastWhole.wall.seconds)
    }

    private func writeCalls(to text: inout MetricsText) {
        let sorted = calls.sorted { $0.key < $1.key }
        text.family("gaapscope_calls", .counter, "Requests to the service, including retries.")
        for (action, counts) in sorted { text.value(Double(counts.count), ("action", action)) }
        text.family("gaapscope_call_errors", .counter, "Requests that failed.")
        for (action, counts) in sorted { text.value(Double(counts.errors), ("action", action)) }
        text.family("gaapscope_throttled", .counter, "Requests that the service refused because of the rate limit.")
        for (action, counts) in sorted { text.value(Double(counts.throttled), ("action", action)) }
    }

    private static func write(_ commands: EventCommands.Counts, to text: inout MetricsText) {
        text.family("gaapscope_exec_commands", .counter, "Commands of --exec by result.")
        for (result, count) in [
            ("ok", commands.succeeded), ("failed", commands.failed), ("timeout", commands.late),
            ("dropped", commands.dropped),
        ] {
            text.value(Double(count), ("result", result))
        }
        text.family("gaapscope_exec_waiting", .gauge, "Events waiting for the command of --exec.")
        text.value(Double(commands.waiting))
    }

    private static func label(_ kind: OwnerState.Kind) -> String {
        switch kind {
        case .serves: "serves"
        case .partlyStopped: "partly_stopped"
        case .changing: "changing"
        case .stopped: "stopped"
        case .unknown: "unknown"
        }
    }
}

extension State {
    /// The word as the value of a label, and `UNKNOWN` for `?`, which is inconvenient in a query.
    fileprivate var metricLabel: String { self == .unknown ? "UNKNOWN" : word }
}
