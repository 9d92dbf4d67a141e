// The errors of a test that waited without success, with the screen at that time.

import Glibc

/// An error of a program that did not do what a test waited for.
package enum PseudoTerminalError: Error, CustomStringConvertible {
    case notStarted(String, errno: Int32)
    case timedOut(String, screen: String)
    case endedBefore(String, screen: String)

    package var description: String {
        switch self {
        case .notStarted(let program, let errno): "\(program) did not start: \(String(cString: strerror(errno)))"
        case .timedOut(let what, let screen): "timed out waiting for \(what)\n\(screen)"
        case .endedBefore(let what, let screen): "the program ended before \(what)\n\(screen)"
        }
    }
}
