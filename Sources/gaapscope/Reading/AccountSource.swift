// Where the listeners of a command come from: the service (or the embedded emulator), or a snapshot, which is asked the
// same questions and connects to nothing.

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

    /// Opens what the flags ask for, and says what there is to say about the settings.
    /// - Parameters:
    ///   - flags: more flags of settings than the client's.
    ///   - patience: how long to wait for a snapshot to come from standard input; nil waits for good.
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

    /// Asks a question and waits for the end of the answer.
    func read(
        _ question: Question, _ wishes: AccountReader.Wishes = AccountReader.Wishes()
    ) async -> AccountReader.Outcome {
        switch kind {
        case .service(let assembly): await AccountReader(assembly).read(question, wishes)
        case .file(let document, let path):
            AccountReader.Outcome(document, path: path, question: question, language: settings.language)
        }
    }

    /// What a document that is made of the answer says of itself.
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

    /// Keeps a whole answer about the whole account, for the shell to complete ids from and the browser to begin with.
    func keep(_ outcome: AccountReader.Outcome, of question: Question) {
        guard case .service(let assembly) = kind, question == Question(.all), outcome.isComplete else { return }
        let report = Report(
            account: outcome.account, rows: outcome.rows, isComplete: true, now: TimeSource.system.moment,
            provenance: assembly.provenance)
        assembly.lastState?.save(report.document)
    }

    /// What was observed of the account before now; nil for a snapshot, and where nothing is written down.
    var past: ObservedPast? {
        guard case .service(let assembly) = kind, let state = assembly.lastState else { return nil }
        let (now, longestGap) = (TimeSource.system.now(), 2 * settings.interval)
        // What cannot be read is no evidence.
        let journal = try? JournalDatabase(existing: state.journalPath)
        var past = try? journal?.past(longestGap: longestGap, now: now)
        let kept = WatchedState(state, Question(.all)).load()
        if let kept {
            past = past ?? ObservedPast([], [], longestGap: longestGap, now: now)
            past?.add(kept.contents.rows, readAt: kept.fetchedAt)
        }
        return past
    }

    /// Whether it is a snapshot.
    var isFile: Bool { if case .file = kind { true } else { false } }

    /// What of it speaks of now: nothing of a snapshot, however new its time says that it is.
    var recency: Recency {
        var recency = Recency.utc(now: TimeSource.system.moment, freshFor: 2 * settings.interval)
        switch kind {
        case .service: recency.site = Site(of: settings.endpoint)
        case .file(let document, _):
            recency.site = document.endpoint.flatMap(Site.init(ofEndpoint:))
        }
        return recency
    }

    /// When what `read` returns was so: now, or when the snapshot was taken.
    var fetchedAt: UnixTime {
        switch kind {
        case .service: TimeSource.system.now()
        case .file(let document, _): document.fetchedAt
        }
    }
}

extension AccountReader.Outcome {
    /// Notes since when its rows are as they are.
    mutating func take(_ past: ObservedPast?) {
        guard let past else { return }
        for place in rows {
            if let since = past.since(account.rows[place]) { account.note(since, at: place) }
        }
    }

    /// A snapshot's answer to a question.
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
                Wording("what is not in it may exist", zh: "其中没有的也可能存在"))
        }
        if let scope = document.scope, scope != .all, scope != question.scope {
            note(
                Wording("\(path) holds \(scope.flags) only", zh: "\(path) 只含 \(scope.flags)"),
                Wording("ask for that, or take another snapshot", zh: "请查询该范围，或另取快照"))
        }
        if !document.filters.isEmpty {
            note(
                Wording("\(path) was taken with \(document.filters)", zh: "\(path) 带有过滤条件 \(document.filters)"),
                Wording("what those left out may exist", zh: "被过滤掉的也可能存在"))
        }
    }
}
