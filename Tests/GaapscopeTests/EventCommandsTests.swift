import Essentials
import FoundationEssentials
import Glibc
import Synchronization
import Testing

@testable import gaapscope

@Suite(.serialized, .timeLimit(.minutes(10))) struct EventCommandsTests {
    /// Collects messages.
    private final class Messages: Sendable {
        private let words = Mutex<[String]>([])
        var all: [String] { words.withLock { $0 } }
        @Sendable func say(_ text: Wording) { words.withLock { $0.append(text[.english]) } }
    }

    private func run(
        _ command: String, events: [String], timeLimit: Duration = .seconds(20), capacity: Int = 10
    ) -> (counts: EventCommands.Counts, said: [String]) {
        signal(SIGPIPE, SIG_IGN)
        let messages = Messages()
        let commands = EventCommands(command, timeLimit: timeLimit, capacity: capacity, say: messages.say)
        for event in events { commands.run(for: event) }
        commands.finish()
        return (commands.counts, messages.all)
    }

    @Test func `Each event starts one command, and the commands run one after another`() throws {
        try withTemporaryFolder { folder in
            // A second command running at the same time would find the file of the first.
            let command =
                "test ! -e \(folder)/running && : >\(folder)/running && cat >>\(folder)/out; rm \(folder)/running"
            let result = run(command, events: ["{\"a\":1}\n", "{\"b\":2}\n", "{\"c\":3}\n"])
            #expect(result.counts.succeeded == 3 && result.said.isEmpty, "\(result)")
            let text = FileManager.default.contents(atPath: folder + "/out").map { String(decoding: $0, as: UTF8.self) }
            #expect(text == "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n")
        }
    }

    @Test func `The event is neither in the arguments nor in the environment of the command`() throws {
        try withTemporaryFolder { folder in
            let command = "cat /proc/self/cmdline /proc/$$/cmdline /proc/$$/environ >\(folder)/seen; cat >/dev/null"
            #expect(run(command, events: ["hidden-word"]).counts.succeeded == 1)
            let seen = FileManager.default.contents(atPath: folder + "/seen") ?? Data()
            #expect(seen.count > 50 && !String(decoding: seen, as: UTF8.self).contains("hidden-word"))
        }
    }

    @Test func `An event may be larger than a pipe buffer, and a command need not read it`() throws {
        try withTemporaryFolder { folder in
            let event = String(repeating: "x", count: 1 << 20)
            #expect(run("wc -c >\(folder)/count", events: [event]).counts.succeeded == 1)
            let text = FileManager.default.contents(atPath: folder + "/count").map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(text?.contains("1048576") == true)
        }
        #expect(run("exit 0", events: [String(repeating: "x", count: 1 << 20)]).counts.succeeded == 1)
    }

    @Test(arguments: [
        ("exit 3", "--exec: the command ended with status 3"),
        ("kill -9 $$", "--exec: the command was ended by signal 9"),
    ])
    func `A command that fails is reported, and the next one runs`(command: String, words: String) {
        let result = run(command, events: ["a", "b"])
        #expect(result.counts.failed == 2 && result.counts.succeeded == 0)
        #expect(result.said == [words, words])
    }

    @Test func `A command that takes too long is killed with its child processes`() throws {
        try withTemporaryFolder { folder in
            let command = "trap '' TERM; (sleep 100; : >\(folder)/late) & echo $! >\(folder)/child; wait; sleep 100"
            let result = run(command, events: ["a"], timeLimit: .milliseconds(300))
            #expect(result.counts.late == 1)
            #expect(result.said == ["--exec: the command did not end within 0 s and was killed"])
            let text = FileManager.default.contents(atPath: folder + "/child").map {
                String(decoding: $0, as: UTF8.self)
            }
            let child = try #require(text.flatMap { Int32($0.filter(\.isNumber)) })
            // Its parent is gone, so init reaps it soon.
            var looks = 0
            while kill(child, 0) == 0, looks < 500 {
                poll(nil, 0, 10)
                looks += 1
            }
            #expect(looks < 500)
        }
    }

    @Test func `While too many events wait, the newest are dropped, and this is reported once`() throws {
        try withTemporaryFolder { folder in
            let messages = Messages()
            signal(SIGPIPE, SIG_IGN)
            let commands = EventCommands(
                "until test -e \(folder)/gate; do sleep 0.02; done", timeLimit: .seconds(60), capacity: 2,
                say: messages.say)
            // The first command runs or is about to start.
            for _ in 0..<10 { commands.run(for: "a") }
            #expect(commands.counts.dropped >= 7)
            #expect(messages.all == ["--exec: 2 events wait for the command, so new events are dropped"])
            close(open(folder + "/gate", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
            commands.finish()
            let counts = commands.counts
            #expect(counts.succeeded + counts.dropped == 10 && counts.waiting == 0, "\(counts)")
        }
    }
}
