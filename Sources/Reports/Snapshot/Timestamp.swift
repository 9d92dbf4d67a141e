// Times in documents: RFC 3339, in UTC when written.

import FoundationEssentials
package import Essentials

package enum Timestamp {
    /// `2026-11-23T06:41:37Z`.
    package static func text(_ time: UnixTime) -> String {
        let date = CivilDate(unixSeconds: time.wholeSeconds)
        return "\(date)T\(date.clock)Z"
    }

    /// Reads what `text` writes, and times with an offset.
    package static func parse(_ text: String) -> UnixTime? {
        // What the library has to say about it, nobody wants to read.
        (try? Date(text, strategy: .iso8601)).map { UnixTime($0.timeIntervalSince1970) }
    }
}
