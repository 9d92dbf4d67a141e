// The result of `check`: the level, a description and the performance data in one line.
//
//   GAAP CRITICAL - 3 DOWN, 1 DNS of 1,300 listeners: DOWN login-gw-hk :8443 link-… 10.3.1.7; … and 2 more |
//   down=3;;0;0 …

import Reports
import Inventory
import Essentials

struct CheckVerdict {
    enum Level: Int32 {
        case ok, warning, critical, unknown

        var word: String {
            switch self {
            case .ok: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }
    }

    let level: Level
    private let words: String
    private var data: [String] = []

    /// The maximum number of listeners named in the line.
    private static let named = 5
    /// The maximum size, in bytes, of the description of one listener's problem.
    private static let maximumTroubleSize = 400

    init(_ level: Level, _ words: String) {
        self.level = level
        self.words = words
    }

    /// Creates the verdict on the outcome of a read.
    /// - Parameters:
    ///   - rows: the listeners to check.
    ///   - freshness: the time of the verdict and the maximum age of rows in seconds; nil if the age was checked
    ///     before, as it is for a snapshot.
    ///   - seconds: how long the read took.
    init(
        _ outcome: AccountReader.Outcome, rows: [Int], warning: AlertRule, critical: AlertRule,
        freshness: (now: Moment, seconds: Double)? = nil, seconds: Double, deadline: Double
    ) {
        var counts = StateCounts()
        for row in rows { counts.add(outcome.account.rows[row].state) }
        let summary = Self.summary(counts)
        let stale = freshness.map { now, seconds in
            rows.count { !now.isWithin(seconds, of: outcome.account.rows[$0].readAt) }
        }
        if !outcome.isComplete {
            level = .unknown
            let first = outcome.notices.first?.line ?? "not everything could be read"
            let others = outcome.faultCount > 1 ? " (and \(Count.text(outcome.faultCount - 1)) more faults)" : ""
            words =
                (outcome.isEmptyHanded ? "" : "partial, ") + (counts.total > 0 ? "\(summary); " : "") + first + others
        } else if counts.total == 0 {
            level = .unknown
            words = "no listener matches"
        } else if let freshness, let stale, stale > 0 {
            level = .unknown
            words =
                "\(summary); \(Count.text(stale)) of them read more than \(Age.text(freshness.seconds)) ago "
                + "(two intervals): reduce the scope or raise the setting interval"
        } else if counts[.ok] == 0, counts.problems == 0,
            !critical.isMet(by: { counts[$0] }), !warning.isMet(by: { counts[$0] })
        {
            // A listener that is being changed does not count as checked: its health may be the one before the change.
            level = .unknown
            words = "\(summary): \(Self.reasonNothingIsKnown(counts))"
        } else {
            level = critical.isMet { counts[$0] } ? .critical : warning.isMet { counts[$0] } ? .warning : .ok
            let member = outcome.member.map { "; \($0) is a member of this group" } ?? ""
            words = summary + member + Self.names(of: rows, in: outcome.account)
        }
        // If nothing was read, there is no performance data: a graph with zeros would look as if all listeners were
        // gone.
        if outcome.isEmptyHanded { return }
        data = State.allCases.map { state in
            // A threshold in performance data is the largest value that is still fine.
            func bound(_ rule: AlertRule) -> String { rule.threshold(of: state).map { "\($0 - 1)" } ?? "" }
            return "\(state.label)=\(counts[state]);\(bound(warning));\(bound(critical));0"
        }
        let hundredths = Int((seconds * 100).rounded())
        let time = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        data += ["total=\(counts.total);;;0", "time=\(time)s;;;0;\(Int(deadline))"]
    }

    /// Returns why a snapshot is too old or from the future, or nil if it is recent enough. Its age is computed by the
    /// wall clock.
    static func reason(against time: UnixTime, of path: String, now: UnixTime, maximumAge: Double) -> String? {
        let date = LocalZone.utc.date(time)
        let taken = "\(path) was taken at \(date) \(date.clock) UTC"
        let age = now - time
        if age < 0 { return "\(taken), which is in the future: check the clock of this machine" }
        guard age > maximumAge else { return nil }
        return "\(taken), \(Age.text(age)) ago; older than \(Age.text(maximumAge)) (--max-age)"
    }

    /// The maximum size of the line in bytes. Monitoring systems cut a longer line anywhere and lose the performance
    /// data.
    static let maximumSize = 4_096

    /// The line without a line feed. Text from the service cannot break the line, look like performance data or push
    /// the performance data out of the line: if the line would be too long, the description is cut.
    var line: String {
        let tail = data.isEmpty ? "" : " | \(data.joined(separator: " "))"
        let head = "GAAP \(level.word) - \(text)"
        return DisplayText.clipped(head, bytes: Self.maximumSize - tail.utf8.count) + tail
    }

    private var text: String {
        // Cut before escaping, because a message can be a megabyte long. Escaping can make the text longer again.
        let text = DisplayText.clipped(words, bytes: Self.maximumSize).split(whereSeparator: \.isNewline).joined(
            separator: " "
        )
        .map { $0 == "|" ? "¦" : String($0) }.joined()
        return DisplayText.visible(text)
    }

    /// Returns why the health is not known if no listener is healthy and no listener has a problem.
    private static func reasonNothingIsKnown(_ counts: StateCounts) -> String {
        switch (counts[.off] > 0, counts[.busy] > 0) {
        case (false, true): "being changed, so the health may be outdated"
        case (true, true): "no health checks, or being changed"
        default: "no health checks"
        }
    }

    private static func summary(_ counts: StateCounts) -> String {
        let states = State.allCases.filter { counts[$0] > 0 }.map { "\(Count.text(counts[$0])) \($0.word)" }
        return "\(states.joined(separator: ", ")) of \(Wording(listeners: counts.total)[.english])"
    }

    /// Returns the names of the worst listeners.
    private static func names(of rows: [Int], in account: Account) -> String {
        let problems = rows.map { account.rows[$0] }.filter(\.state.isProblem).sorted { $0.state < $1.state }
        guard !problems.isEmpty else { return "" }
        let named = problems.prefix(Self.named).map { row in
            let port = row.port.map(String.init) ?? "?"
            // Cut a long list of addresses to leave room for the other listeners.
            let trouble = DisplayText.clipped(row.trouble, bytes: Self.maximumTroubleSize)
            return "\(row.state.word) \(row.name) :\(port) \(row.ownerText) \(trouble)"
        }
        let more = problems.count - named.count
        return ": \(named.joined(separator: "; "))" + (more > 0 ? "; and \(Count.text(more)) more" : "")
    }
}
