// Reads the complete answer to a question for commands without a screen.

import Essentials
import Inventory
import Reports
import TencentCloud

struct AccountReader: Sendable {
    /// The answer to a question.
    struct Outcome: Sendable {
        let language: Language
        /// The scope that was read: the scope of the question, or the group if the question names a member of a group.
        private(set) var scope: Scope
        /// The member that the question names, if its group was read instead.
        fileprivate(set) var member: String?
        var account = Account()
        /// Rows in the order of the service, owner after owner.
        var rows: [Int] = []
        var notices: [Notice] = []
        var failures: [CloudError] = []
        var isShort = false
        /// Whether the owner or listener of the question does not exist.
        var isMissing = false
        /// Further owners whose lists could not be read for the cause of a notice, by the index of the notice.
        fileprivate(set) var alike: [Int: [String]] = [:]
        fileprivate var causes: [(error: CloudError, notice: Int)] = []
        /// Whether at least one answer with listeners arrived, even if it is empty. Lists of owners do not count.
        var hasRead = false
        /// Whether every list of owners was read to its end.
        var hasAllOwners = true

        init(_ scope: Scope = .all, language: Language) {
            self.scope = scope
            self.language = language
        }

        var isComplete: Bool { failures.isEmpty && !isShort && !isMissing }
        /// Whether nothing could be read.
        var isEmptyHanded: Bool { isMissing || !hasRead && !failures.isEmpty }

        /// Whether the key now belongs to another account.
        var isOfOtherAccount: Bool { failures.contains(where: \.isOtherAccount) }

        /// Returns whether another outcome is incomplete for the same causes.
        func isAsShort(as other: Outcome) -> Bool {
            isShort == other.isShort && failures.count == other.failures.count
                && zip(failures, other.failures).allSatisfy { $0.isSameCause(as: $1) }
        }

        var status: ExitStatus {
            // The status is the same as when the service answers that the resource does not exist.
            if isMissing { return .network }
            guard !failures.isEmpty else { return isShort ? .partial : .fine }
            return isEmptyHanded ? failures.map(ExitStatus.init).min { $0.gravity > $1.gravity } ?? .partial : .partial
        }
    }

    /// A finished attempt of a call.
    struct Call {
        let action: String
        let hasFailed: Bool
        /// Whether the service refused the call because of the rate limit.
        let isThrottled: Bool

        init(_ record: CallRecord) {
            action = record.action
            hasFailed = record.error != nil
            isThrottled = record.error?.isThrottling ?? false
        }
    }

    /// Options of a read.
    struct Wishes {
        /// Whether to derive the state of a listener without the status of its owner.
        var ignoresOwnerStatus = false
        /// Whether to keep the rows in the account.
        var keepsRows = true
        /// Receives each page in the order of the service, with the account as known so far.
        var page: (FetchedPage, Account) -> Void = { _, _ in }
        /// Receives the progress of the read.
        var progress: Progress?
        /// Whether the read runs in the background, because no user waits for its answer.
        var isInBackground = false
        /// Receives the changes found, if the account records `transitions`.
        var changed: ([Transition], Account, Moment) -> Void = { _, _, _ in }
        /// Receives every attempt of a call.
        var called: (Call) -> Void = { _ in }

        var priority: Priority { isInBackground ? .background : .foreground }
    }

    private let assembly: Assembly

    init(_ assembly: Assembly) { self.assembly = assembly }

    func read(_ question: Question, _ wishes: Wishes = Wishes()) async -> Outcome {
        let session = AccountSession(language: assembly.settings.language) { assembly.fetchService(pace: $0, emit: $1) }
        let outcome = await session.read(question, wishes)
        await session.close()
        return outcome
    }
}

extension AccountReader.Outcome {
    /// The group to read instead of the proxy in the scope, if that proxy is a member of a group.
    var groupOfMember: OwnerID? {
        guard case .proxy(let id) = scope else { return nil }
        return account.group(ofMember: id)
    }

    /// Records that the group was read instead of its member.
    mutating func noteMember(_ id: String) {
        member = id
        notices.append(Notice(memberWords(id)[language], language: language))
    }

    private func memberWords(_ id: String) -> Wording {
        let group = scope.id ?? ""
        return Wording(
            "\(id) is a member of the group \(group): showing the listeners of the group",
            zh: "\(id) 是通道组 \(group) 的成员：显示该通道组的监听器")
    }

    /// Records how the read of a list ended.
    mutating func note(_ result: ReadingOutcome, of pages: Notice.Pages) {
        if case .owners = pages, result != .complete { hasAllOwners = false }
        guard let notice = Notice(result, of: pages, language: language) else { return }
        if case .failed(let error) = result {
            // A cause that affects several lists is reported once.
            switch pages {
            case .owners: if failures.contains(where: error.isSameCause(as:)) { return }
            case .listeners(let owner): if isKnown(error, of: owner) { return }
            }
            failures.append(error)
        } else {
            isShort = true
        }
        notices.append(notice)
    }

    /// Records a further owner with a known cause. Returns false for the first owner with the cause.
    private mutating func isKnown(_ error: CloudError, of owner: String) -> Bool {
        guard let known = causes.first(where: { error.isSameCause(as: $0.error) }) else {
            causes.append((error, notices.count))
            return false
        }
        alike[known.notice, default: []].append(owner)
        return true
    }

    /// The number of faults. Each owner counts.
    var faultCount: Int { notices.count + alike.values.reduce(0) { $0 + $1.count } }

    /// The faults, one line for each cause.
    var lines: [String] {
        let named = 5
        return notices.enumerated().map { index, notice in
            guard let others = alike[index] else { return notice.line }
            let list = others.prefix(named).joined(separator: ", ")
            let count = Count.text(others.count - named)
            let more =
                others.count > named ? Wording(" and \(count) more", zh: " 等，另有 \(count) 个") : Wording(verbatim: "")
            let same = Wording("; the same for \(list)\(more[.english])", zh: "；以下也是如此：\(list)\(more[.chinese])")
            return notice.line + same[language]
        }
    }

    /// Prints the faults on standard error.
    func printFaults() {
        for line in lines { say(Wording(verbatim: line)) }
    }
}
