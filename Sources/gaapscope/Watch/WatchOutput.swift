// Writes the results of a sweep: lines on standard output, the journal, the metrics, the commands, and the state for
// the next start. A failure of any of these is reported, and the observation continues.

import Essentials
import Inventory
import Reports

final class WatchOutput: WatchReceiver {
    /// The outputs of a watch.
    struct Places {
        var lines: EventLines
        var form: LogPrinter.Form
        var record: (JournalBatch) -> Void
        /// Stores a document for the next start.
        var keep: (SnapshotDocument) -> Void
        /// Writes the metrics; nil without `--metrics`.
        var metrics: ((String) -> Void)?
        var commands: EventCommands?
        var say: (Wording) -> Void
    }

    /// Seconds after which the state is stored again although nothing has changed.
    private static let keepingPause = 300.0

    private let places: Places
    private let question: Question
    private let filters: FilterOptions
    private let interval: Double
    private var provenance: Report.Provenance
    private let language: Language
    private let time: TimeSource
    private var metrics: WatchMetrics
    private var keptAt: Moment?
    private var greets: Bool
    /// The outcome of the last sweep.
    private var last: AccountReader.Outcome?

    /// - Parameters:
    ///   - interval: seconds between two sweeps.
    ///   - greets: whether to report the first successful sweep.
    init(
        _ places: Places, question: Question, filters: FilterOptions, provenance: Report.Provenance, interval: Double,
        greets: Bool, language: Language, time: TimeSource
    ) {
        self.greets = greets
        self.places = places
        self.question = question
        self.filters = filters
        self.provenance = provenance
        self.provenance.filters = question.filterFlags
        self.interval = interval
        self.language = language
        self.time = time
        metrics = WatchMetrics(startedAt: time.now(), freshFor: 2 * interval)
    }

    func take(_ call: AccountReader.Call) { metrics.note(call) }

    func take(_ sweep: Sweep, _ account: Account) {
        if let batch = sweep.batch { places.record(batch) }
        let events = selected(sweep)
        for event in events { print(event) }
        metrics.note(sweep, events: events.count)
        writeMetrics(account, isRunning: true)
        reportFaults(of: sweep.outcome)
        if greets, !sweep.outcome.isEmptyHanded {
            greets = false
            places.say(greeting(sweep, account))
        }
        keep(sweep, account)
    }

    /// Writes the metrics for the end of the program, so that their readers do not treat any value as current.
    func end() { writeMetrics(Account(), isRunning: false) }

    /// Returns the message of the first successful sweep. There may be no other output for hours.
    private func greeting(_ sweep: Sweep, _ account: Account) -> Wording {
        let (listeners, owners) = (Count.text(sweep.outcome.rows.count), Count.text(account.owners.count))
        let seconds = Int(interval)
        return Wording(
            "watching \(listeners) listeners of \(owners) proxies and groups, every \(seconds) s",
            zh: "正在监视 \(owners) 个通道与通道组的 \(listeners) 个监听器，每 \(seconds) 秒一次")
    }

    /// Writes the metrics.
    /// - Parameters:
    ///   - account: empty at the start, when nothing is known yet, and at the end.
    ///   - isRunning: whether another sweep follows.
    func writeMetrics(_ account: Account, isRunning: Bool) {
        guard let write = places.metrics else { return }
        let rows = filters.select(from: account, account.rows.indices.filter { !account.rows[$0].isRemoved })
        write(
            metrics.document(
                account, rows: rows, now: time.moment, isRunning: isRunning, commands: places.commands?.counts))
    }

    /// Returns the events of a sweep, grouped as by `log`, from the entries that pass the scope and the filters.
    private func selected(_ sweep: Sweep) -> [TimelineEvent] {
        let selection = EntrySelection(scope: question.scope, filters: filters)
        return EventGrouper.events(of: sweep.entries.reversed().filter(selection.includes))
    }

    private func print(_ event: TimelineEvent) {
        let json = LogPrinter(form: .jsonl, zone: .machine, now: time.now(), language: language)
        let printer = LogPrinter(form: places.form, zone: .machine, now: time.now(), language: language)
        places.lines.print(printer.line(event))
        places.commands?.run(for: json.line(event) + "\n")
    }

    /// Reports the faults of a sweep unless the previous sweep had the same faults.
    private func reportFaults(of outcome: AccountReader.Outcome) {
        let isSame = outcome.isAsShort(as: last ?? AccountReader.Outcome(language: language))
        if !isSame {
            if outcome.isComplete {
                places.say(Wording("everything could be read again", zh: "已恢复完整读取"))
            } else {
                for line in outcome.lines { places.say(Wording(verbatim: line)) }
            }
        }
        last = outcome
    }

    private func keep(_ sweep: Sweep, _ account: Account) {
        guard !sweep.outcome.isEmptyHanded else { return }
        let isDue = keptAt.map { !sweep.endedAt.isWithin(Self.keepingPause, of: $0) } ?? true
        guard isDue || !sweep.entries.isEmpty else { return }
        keptAt = sweep.endedAt
        let report = Report(
            account: account, rows: sweep.outcome.rows, isComplete: sweep.outcome.isComplete, now: sweep.endedAt,
            provenance: provenance)
        places.keep(report.document)
    }
}
