// What comes of a question that is read to its end: what commands without a screen do with the fetch service.

import Essentials
import Inventory
import Reports
import TencentCloud

struct AccountReader: Sendable {
    /// What came of a question.
    struct Outcome: Sendable {
        let language: Language
        /// What was read: what was asked for, or the group of a member that was asked for.
        private(set) var scope: Scope
        /// The member that was asked for in place of its group.
        fileprivate(set) var member: String?
        var account = Account()
        /// Rows in the order of the service, owner after owner.
        var rows: [Int] = []
        var notices: [Notice] = []
        var failures: [CloudError] = []
        var isShort = false
        /// The owner or listener that was asked about is not there.
        var isMissing = false
        /// Lists that the same cause kept from being read, beside the one that its notice is about, by the notice's
        /// place.
        fileprivate(set) var alike: [Int: [String]] = [:]
        fileprivate var causes: [(error: CloudError, notice: Int)] = []
        /// Listeners were read, be it an answer without any. Owners alone are nothing to anybody who asks for
        /// listeners.
        var hasRead = false
        /// Every list of owners that was read came to its end.
        var hasAllOwners = true

        init(_ scope: Scope = .all, language: Language) {
            self.scope = scope
            self.language = language
        }

        var isComplete: Bool { failures.isEmpty && !isShort && !isMissing }
        /// Nothing was read at all, and that is a failure.
        var isEmptyHanded: Bool { isMissing || !hasRead && !failures.isEmpty }

        /// Whether the key has become another account's.
        var isOfOtherAccount: Bool { failures.contains(where: \.isOtherAccount) }

        /// Whether the same as in another outcome kept it from being whole.
        func isAsShort(as other: Outcome) -> Bool {
            isShort == other.isShort && failures.count == other.failures.count
                && zip(failures, other.failures).allSatisfy { $0.isSameCause(as: $1) }
        }

        var status: ExitStatus {
            // As when the service says that there is no such thing.
            if isMissing { return .network }
            guard !failures.isEmpty else { return isShort ? .partial : .fine }
            return isEmptyHanded ? failures.map(ExitStatus.init).min { $0.gravity > $1.gravity } ?? .partial : .partial
        }
    }

    /// An attempt of a call that has ended.
    struct Call {
        let action: String
        let hasFailed: Bool
        /// Whether the service refused it for its frequency.
        let isThrottled: Bool

        init(_ record: CallRecord) {
            action = record.action
            hasFailed = record.error != nil
            isThrottled = record.error?.isThrottling ?? false
        }
    }

    /// What is wanted besides the answer.
    struct Wishes {
        /// To leave out of account whether an owner forwards anything.
        var ignoresOwnerStatus = false
        /// To keep the rows in the account.
        var keepsRows = true
        /// Is handed each page as soon as its turn has come, with the account as far as it is known.
        var page: (FetchedPage, Account) -> Void = { _, _ in }
        /// Is told how far the reading is.
        var progress: Progress?
        /// Whether nobody waits for the answer.
        var isInBackground = false
        /// Is handed what was found changed, if the account wants `transitions`.
        var changed: ([Transition], Account, Moment) -> Void = { _, _, _ in }
        /// Is handed every attempt of a call.
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
    /// The group to read in place of the proxy that was asked for.
    var groupOfMember: OwnerID? {
        guard case .proxy(let id) = scope else { return nil }
        return account.group(ofMember: id)
    }

    /// Notes that the group was read in place of a member.
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

    /// Takes in how the reading of a list ended.
    mutating func note(_ result: ReadingOutcome, of pages: Notice.Pages) {
        if case .owners = pages, result != .complete { hasAllOwners = false }
        guard let notice = Notice(result, of: pages, language: language) else { return }
        if case .failed(let error) = result {
            // One cause that keeps several lists from being read is told once.
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

    /// Notes an owner beside the first one that had the same; false for the first.
    private mutating func isKnown(_ error: CloudError, of owner: String) -> Bool {
        guard let known = causes.first(where: { error.isSameCause(as: $0.error) }) else {
            causes.append((error, notices.count))
            return false
        }
        alike[known.notice, default: []].append(owner)
        return true
    }

    /// How much went wrong, each owner counted.
    var faultCount: Int { notices.count + alike.values.reduce(0) { $0 + $1.count } }

    /// What went wrong, one line for each cause.
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

    /// Says on standard error what went wrong.
    func tell() {
        for line in lines { say(Wording(verbatim: line)) }
    }
}
