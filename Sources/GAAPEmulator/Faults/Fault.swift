// The faults that the emulator can inject. A new kind of fault needs a case here, its effect in `Fault+Effects`, and a
// row in `FaultKind`.

/// A fault in one request.
package enum Fault: Sendable, Equatable {
    // Transmission.

    /// The response is delayed.
    case delayed(by: Duration)
    /// The connection is reset before the first byte of the response.
    case connectionReset
    /// The response is truncated.
    case truncatedBody
    /// The body is sent in small pieces with a pause after each.
    case slowBytes(pause: Duration)

    // Refusals.

    /// The service refuses the request with a code. If the message is nil, a general message is used.
    case error(code: String, message: String? = nil)
    /// RequestLimitExceeded, although the limit is not reached.
    case throttled
    /// The account's policies do not allow the action.
    case denied(code: String)
    /// The service no longer has the action.
    case actionGone
    /// Requests for larger pages are refused.
    case pagesRefused(above: Int)
    /// The token of a temporary key expires after this time since the emulator's start.
    case tokenExpired(after: Duration)

    // Responses that are not API responses.

    /// An HTTP status other than 200, as a gateway sends it.
    case status(Int)
    /// An HTTP status with a Retry-After header, in seconds or as a date.
    case busy(status: Int, retryAfter: Int, asDate: Bool)
    /// A body that is not JSON of the right form: `{"Response":`, an HTML page, or an empty body.
    case body(String, contentType: String = "application/json")
    /// The content type contains a charset. The official SDK does not accept such a response.
    case charset

    // Incorrect responses.

    /// All fields with a name have another JSON type than documented.
    case wrongType(field: String)
    /// A row was added at the start of the list after the first page, so each later page starts with the last row of
    /// the previous page.
    case shiftedPages
    /// Offset is ignored: every page is the first page.
    case repeatedPages
    /// A page contains only half of its rows.
    case shortPages
    /// TotalCount is too large by this number, or too small if it is negative.
    case wrongTotal(by: Int)

    /// Listeners have no owner: ProxyId and GroupId are null or missing.
    case unnamedOwners
    /// Listeners have a different owner than the one in the request.
    case foreignRows
    /// The first listener of every owner has the same ListenerId.
    case sharedListener
    /// No page has more rows than this number, and TotalCount is not larger either.
    case cappedPages(at: Int)
    /// The list and TotalCount are null.
    case nullLists
    /// Every page of listeners is full, whatever its offset.
    case endlessRows

    /// A body that starts like a response and is not valid JSON.
    package static let wrongJSON = Fault.body(#"{"Response": {"TotalCount": "many", "ListenerSet": [}"#)
    /// A captive portal.
    package static let html = Fault.body("<html><body>Sign in</body></html>", contentType: "text/html")
    package static let empty = Fault.body("")
}
