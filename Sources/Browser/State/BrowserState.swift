// The complete state of the browser. Only `update` changes it, and only the views draw it. The state does not access
// clock, files or terminal: the runtime passes their data as messages.

package import Essentials
package import GAAP
package import Inventory
package import Reports
package import TencentCloud

/// The pane that receives keys.
enum Focus: Sendable {
    case list
    /// The detail below the list.
    case pane
    /// The sidebar.
    case sidebar
}

/// The error on the screen.
struct Failure: Equatable, Sendable {
    let notice: Notice
    /// The question that failed; nil for the lists of owners for the picker.
    let question: Question?
}

/// An entry of the error log.
struct LoggedError: Equatable, Sendable {
    let at: Moment
    let notice: Notice
}

/// The settings of the browser, which do not change after the start.
package struct BrowserOptions: Sendable {
    /// The name of the account in the header: a profile, or `demo`.
    package var accountLabel = ""
    /// The site of the account's keys, or the host used instead of a site; empty if it need not be shown.
    package var siteLabel = ""
    /// The site of the account; nil for any other endpoint, such as an emulator.
    package var site: Site?
    /// The selected profile; nil if no profile was named.
    package var profile: String?
    /// The profiles that the user can switch to.
    package var profiles: [Profile] = []
    /// The endpoint of the API; nil if it is not known before the first request.
    package var endpoint: Endpoint?
    /// The endpoint as a user would write it.
    var endpointText: String? { endpoint?.description }
    /// The flags with which a command line selects this account.
    package var invocation = Invocation()
    /// The initial sort order.
    package var sort = SortOrder.worstFirst
    /// The initial filter.
    package var filter = ""
    /// Whether the list initially shows only problems.
    package var onlyProblems = false
    /// Whether the bell rings when a run finds new problems.
    package var rings = false
    /// Whether there is a journal with earlier changes.
    package var hasJournal = false
    /// The refresh interval in seconds; see `BrowserState.intervals`.
    package var interval = Double(ScreenSetting.standardInterval)
    /// Whether automatic refresh is initially paused.
    package var isPaused = false
    /// The time zone of times on the screen.
    package var zone = LocalZone.utc
    /// Messages to show at the start. On standard error the screen would hide them.
    package var warnings: [Wording] = []
    /// The language of all texts.
    package var language = Language.english
    package var keys = KeyBindings.standard
    /// Whether the terminal can show braille characters, which give plots a higher resolution.
    package var showsBraille = false

    package init() {}
}

/// The complete state of the browser.
package struct BrowserState: Sendable {
    package let options: BrowserOptions
    /// The first question, to which `q` and Esc return if there is no sweep.
    package let home: Question
    package internal(set) var size: Size
    package internal(set) var now: Moment
    var account = Account()
    /// The last marked state.
    var baseline: Baseline?
    /// When the first complete sweep ended.
    var firstSweepAt: Moment?
    /// When the stored state of the previous start was read; nil without a stored state.
    let lastRunAt: UnixTime?
    /// The view that `D` opens.
    var changesView = ChangesView()
    package internal(set) var timeline = TimelineState()
    /// The causes that explain several problems.
    var causes = Causes()
    var ownersRead = OwnersReadMemo()
    /// The API calls in the order in which they ended; at most `callsKept`.
    var calls = Ring<CallRecord>(capacity: BrowserState.callsKept)
    /// The stored state or snapshot that the rows came from; nil once the whole account has been read.
    package internal(set) var kept: KeptState?
    var question: Question
    var listing = Listing()
    /// Rows that the list does not have yet.
    var arrivals = RowArrivals()
    var overlays = Overlays()
    var sentText: SentText?
    /// The last finding about whether the clipboard accepts texts.
    var clipboardFinding: Wording?
    /// The error for which the advice was shown, so that an automatic refresh does not open the advice again.
    var advisedOf: CloudError?
    var prompt: Prompt?
    var promptMemory = PromptMemory()
    /// The focused pane, which is always on the screen.
    var focus = Focus.list
    var paneTop = 0
    var paneSubject = PaneSubject()
    var sidebar = Sidebar()
    /// The parts of the account that the list is narrowed to. The last part is on the screen. There is at most one
    /// owner or region and, above it, one origin or event.
    var narrowed: [NarrowedView] = []
    var historyRequests = HistoryRequests()
    /// The reasons for the state of the selected row.
    var reasons = Reasons()
    /// The error on the screen. It stays until Esc, or until the failed question has been read.
    var failure: Failure?
    /// The messages above the keys.
    var remarks = Remarks()
    var errors = Ring<LoggedError>(capacity: BrowserState.errorsKept)
    /// The digits of the port typed so far.
    var portDigits = ""

    var runs: [LoadID: Run] = [:]
    /// The run of the question on the screen.
    var current: LoadID?
    /// The newest run over all owners, on the screen or in the background.
    var sweep: LoadID?
    /// The last complete sweep: when it ended, and the owners at that time.
    var wholeSweep: (endedAt: Moment, owners: Set<OwnerID>)?
    /// The run that reads the lists of owners for the picker.
    var ownersRun: LoadID?
    var lastLoad = 0
    package internal(set) var interval: Double { didSet { account.longestGap = staleAfter } }
    package internal(set) var isPaused: Bool
    /// Whether the credentials now belong to another account, whose session is about to begin.
    var isAccountLost = false
    /// Whether the bell rings when a run finds new problems.
    package internal(set) var rings: Bool
    /// The rate limit of each action after its last call.
    var gauges: [String: QuotaGauge] = [:]

    /// The refresh intervals in seconds that `+` and `-` step through.
    static let intervals: [Double] = [5, 10, 15, 30, 60, 120, 300, 600]
    /// The maximum number of stored calls.
    static let callsKept = 500
    /// The maximum number of stored errors.
    static let errorsKept = 200

    /// Creates the initial state.
    /// - Parameter kept: an earlier state of the account, shown until the service has answered.
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
        // An invalid filter was refused when the settings were read.
        try? listing.setFilter(options.filter)
        let warnings = options.warnings.map { $0[options.language] }
        if !warnings.isEmpty {
            remarks.add(Notice(warnings.joined(separator: words("; ", zh: "；"))), about: .start)
        }
    }

    /// Returns a text in the language of the browser.
    func words(_ text: Wording) -> String { text[options.language] }
    func words(_ english: String, zh chinese: String) -> String { words(Wording(english, zh: chinese)) }

    func notice(_ what: Wording, advice: Wording? = nil) -> Notice {
        Notice(words(what), advice: advice.map(words) ?? "", language: options.language)
    }

    /// Returns the name of a command's key, for messages.
    func keyName(_ command: Command) -> String { options.keys.name(of: command) }

    /// Whether a snapshot is shown and no request is made.
    var isOffline: Bool { kept?.offlineFile != nil }

    var currentRun: Run? { current.flatMap { runs[$0] } }
    var sweepRun: Run? { sweep.flatMap { runs[$0] } }

    /// The sort order of the list.
    package var sort: SortOrder { listing.sort }

    /// Returns the number of seconds until the pane shows the row under the cursor; nil if it already does.
    package func paneDelay(at now: Moment) -> Double? { paneSubject.delay(at: now) }

    /// Whether something is being read.
    package var isReading: Bool { runs.values.contains { !$0.isOver } }

    /// The view that covers the list, if one is open.
    var overlay: Overlay? { overlays.top }

    /// The text on the screen; nil if the screen shows something else.
    var openText: OpenText? {
        get { if case .text(let text)? = overlay { text } else { nil } }
        set { if let newValue { overlays.replaceTop(by: .text(newValue)) } }
    }

    /// The context of keys if no prompt is open.
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

    /// Whether characters are text for a prompt or the picker, not commands.
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
    var openedRow: Int? { overlays.detail }

    /// The rows of the list, filtered and sorted.
    var shownRows: [Int] {
        listing.visible.compactMap { if case .row(let index) = $0 { index } else { nil } }
    }

    /// The indexes of the rows in the scope on the screen.
    var rowsInScope: [Int] {
        narrowing.map { account.rows(in: $0) } ?? rowsOfQuestion
    }

    /// The part of the account that the list is narrowed to.
    var narrowing: Narrowing? { narrowed.last?.part }

    private var rowsOfQuestion: [Int] {
        let run = currentRun
        if question.isFiltered { return (run?.found ?? []).filter { !account.glances[$0].isRemoved } }
        switch question.scope {
        case .all: return account.rows.indices.filter { !account.glances[$0].isRemoved }
        case .listener(let id):
            // The listener was requested and no longer exists.
            if let run, run.isWhole, run.rowsRead == 0 { return [] }
            return account.row(id: id).flatMap { account.glances[$0].isRemoved ? nil : [$0] } ?? []
        case .proxy, .group:
            let entry = question.scope.owner.flatMap { account.owners[$0] }
            return (entry?.rows ?? []).filter { !account.glances[$0].isRemoved }
        }
    }

    /// The owners of the scope that could not be read.
    var failures: [OwnerID] {
        (currentRun?.failed.keys).map { $0.sorted() }?.filter { owner in
            narrowing.map { account.mayHold(owner, $0) } ?? true
        } ?? []
    }
}

extension Wording {
    /// The text that is shown in place of data that is being read.
    static let reading = Wording("reading…", zh: "读取中…")
}
