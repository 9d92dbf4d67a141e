// What can go wrong with a request. A new kind of fault is a case here, its effect in `Fault+Effects`, and a row in
// `FaultKind`.

/// One thing that goes wrong with one request.
package enum Fault: Sendable, Equatable {
    // On the way.

    /// The answer comes later.
    case delayed(by: Duration)
    /// The connection is reset before a byte of the answer.
    case connectionReset
    /// The answer stops in the middle.
    case truncatedBody
    /// The body comes in small pieces with a pause after each.
    case slowBytes(pause: Duration)

    // Refusals.

    /// The service refuses with a code; nil gives a general message.
    case error(code: String, message: String? = nil)
    /// RequestLimitExceeded, although the limit is not reached.
    case throttled
    /// The account's policies do not allow the action.
    case denied(code: String)
    /// The service no longer has the action.
    case actionGone
    /// Pages of more rows are refused.
    case pagesRefused(above: Int)
    /// A temporary key's token has expired so long after the emulator's start.
    case tokenExpired(after: Duration)

    // Answers that are none.

    /// An HTTP status other than 200: a gateway's word.
    case status(Int)
    /// The same with a Retry-After header: in seconds, or as a date.
    case busy(status: Int, retryAfter: Int, asDate: Bool)
    /// Another body than JSON of the right form: `{"Response":`, a page of HTML, nothing.
    case body(String, contentType: String = "application/json")
    /// The content type names a charset, which the official SDK takes for no answer at all.
    case charset

    // Answers that are not right.

    /// The fields of a name have another JSON type than documented, wherever they are.
    case wrongType(field: String)
    /// A row has been added in front since the first page: each later one begins with the last row of the page before.
    case shiftedPages
    /// Offset is not heeded: every page is the first.
    case repeatedPages
    /// A page has half its rows.
    case shortPages
    /// TotalCount is so many more than there are; fewer when negative.
    case wrongTotal(by: Int)

    /// Listeners name no owner: ProxyId and GroupId are null, or missing.
    case unnamedOwners
    /// Listeners name another owner than the one that was asked for them.
    case foreignRows
    /// The first listener of every owner has the same ListenerId.
    case sharedListener
    /// No page has more rows, and TotalCount is never larger.
    case cappedPages(at: Int)
    /// The list and TotalCount are null.
    case nullLists
    /// Every page of listeners is full, wherever it begins.
    case endlessRows

    /// Opens like an answer and stops.
    package static let wrongJSON = Fault.body(#"{"Response": {"TotalCount": "many", "ListenerSet": [}"#)
    /// A captive portal.
    package static let html = Fault.body("<html><body>Sign in</body></html>", contentType: "text/html")
    package static let empty = Fault.body("")
}
