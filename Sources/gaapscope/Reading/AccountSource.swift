// The source of a command's listeners: the service, the embedded emulator, or a snapshot, which answers the same
// questions without a connection.

import GAAP
import Inventory
import Journal
import Reports
import Essentials

struct AccountSource: Sendable {
    enum Kind: Sendable {
        case service(Assembly)
        case file(SnapshotDocument, path: String)
    }

    let kind: Kind
    let settings: Settings

    /// Opens the source that the flags select, and prints the warnings of the settings.
    /// - Parameters:
    ///   - flags: further flags of settings, besides the client flags.
    ///   - patience: how long to wait for a snapshot from standard input; nil means no limit.
    /// - Throws: `ResourceError`, `SettingsError`, `FileError`.
    init(
        _ client: ClientOptions, offline: OfflineOptions = OfflineOptions(offline: nil),
        flags: [Setting.ID: String] = [:],
        patience: Duration? = nil
    ) throws {
        try Resources.require()
        let environment = processEnvironment
        settings = try Settings.resolve(client.flags.merging(flags), environment: environment).speaking(.ofOutput)
        for warning in settings.warnings { say(warning) }
        if let path = offline.offline {
            kind = .file(try SnapshotDocument(file: path, patience: patience), path: path)
        } else {
            kind = .service(
                try Assembly(settings: settings, source: client.demo ? .demo : .live, environment: environment))
        }
    }

    /// Reads the complete answer to a question.
    func read(
        _ question: Question, _ wishes: AccountReader.Wishes = AccountReader.Wishes()
    ) async -> AccountReader.Outcome {
        switch kind {
        case .service(let assembly): await AccountReader(assembly).read(question, wishes)
        case .file(let document, let path):
            AccountReader.Outcome(document, path: path, question: question, language: settings.language)
        }
    }

    /// Returns the provenance of a document with the answer.
    func provenance(_ scope: Scope, filters: String) -> Report.Provenance {
        switch kind {
        case .service(let assembly):
            Report.Provenance(
                account: assembly.accountLabel,
                endpoint: assembly.source == .demo ? nil : assembly.settings.endpointText, scope: scope,
                filters: filters)
        case .file(let document, _):
            Report.Provenance(
                account: document.account, endpoint: document.endpoint, scope: scope,
                filters: [document.filters, filters].filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    /// Stores a complete answer about the whole account. The shell completes ids from it, and the browser starts with
    /// it.
    func keep(_ outcome: AccountReader.Outcome, of question: Question) {
        guard case .service(let assembly) = kind, question == Question(.all), outcome.isComplete else { return }
        let report = Report(
            account: outcome.account, rows: outcome.rows, isComplete: true, now: TimeSource.system.moment,
            provenance: assembly.provenance)
        assembly.lastState?.save(report.document)
    }

    /// The earlier observations of the account; nil for a snapshot and for an account that was not observed before.
    var past: ObservedPast? {
        guard case .service(let assembly) = kind, let state = assembly.lastState else { return nil }
        let (now, longestGap) = (TimeSource.system.now(), 2 * settings.interval)
        // A journal that cannot be read is ignored: it is not evidence.
        let journal = try? JournalDatabase(existing: state.journalPath)
        var past = try? journal?.past(longestGap: longestGap, now: now)
        let kept = WatchedState(state, Question(.all)).load()
        if let kept {
            past = past ?? ObservedPast([], [], longestGap: longestGap, now: now)
            past?.add(kept.contents.rows, readAt: kept.fetchedAt)
        }
        return past
    }

    /// Whether the source is a snapshot.
    var isFile: Bool { if case .file = kind { true } else { false } }

    /// The rule for which data counts as current. Data of a snapshot is never current, however recent it is.
    var recency: Recency {
        var recency = Recency.utc(now: TimeSource.system.moment, freshFor: 2 * settings.interval)
        switch kind {
        case .service: recency.site = Site(of: settings.endpoint)
        case .file(let document, _):
            recency.site = document.endpoint.flatMap(Site.init(ofEndpoint:))
        }
        return recency
    }

    /// The time of the data that `read` returns: now, or the time of the snapshot.
    var fetchedAt: UnixTime {
        switch kind {
        case .service: TimeSource.system.now()
        case .file(let document, _): document.fetchedAt
        }
    }
}

extension AccountReader.Outcome {
    /// Records for each row since when it has had its state.
    mutating func take(_ past: ObservedPast?) {
        guard let past else { return }
        for place in rows {
            if let since = past.since(account.rows[place]) { account.note(since, at: place) }
        }
    }

    /// Creates the answer of a snapshot to a question.
    init(_ document: SnapshotDocument, path: String, question: Question, language: Language) {
        let account = document.contents
        var question = question
        var member: String?
        if case .proxy(let id) = question.scope, let group = account.group(ofMember: id) {
            (question.scope, member) = (Scope(group), id)
        }
        self.init(question.scope, language: language)
        hasRead = true
        self.account = account
        if let member { noteMember(member) }
        rows = account.rows.indices.filter { question.includes(account.rows[$0]) }
        if let notice = Notice(question.scope, notHeldBy: account, of: path, language: language) {
            isMissing = true
            notices.append(notice)
        }
        if case .listener = question.scope, !rows.isEmpty { return }
        var isWhole = document.isComplete
        if let owner = question.scope.owner, case .complete? = account.owners[owner]?.reading { isWhole = true }
        func note(_ what: Wording, _ advice: Wording) {
            isShort = true
            notices.append(Notice(what[language], advice: advice[language], language: language))
        }
        if !isWhole {
            note(
                Wording("\(path) is not complete", zh: "\(path) 不完整"),
                Wording("resources that are missing in it may exist", zh: "其中没有的资源也可能存在"))
        }
        if let scope = document.scope, scope != .all, scope != question.scope {
            note(
                Wording("\(path) contains only \(scope.flags)", zh: "\(path) 只含 \(scope.flags)"),
                Wording("use that scope, or take another snapshot", zh: "请查询该范围，或另取快照"))
        }
        if !document.filters.isEmpty {
            note(
                Wording("\(path) was taken with \(document.filters)", zh: "\(path) 带有过滤条件 \(document.filters)"),
                Wording("listeners that the filters exclude may exist", zh: "被过滤掉的监听器也可能存在"))
        }
    }
}
