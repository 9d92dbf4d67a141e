// A journal writer in a separate process, for the tests: one that can be killed, and one that reaches a limit of the
// file size.
//
//   JournalProbe write PATH NAME      Append batches of three entries until killed; print a line after each commit
//   JournalProbe count PATH NAME N    Append N batches
//   JournalProbe limit PATH BYTES     Append batches with a file size limit until an error; print the error

import Essentials
import Glibc
import Inventory
import Journal
import Reports

func batch(_ number: Int, of name: String) -> JournalBatch {
    let now = UnixTime(1_764_300_000 + Double(number))
    let entries = (1...3).map { part in
        let subject = Change.Subject(
            id: "listener-\(name)-\(number)-\(part)", name: String(repeating: "n", count: 200), port: 443,
            owner: .proxy("link-1"))
        return TimelineEntry(
            interval: TimelineEntry.Interval(after: now + -30, by: now),
            what: .listener(Change(subject: subject, what: .added(as: .ok))))
    }
    return JournalBatch(.all, since: now, until: now, longestGap: 60, entries: entries)
}

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { exit(2) }
let (mode, path, word) = (arguments[1], arguments[2], arguments[3])
var last = Int.max
switch mode {
case "count": last = arguments.count > 4 ? Int(arguments[4]) ?? 0 : 0
case "limit":
    signal(SIGXFSZ, SIG_IGN)
    let bytes = rlim_t(word) ?? 0
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
default: break
}
func printLine(_ text: String) {
    // Unbuffered, because the reader may kill this process after the line.
    let bytes = Array((text + "\n").utf8)
    _ = write(1, bytes, bytes.count)
}

do throws(JournalError) {
    let journal = try JournalDatabase(creating: path)
    var number = 1
    while number <= last {
        try journal.append(batch(number, of: word))
        printLine("\(number)")
        number += 1
    }
} catch {
    printLine("error: \(error.words { Wording(verbatim: "errno \($0)") }[.english])")
    exit(1)
}
