// Whether a failed attempt is worth another, and when. A table by kind of failure: how many attempts in all, and how
// the wait grows. Waits are drawn evenly from nothing to the bound ("full jitter"), so that many clients do not come
// back at once.
//
// All actions here only read, so sending twice does no harm.

/// Decides about retries.
package struct RetryPolicy: Sendable {
    /// One row of the table.
    package struct Rule: Sendable, Equatable {
        /// Attempts in all, the first included.
        package let attempts: Int
        /// The bound of the first wait; doubles with each attempt. Zero means at once.
        package let base: Duration
        package let cap: Duration

        static let never = Rule(attempts: 1, base: .zero, cap: .zero)
        static let throttling = Rule(attempts: 6, base: .milliseconds(500), cap: .seconds(8))
        static let serverFault = Rule(attempts: 4, base: .milliseconds(250), cap: .seconds(4))
        /// An error that this program has no words for, or an answer to no request.
        static let unexpected = Rule(attempts: 2, base: .milliseconds(200), cap: .seconds(2))
        static let lineFault = Rule(attempts: 3, base: .milliseconds(200), cap: .seconds(2))
    }

    /// Attempts in all, whatever the table grants.
    private let most: Int
    /// How long a call waits in all because the service asks for it.
    package let patience: Duration
    /// A number evenly from 0 to 1.
    private let random: @Sendable () -> Double

    /// - Parameters:
    ///   - most: attempts in all, the first included; 1 never tries again.
    ///   - patience: how long a call waits in all where the service says how long to wait (Retry-After); beyond that it
    ///     gives up.
    package init(
        most: Int = .max, patience: Duration = .seconds(30),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.most = most
        self.patience = patience
        self.random = random
    }

    /// For whom wants to know what one attempt comes to.
    package static let once = RetryPolicy(most: 1)

    /// How long to wait before the next attempt; nil means to give up.
    /// - Parameters:
    ///   - attempts: attempts made so far, 1 at least.
    ///   - waited: how long this call has waited already because the service asked for it.
    package func wait(after error: CloudError, attempts: Int, waited: Duration = .zero) -> Duration? {
        let rule = Self.rule(for: error)
        guard attempts < min(rule.attempts, most) else { return nil }
        if let asked = error.retryAfter {
            guard waited + asked <= patience else { return nil }
            // A little more, so that clients that got the same answer do not all return at once.
            return asked + rule.base * random()
        }
        // A kept-alive connection that the server had closed already: the request never arrived.
        if case .transport(let fault) = error, fault.kind == .connectionClosed, attempts == 1 {
            return .zero
        }
        let bound = min(rule.cap, rule.base * (1 << (attempts - 1)))
        return bound * random()
    }

    /// The row that an error falls under.
    package static func rule(for error: CloudError) -> Rule {
        if error.isThrottling { return .throttling }
        switch error {
        case .service(let fault):
            if fault.matches("InternalError") || fault.matches("ServiceUnavailable") {
                return .serverFault
            }
            return .never
        case .malformed(let answer):
            switch answer.kind {
            case .status(let code): return code >= 500 ? .serverFault : .never
            case .empty, .notJSON: return .lineFault
            case .html, .noEnvelope, .wrongType, .missing, .unasked: return .never
            }
        case .transport(let fault):
            switch fault.kind {
            case .connectionRefused, .connectTimeout, .readTimeout, .totalTimeout,
                .connectionClosed, .truncated, .nameLookup, .handshakeClosed, .proxyUnavailable:
                return .lineFault
            case .unexpected: return .unexpected
            case .unknownHost, .tls, .proxy, .tooLarge, .headersTooLarge, .notHTTP, .cancelled, .other:
                return .never
            }
        case .invalidRequest, .credentials, .cancelled: return .never
        }
    }
}
