// How large the pages may be. No document names the largest page of DescribeTCPListeners; where the service refuses
// one, smaller ones are tried, and what it takes is remembered for the rest of the run, action by action.

package import TencentCloud

/// The page size of each action.
package struct PageSizes: Sendable {
    /// Other tools of this service use 50; 20 is the documented default.
    private static let fallbacks = [50, 20]

    private let wanted: Int
    private var accepted: [String: Int] = [:]
    /// The most rows that a page of each action had: the service does not cut pages at fewer.
    private var served: [String: Int] = [:]

    /// - Parameter wanted: rows to ask for at a time, 1 to 100.
    package init(_ wanted: Int) { self.wanted = wanted }

    /// Rows to ask for at a time.
    package func size(for action: String) -> Int { accepted[action] ?? wanted }

    /// Rows of the largest page that an action gave.
    package func proven(for action: String) -> Int { served[action] ?? 0 }

    /// Notes how many rows a page had.
    package mutating func note(rows: Int, of action: String) { served[action] = max(rows, proven(for: action)) }

    /// Goes to a smaller size, if an error is about the size that was used and there is a smaller one.
    /// - Returns: whether asking again makes sense.
    package mutating func shrink(_ used: Int, of action: String, after error: CloudError) -> Bool {
        // Another reader may have met the refusal first.
        if size(for: action) < used { return Self.isAboutSize(error) }
        guard Self.isAboutSize(error), let smaller = Self.fallbacks.first(where: { $0 < used }) else { return false }
        accepted[action] = smaller
        return true
    }

    private static func isAboutSize(_ error: CloudError) -> Bool {
        switch error {
        case .service(let fault) where fault.matches("InvalidParameterValue") || fault.matches("InvalidParameter"):
            // In either language the parameter is named as it is written.
            fault.serviceMessage.contains("Limit")
        case .service(let fault): fault.matches("ResponseSizeLimitExceeded")
        case .transport(let fault): fault.kind == .tooLarge
        case .malformed, .invalidRequest, .credentials, .cancelled: false
        }
    }
}
