// The exit statuses, and their mapping from errors.

import TencentCloud

enum ExitStatus: Int32, CaseIterable {
    case fine = 0
    /// Not an error: something was found, for example a difference.
    case found = 1
    case usage = 2
    case credentials = 3
    case network = 4
    case throttled = 5
    case partial = 6

    /// The description for the manual.
    var about: String {
        switch self {
        case .fine: "success"
        case .found: "differences (diff) or problems (--fail-on) were found"
        case .usage: "wrong usage or settings"
        case .credentials: "no credentials, or no permission"
        case .network:
            "network or service error; no such proxy, group or listener; a file that cannot be written; too few "
                + "threads or file descriptors, or too little memory"
        case .throttled: "throttled by the service, even after retries"
        case .partial:
            "partial result: some owners could not be read, an answer contradicts the request or does not end, or "
                + "not everything could be compared (diff)"
        }
    }

    /// The statuses of a program that a signal ended.
    static let ofSignals = (statuses: "129, 130, 143", about: "ended by a signal: HUP, INT (Ctrl-C), TERM")

    /// The precedence if there are several causes. A cause that only a person can fix takes precedence over one that
    /// may disappear by itself.
    var gravity: Int {
        switch self {
        case .fine, .found: 0
        case .partial: 1
        case .throttled: 2
        case .network: 3
        case .usage: 4
        case .credentials: 5
        }
    }

    init(_ error: CloudError) {
        if error.isThrottling {
            self = .throttled
        } else if error.isAboutAccess {
            self = .credentials
        } else if case .invalidRequest = error {
            self = .usage
        } else {
            self = .network
        }
    }
}
