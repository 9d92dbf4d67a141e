// The page sizes. No document specifies the maximum page size of DescribeTCPListeners. If the service refuses a size,
// smaller sizes are tried, and the accepted size of each action is used for the rest of the run.

package import TencentCloud

/// The page size of each action.
package struct PageSizes: Sendable {
    /// Other tools for this service use 50. The documented default is 20.
    private static let fallbacks = [50, 20]

    private let wanted: Int
    private var accepted: [String: Int] = [:]
    /// The maximum number of rows that a page of each action has contained. The service does not limit pages to fewer
    /// rows.
    private var served: [String: Int] = [:]

    /// - Parameter wanted: the preferred number of rows per page, 1 to 100.
    package init(_ wanted: Int) { self.wanted = wanted }

    /// Returns the number of rows to request per page.
    package func size(for action: String) -> Int { accepted[action] ?? wanted }

    /// Returns the number of rows of the largest page that an action has returned.
    package func proven(for action: String) -> Int { served[action] ?? 0 }

    /// Records the number of rows of a page.
    package mutating func note(rows: Int, of action: String) { served[action] = max(rows, proven(for: action)) }

    /// Switches to a smaller page size, if an error concerns the size that was used and there is a smaller one.
    /// - Returns: whether the request should be repeated.
    package mutating func shrink(_ used: Int, of action: String, after error: CloudError) -> Bool {
        // Another task may have received the refusal first.
        if size(for: action) < used { return Self.isAboutSize(error) }
        guard Self.isAboutSize(error), let smaller = Self.fallbacks.first(where: { $0 < used }) else { return false }
        accepted[action] = smaller
        return true
    }

    private static func isAboutSize(_ error: CloudError) -> Bool {
        switch error {
        case .service(let fault) where fault.matches("InvalidParameterValue") || fault.matches("InvalidParameter"):
            // The message names the parameter in the same way in both languages.
            fault.serviceMessage.contains("Limit")
        case .service(let fault): fault.matches("ResponseSizeLimitExceeded")
        case .transport(let fault): fault.kind == .tooLarge
        case .malformed, .invalidRequest, .credentials, .cancelled: false
        }
    }
}
