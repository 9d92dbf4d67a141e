// Times in documents: RFC 3339, written in UTC.

import FoundationEssentials
package import Essentials

package enum Timestamp {
    /// Returns a time as text, for example `2026-11-23T06:41:37Z`.
    package static func text(_ time: UnixTime) -> String {
        let date = CivilDate(unixSeconds: time.wholeSeconds)
        return "\(date)T\(date.clock)Z"
    }

    /// Parses the output of `text`, and times with an offset; nil for any other text.
    package static func parse(_ text: String) -> UnixTime? {
        // The library's error message is not useful to users.
        (try? Date(text, strategy: .iso8601)).map { UnixTime($0.timeIntervalSince1970) }
    }
}
