// How large the pages may be. No document names the largest page of DescribeTCPListeners; where the service refuses one, smaller ones
// are tried, and what it takes is remembered for the rest of the run, action by action.

package import TencentCloud

/// The page size of each action.
package struct PageSizes: Sendable {
    /// Other tools of this service use 50; 20 is the documented default.
    private static let fallbacks = [50, 20]

    private let wanted: Int
    private var accepted: [String: Int] = [:]

    /// - Parameter wanted: rows to ask for at a time, 1 to 100.
    package init(_ wanted: Int) { self.wanted = wanted }

    /// Rows to ask for at a time.
    package func size(for action: String) -> Int { accepted[action] ?? wanted }

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
            fault.message.contains("Limit")
        case .service(let fault): fault.matches("ResponseSizeLimitExceeded")
        case .transport(let fault): fault.kind == .tooLarge
        case .malformed, .invalidRequest, .credentials, .cancelled: false
        }
    }
}
