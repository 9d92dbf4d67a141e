import CPseudoTerminal
import Essentials
import FoundationEssentials
import GAAP
import Glibc
import Inventory
import Journal
import PseudoTerminal
import Reports

/// Runs a closure with the path of a journal that does not exist yet, in a temporary folder that is removed afterwards.
func withJournalPath<Result>(_ body: (_ path: String) throws -> Result) throws -> Result {
    let home = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    // A temporary folder that cannot be removed does no harm.
    defer { try? FileManager.default.removeItem(at: home) }
    return try body(home.path + "/state/account/journal.db")
}

func entry(
    _ id: String = "listener-1", _ from: State = .ok, _ to: State = .down, after: Double? = 1_000, by: Double = 1_030
) -> TimelineEntry {
    let origin = OriginChange(
        address: "10.3.1.7", from: from, to: to, wentDown: to == .down ? ["10.3.1.7"] : [], cameBack: [], status: nil)
    return TimelineEntry(
        interval: .init(after: after.map { UnixTime($0) }, by: UnixTime(by)),
        what: .listener(
            Change(
                subject: .init(id: id, name: "login-gw-hk", port: 8_443, owner: .proxy("link-1")),
                what: .health(HealthChange(from: from, to: to, origins: [origin], fields: [])))),
        place: .init(ownerName: "gateway", accessRegion: "Hong Kong", originRegion: "Singapore"),
        cause: .origin("10.3.1.7"))
}

func batch(
    _ entries: [TimelineEntry], owner: OwnerID? = nil, since: Double = 1_000, until: Double = 1_030
) -> JournalBatch {
    JournalBatch(
        owner.map { .owner($0) } ?? .all, since: UnixTime(since), until: UnixTime(until), longestGap: 60,
        entries: entries)
}

extension JournalDatabase {
    /// Returns every entry, newest first.
    func all(since: Double? = nil, until: Double? = nil) throws -> [TimelineEntry] {
        var entries: [TimelineEntry] = []
        try read(since: since.map { UnixTime($0) }, until: until.map { UnixTime($0) }) {
            entries.append($0)
            return true
        }
        return entries
    }
}

/// A journal writer in a separate process.
final class Probe {
    let process: pid_t
    private let output: Int32

    init(_ arguments: [String]) throws {
        var ends: [Int32] = [0, 0]
        guard pseudo_terminal_pipe(&ends) == 0 else { throw ProbeError() }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let path = try ProductPath.executable("JournalProbe")
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, path, &actions, nil, words, environ)
        close(ends[1])
        guard result == 0 else { throw ProbeError() }
        self.process = process
        output = ends[0]
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(output)
    }

    /// Returns the next line of the output; nil at the end.
    func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while Glibc.read(output, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }

    /// Kills the process after it has printed the given number of lines.
    /// - Returns: the last number that the process printed.
    func stop(after lines: Int) -> Int {
        var last = 0
        while last < lines, let line = line(), let number = Int(line) { last = number }
        kill(process, SIGKILL)
        while let line = line(), let number = Int(line) { last = number }
        return last
    }
}

struct ProbeError: Error {}
