// Decides whether a failed attempt is repeated, and when. A table by kind of failure contains the maximum number of
// attempts and how the wait grows. Waits are distributed evenly between zero and the bound ("full jitter"), so that
// many clients do not retry at the same time.
//
// All actions here only read, so sending a request twice does no harm.

/// Decides about retries.
package struct RetryPolicy: Sendable {
    /// One row of the table.
    package struct Rule: Sendable, Equatable {
        /// The maximum number of attempts, including the first.
        package let attempts: Int
        /// The bound of the first wait. It doubles with each attempt. Zero means no wait.
        package let base: Duration
        package let cap: Duration

        static let never = Rule(attempts: 1, base: .zero, cap: .zero)
        static let throttling = Rule(attempts: 6, base: .milliseconds(500), cap: .seconds(8))
        static let serverFault = Rule(attempts: 4, base: .milliseconds(250), cap: .seconds(4))
        /// An error without a specific message, or a response that belongs to no request.
        static let unexpected = Rule(attempts: 2, base: .milliseconds(200), cap: .seconds(2))
        static let connectionFault = Rule(attempts: 3, base: .milliseconds(200), cap: .seconds(2))
    }

    /// The maximum number of attempts, regardless of the table.
    private let maximumAttempts: Int
    /// The maximum total time that a call waits because the service asks for it.
    package let patience: Duration
    /// Returns a random number between 0 and 1, uniformly distributed.
    private let random: @Sendable () -> Double

    /// - Parameters:
    ///   - maximumAttempts: the maximum number of attempts, including the first. 1 disables retries.
    ///   - patience: the maximum total time that a call waits if the service specifies the wait (Retry-After). If a
    ///     longer wait is needed, the call fails.
    package init(
        maximumAttempts: Int = .max, patience: Duration = .seconds(30),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.maximumAttempts = maximumAttempts
        self.patience = patience
        self.random = random
    }

    /// A policy without retries, for callers that need the result of a single attempt.
    package static let once = RetryPolicy(maximumAttempts: 1)

    /// Returns how long to wait before the next attempt, or nil if there is no further attempt.
    /// - Parameters:
    ///   - attempts: the number of attempts so far, at least 1.
    ///   - waited: how long this call has already waited because the service asked for it.
    package func wait(after error: CloudError, attempts: Int, waited: Duration = .zero) -> Duration? {
        let rule = Self.rule(for: error)
        guard attempts < min(rule.attempts, maximumAttempts) else { return nil }
        if let asked = error.retryAfter {
            guard waited + asked <= patience else { return nil }
            // A random extra wait, so that clients that received the same response do not all retry at the same time.
            return asked + rule.base * random()
        }
        // The server had already closed a keep-alive connection, so the request never arrived.
        if case .transport(let fault) = error, fault.kind == .connectionClosed, attempts == 1 {
            return .zero
        }
        let bound = min(rule.cap, rule.base * (1 << (attempts - 1)))
        return bound * random()
    }

    /// Returns the row of the table for an error.
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
            case .empty, .notJSON: return .connectionFault
            case .html, .noEnvelope, .wrongType, .missing, .unasked: return .never
            }
        case .transport(let fault):
            switch fault.kind {
            case .connectionRefused, .connectTimeout, .readTimeout, .totalTimeout,
                .connectionClosed, .truncated, .nameLookup, .handshakeClosed, .proxyUnavailable:
                return .connectionFault
            case .unexpected: return .unexpected
            case .unknownHost, .tls, .proxy, .tooLarge, .headersTooLarge, .notHTTP, .cancelled, .other:
                return .never
            }
        case .invalidRequest, .credentials, .cancelled: return .never
        }
    }
}
