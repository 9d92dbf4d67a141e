// The exit statuses, and which error gives which.

import TencentCloud

enum ExitStatus: Int32 {
    case fine = 0
    case usage = 2
    case credentials = 3
    case network = 4
    case throttled = 5
    case partial = 6

    init(_ error: CloudError) {
        switch error {
        case .credentials: self = .credentials
        case .service(let fault):
            if fault.matches("AuthFailure") || fault.matches("UnauthorizedOperation") {
                self = .credentials
            } else if fault.matches("RequestLimitExceeded") {
                self = .throttled
            } else {
                self = .network
            }
        case .invalidRequest: self = .usage
        case .transport, .malformed, .cancelled: self = .network
        }
    }
}
