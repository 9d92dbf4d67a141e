// What a test that waited in vain prints: the screen it saw.

import Glibc

/// A program did not do what a test waited for.
package enum PseudoTerminalError: Error, CustomStringConvertible {
    case notStarted(String, errno: Int32)
    case timedOut(String, screen: String)
    case endedBefore(String, screen: String)

    package var description: String {
        switch self {
        case .notStarted(let program, let errno): "\(program) did not start: \(String(cString: strerror(errno)))"
        case .timedOut(let what, let screen): "waited in vain for \(what)\n\(screen)"
        case .endedBefore(let what, let screen): "the program ended before \(what)\n\(screen)"
        }
    }
}
