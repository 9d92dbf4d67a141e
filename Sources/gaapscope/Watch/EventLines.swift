// The lines of `watch` on standard output. A full disk, for example after `>> file`, must not end an observation: lines
// are lost, and the loss is reported once.

import Essentials
import Glibc
import Synchronization

/// Prints whole lines.
final class EventLines {
    private let put: (String) -> (written: Int, code: Int32?)
    private let complaints: SaidOnce
    /// Whether the last line was written only in part.
    private var isTorn = false

    /// - Parameter put: writes as much of a text as possible.
    init(
        _ put: @escaping (String) -> (written: Int, code: Int32?) = StandardStream.output.put,
        say: @escaping @Sendable (Wording) -> Void
    ) {
        self.put = put
        complaints = SaidOnce(say)
    }

    /// Prints a line. If the reader of standard output has closed the pipe, the program ends.
    func print(_ line: String) {
        let text = "\(isTorn ? "\n" : "")\(line)\n"
        let (written, code) = put(text)
        guard let code else {
            isTorn = false
            return complaints.works()
        }
        if code == EPIPE, let status = StandardStream.failure.withLock(\.readerGone) { exit(status) }
        if written > 0 { isTorn = true }
        complaints.complain(StandardStream.refused(code))
    }
}
