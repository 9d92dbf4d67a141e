// Everything the browser is at a moment. `update` changes it, the views read it; nothing else exists. No clock, no
// file, no terminal: those are passed to it.

package import Essentials
package import GAAP
package import Inventory
package import Reports
package import TencentCloud

/// The pane that keys go to.
enum Focus: Sendable {
    case list
    /// The detail below the list.
    case pane
    /// The groups on the left.
    case sidebar
}

/// What went wrong last.
struct Failure: Equatable, Sendable {
    let notice: Notice
    /// What was asked; nil when it was the lists of owners for the picker.
    let question: Question?
}

/// An error that happened, for `L`.
struct LoggedError: Equatable, Sendable {
    let at: Moment
    let notice: Notice
}

/// Settings that the core needs, fixed at the start.
package struct BrowserOptions: Sendable {
    /// What the header calls the account: a profile, or `demo`.
    package var accountLabel = ""
    /// The site that its keys belong to, or the host that stands in for one; empty where that goes without saying.
    package var siteLabel = ""
    /// The site of the account; nil for an emulator and the like.
    package var site: Site?
    /// The profile that was named; nil where none was.
    package var profile: String?
    /// The profiles that can be changed to.
    package var profiles: [Profile] = []
    /// Where the API is; nil where that is not known before it is asked.
    package var endpoint: Endpoint?
    /// The endpoint as a person writes it.
    var endpointText: String? { endpoint?.description }
    /// How a command line names this account.
    package var invocation = Invocation()
    /// The order of the list at the start.
    package var sort = SortOrder.worstFirst
    /// The filter of the list at the start, and whether it shows problems only.
    package var filter = ""
    package var onlyProblems = false
    /// Whether the bell rings when a reading finds new problems.
    package var rings = false
    /// Whether there is a journal to ask for what happened before.
    package var hasJournal = false
    /// Seconds between two readings; see `BrowserState.intervals`.
    package var interval = Double(ScreenSetting.standardInterval)
    /// Whether reading again by itself is off at the start.
    package var isPaused = false
    /// For times that people read.
    package var zone = LocalZone.utc
    /// What is said at the start, a line each: on standard error it would be lost under the screen.
    package var warnings: [Wording] = []
    /// Of everything that is said.
    package var language = Language.english
    package var keys = KeyBindings.standard
    /// Whether the terminal has the characters of braille, which plots are finer with.
    package var showsBraille = false

    package init() {}
}

/// The whole state.
package struct BrowserState: Sendable {
    package let options: BrowserOptions
    /// What was asked at the start: the place that `q` and Esc come back to where there is no sweep.
    package let home: Question
    package internal(set) var size: Size
    package internal(set) var now: Moment
    var account = Account()
    /// The state that was marked last.
    var baseline: Baseline?
    /// When the first sweep that was whole ended.
    var firstSweepAt: Moment?
    /// When what was kept of the last run had been read; nil without.
    let lastRunAt: UnixTime?
    /// What `D` shows.
    var changesView = ChangesView()
    package internal(set) var timeline = TimelineState()
    /// What explains several problems at once.
    var causes = Causes()
    var ownersRead = OwnersReadMemo()
    /// Calls of the API in the order in which they ended; see `callsKept`.
    var calls = Ring<CallRecord>(capacity: BrowserState.callsKept)
    /// What the account held before anything was read; nil once all has been.
    package internal(set) var kept: KeptState?
    var question: Question
    var listing = Listing()
    var overlay: Overlay? {
        didSet { if overlay == nil { (detailBehind, recordsBehind) = (nil, nil) } }
    }
    /// The timeline or the changes, while a text about one of their lines lies over them: closing the text comes back.
    var recordsBehind: Overlay?
    /// The opened detail that another text lies over, and how far it was scrolled: closing the text comes back to it.
    var detailBehind: (row: Int, top: Int)?
    var sentText: SentText?
    /// What decides whether a text for the clipboard arrives, as it was found out last.
    var clipboardFinding: Wording?
    /// The error that the advice was shown for, so that reading again by itself does not open it again.
    var advisedOf: CloudError?
    var prompt: Prompt?
    var promptMemory = PromptMemory()
    /// A pane only while it is on the screen.
    var focus = Focus.list
    var paneTop = 0
    var paneSubject = PaneSubject()
    var sidebar = Sidebar()
    /// The parts of the account that the list is narrowed to, the one on the screen last: at most a group, and an
    /// origin over it.
    var narrowed: [NarrowedView] = []
    var historyDesk = HistoryDesk()
    /// Why the row looked at is as it is.
    var reasons = Reasons()
    /// Stays on the screen until Esc, or until what failed has been read.
    var failure: Failure?
    /// Said until the next key.
    var remark: Notice?
    var errors = Ring<LoggedError>(capacity: BrowserState.errorsKept)
    /// Digits typed so far: a port to go to.
    var portDigits = ""

    var runs: [LoadID: Run] = [:]
    /// The run of the question on the screen.
    var current: LoadID?
    /// The newest run over all owners, current or behind.
    var sweep: LoadID?
    /// The last sweep that was whole: when it ended, and the owners there were.
    var wholeSweep: (endedAt: Moment, owners: Set<OwnerID>)?
    /// The run that reads the lists of owners for the picker.
    var ownersRun: LoadID?
    var lastLoad = 0
    package internal(set) var interval: Double { didSet { account.longestGap = staleAfter } }
    package internal(set) var isPaused: Bool
    /// Whether the key has become another account's: the session of that one is about to begin.
    var isAccountLost = false
    /// Whether the bell rings when a reading finds new problems.
    package internal(set) var rings: Bool
    /// The budget of each action, as its last call left it.
    var gauges: [String: QuotaGauge] = [:]

    /// Seconds between two readings that `+` and `-` go through.
    static let intervals: [Double] = [5, 10, 15, 30, 60, 120, 300, 600]
    /// Calls kept for `A`.
    static let callsKept = 500
    /// Errors kept for `L`.
    static let errorsKept = 200

    /// - Parameter kept: what was read before; shown until the service has answered.
    package init(
        question: Question, size: Size, now: Moment, options: BrowserOptions = BrowserOptions(),
        kept: KeptState? = nil
    ) {
        self.question = question
        home = question
        self.size = size
        self.now = now
        self.options = options
        let intervals = ScreenSetting.intervals
        interval = max(Double(intervals.lowerBound), min(options.interval, Double(intervals.upperBound)))
        isPaused = options.isPaused || kept?.offlineFile != nil
        rings = options.rings
        self.kept = kept
        lastRunAt = kept?.readAt
        if let kept { account = kept.account }
        account.longestGap = staleAfter
        account.transitions.areWanted = !isOffline
        listing.sort = options.sort
        listing.problemsOnly = options.onlyProblems
        // A filter that cannot be understood is refused where it is read.
        try? listing.setFilter(options.filter)
        let warnings = options.warnings.map { $0[options.language] }
        remark = warnings.isEmpty ? nil : Notice(warnings.joined(separator: words("; ", zh: "；")))
    }

    /// A text in the language of everything that is said.
    func words(_ text: Wording) -> String { text[options.language] }
    func words(_ english: String, zh chinese: String) -> String { words(Wording(english, zh: chinese)) }

    func notice(_ what: Wording, advice: Wording? = nil) -> Notice {
        Notice(words(what), advice: advice.map(words) ?? "", language: options.language)
    }

    /// What texts call the key of a command.
    func keyName(_ command: Command) -> String { options.keys.name(of: command) }

    /// Whether nothing is asked of any service.
    var isOffline: Bool { kept?.offlineFile != nil }

    var currentRun: Run? { current.flatMap { runs[$0] } }
    var sweepRun: Run? { sweep.flatMap { runs[$0] } }

    /// The order of the list.
    package var sort: SortOrder { listing.sort }

    /// Seconds until the pane shows the row under the cursor; nil where it does.
    package func paneDelay(at now: Moment) -> Double? { paneSubject.delay(at: now) }

    /// Whether something is being read.
    package var isReading: Bool { runs.values.contains { !$0.isOver } }

    /// The text that lies over the list; nil without one.
    var openText: OpenText? {
        get { if case .text(let text)? = overlay { text } else { nil } }
        set { overlay = newValue.map(Overlay.text) }
    }

    /// The context that a key belongs to when no prompt is open.
    var context: Context {
        switch overlay {
        case .text: .text
        case .timeline, .changes: .records
        case .picker, .menu: .menu
        case nil:
            switch focus {
            case .list: .list
            case .pane: .pane
            case .sidebar: .sidebar
            }
        }
    }

    /// Whether characters are text now, of a prompt or of the picker, and not commands.
    package var takesText: Bool {
        if case .picker? = overlay { return true }
        return prompt != nil
    }

    var isPaneFocused: Bool { focus == .pane }

    /// The row that the pane below the list shows.
    var paneRow: Row? { paneSubject.row.map { account.rows[$0] } }

    /// The row under the cursor.
    var selectedRow: Row? { listing.row.map { account.rows[$0] } }

    /// The listener whose detail is open.
    var openedRow: Int? { if case .detail(let row)? = openText?.subject { row } else { detailBehind?.row } }

    /// The rows of the list as it is filtered and sorted.
    var shownRows: [Int] {
        listing.visible.compactMap { if case .row(let index) = $0 { index } else { nil } }
    }

    /// Indexes of the rows in the scope on the screen.
    var rowsInScope: [Int] {
        narrowing.map { account.rows(in: $0) } ?? rowsOfQuestion
    }

    /// The part of the account that the list is narrowed to.
    var narrowing: Narrowing? { narrowed.last?.part }

    private var rowsOfQuestion: [Int] {
        let run = currentRun
        if question.isFiltered { return (run?.found ?? []).filter { !account.rows[$0].isRemoved } }
        switch question.scope {
        case .all: return account.rows.indices.filter { !account.rows[$0].isRemoved }
        case .listener(let id):
            // Asked for and not there any more.
            if let run, run.isWhole, run.rowsRead == 0 { return [] }
            return account.row(id: id).flatMap { account.rows[$0].isRemoved ? nil : [$0] } ?? []
        case .proxy, .group:
            let entry = question.scope.owner.flatMap { account.owners[$0] }
            return (entry?.rows ?? []).filter { !account.rows[$0].isRemoved }
        }
    }

    /// Owners of the scope that could not be read.
    var failures: [OwnerID] {
        (currentRun?.failed.keys).map { $0.sorted() }?.filter { owner in
            narrowing.map { account.mayHold(owner, $0) } ?? true
        } ?? []
    }
}

extension Wording {
    /// Said where something is on its way.
    static let reading = Wording("reading…", zh: "读取中…")
}
