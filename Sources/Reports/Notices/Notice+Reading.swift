// Messages for a reading that ended incompletely. Such a reading is never displayed as complete, and never as an error
// of a single call.

package import Inventory
package import Essentials

extension Notice {
    /// The lists that are read page by page.
    package enum Pages: Sendable {
        /// Listeners of an owner; an empty id stands for a search without an owner.
        case listeners(of: String)
        /// Owners, by the action that lists them.
        case owners(by: String)
    }

    /// The message for a snapshot that does not contain the requested id; nil if it does.
    package init?(_ scope: Scope, notHeldBy account: Account, of file: String, language: Language) {
        guard let id = scope.id, !account.holds(scope) else { return nil }
        self.init(
            Wording("\(file) does not contain \(id)", zh: "\(file) 中没有 \(id)")[language],
            advice: Wording(
                "check the id; the snapshot may be older, or may not include it", zh: "请检查该 ID；它可能晚于快照，或未收入快照"
            )[language],
            language: language)
    }

    /// The message for the end of a reading; nil for a complete one.
    package init?(_ outcome: ReadingOutcome, of pages: Pages, language: Language) {
        switch (outcome, pages) {
        case (.complete, _): return nil
        case (.failed(let error), .listeners(let subject)): self.init(error, subject: subject, language: language)
        case (.failed(let error), .owners(let action)):
            let notice = Notice(error, language: language)
            // Most errors already contain the name of the action.
            self = notice.what.hasPrefix(action) ? notice : Notice(error, subject: action, language: language)
        case (.changedWhileReading, .listeners(let subject)):
            let subject = subject.isEmpty ? Wording("the list", zh: "列表")[language] : subject
            self.init(
                Wording("\(subject) changed while reading", zh: "\(subject) 在读取期间有变化")[language],
                advice: Wording("a row may be missing; read it again", zh: "可能缺少某些行，请重新读取")[language],
                language: language)
        case (.changedWhileReading, .owners(let action)):
            self.init(
                Wording("\(action): the list changed while reading", zh: "\(action)：列表在读取期间有变化")[language],
                advice: Wording("an owner may be missing; read it again", zh: "可能缺少通道或通道组，请重新读取")[language],
                language: language)
        case (.short(let missing), .listeners(let subject)):
            let subject = subject.isEmpty ? Wording("the list", zh: "列表")[language] : subject
            self.init(
                Wording(
                    "\(subject): the service returned \(Count.text(missing)) \(missing == 1 ? "row" : "rows") "
                        + "fewer than it announced",
                    zh: "\(subject)：服务返回的行数比其总数少 \(Count.text(missing))")[language])
        case (.foreign(let rows, let owner), .listeners(let subject)):
            let count = Count.text(rows)
            self.init(
                Wording(
                    "\(subject): \(count) \(rows == 1 ? "row names" : "rows name") another owner, such as "
                        + "\(owner.text)",
                    zh: "\(subject)：有 \(count) 行属于其他通道或通道组，例如 \(owner.text)")[language],
                advice: Wording(
                    "the response contradicts the request, so listeners of \(subject) may be missing",
                    zh: "返回内容与请求不符，可能缺少 \(subject) 的监听器")[language],
                language: language)
        case (.foreign, .owners): return nil  // owners have no owner
        case (.endless(let rows), .listeners(let subject)):
            let subject = subject.isEmpty ? Wording("the list", zh: "列表")[language] : subject
            self.init(
                Wording(
                    "\(subject): stopped after \(Count.text(rows)) rows; the service has more",
                    zh: "\(subject)：已读取 \(Count.text(rows)) 行后停止，服务端还有更多")[language],
                advice: Wording(
                    "narrow the request with --proxy, --port or --name", zh: "请用 --proxy、--port 或 --name 缩小范围")[
                        language],
                language: language)
        case (.endless(let rows), .owners(let action)):
            self.init(
                Wording(
                    "\(action): stopped after \(Count.text(rows)) owners; the service has more",
                    zh: "\(action)：已读取 \(Count.text(rows)) 个后停止，服务端还有更多")[language],
                language: language)
        case (.short(let missing), .owners(let action)):
            self.init(
                Wording(
                    "\(action): the service returned \(Count.text(missing)) \(missing == 1 ? "owner" : "owners") "
                        + "fewer than it announced",
                    zh: "\(action)：服务返回的条数比其总数少 \(Count.text(missing))")[language])
        }
    }
}
