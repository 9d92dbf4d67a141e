// Runs the built program as a child process with pipes, for commands without a screen. Both pipes are read to their
// end, so that neither can fill up.

import CPseudoTerminal
import Glibc
import PseudoTerminal

/// A running program.
final class ChildProcess {
    /// The output and the exit status of a program.
    struct Result {
        let output: String
        let errors: String
        /// The exit status; 128 plus the number of the signal if a signal ended the program.
        let status: Int32
    }

    enum ChildError: Error {
        case notStarted(errno: Int32)
        case tooSlow(output: String)
    }

    static let gaapscope = Swift.Result { try ProductPath.executable("gaapscope") }

    let process: pid_t
    /// -1 after closing, because another test may use the number then.
    private var outputEnd: Int32
    private let errorEnd: Int32
    /// The pipes that are at their end, and -1 for a closed one.
    private var ended: Set<Int32> = [-1]
    private var output: [UInt8] = []
    private var errors: [UInt8] = []
    private var status: Int32?
    /// The peak memory in KiB, measured whenever output arrives.
    private(set) var peakMemory = 0

    /// Starts the program with exactly this environment and an empty standard input.
    /// - Parameter program: the path of another program; nil means gaapscope.
    init(
        _ arguments: [String], program: String? = nil, environment: [String: String] = PseudoTerminal.environment
    ) throws {
        let executable = try program ?? Self.gaapscope.get()
        var outputPipe: [Int32] = [0, 0]
        var errorPipe: [Int32] = [0, 0]
        guard pseudo_terminal_pipe(&outputPipe) == 0, pseudo_terminal_pipe(&errorPipe) == 0 else {
            throw ChildError.notStarted(errno: errno)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
        posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
        defer { posix_spawn_file_actions_destroy(&actions) }

        // Threads of the pool block signals, and a child process would inherit this.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, executable, &actions, &attributes, &words, &variables)
        close(outputPipe[1])
        close(errorPipe[1])
        self.process = process
        outputEnd = outputPipe[0]
        errorEnd = errorPipe[0]
        guard error == 0 else { throw ChildError.notStarted(errno: error) }
    }

    deinit {
        // The id of a process that did not start is 0, with which kill would signal the whole process group.
        if status == nil, process > 0 {
            kill(process, SIGKILL)
            var raw: Int32 = 0
            waitpid(process, &raw, 0)
        }
        if outputEnd >= 0 { close(outputEnd) }
        close(errorEnd)
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], program: String? = nil, environment: [String: String] = PseudoTerminal.environment
    ) throws -> Result {
        try ChildProcess(arguments, program: program, environment: environment).wait()
    }

    /// Sends a signal, unless the process has ended, because its id may be in use again.
    func signal(_ number: Int32) {
        if status == nil { kill(process, number) }
    }

    /// Closes the reading end of standard output, as `| head` does.
    func stopReading() {
        close(outputEnd)
        outputEnd = -1
    }

    /// Reads until standard output has a whole line, and returns that line.
    func firstLine() throws -> String {
        while !output.contains(UInt8(ascii: "\n")) {
            guard receive() else { throw ChildError.tooSlow(output: String(decoding: errors, as: UTF8.self)) }
        }
        return String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// Waits without reading until the pipe of standard output is full.
    func waitUntilOutputIsFull() {
        var before: Int32 = -1
        var calm = 0
        while calm < 30 {
            var waiting: Int32 = 0
            _ = ioctl(outputEnd, UInt(FIONREAD), &waiting)
            calm = waiting > 0 && waiting == before ? calm + 1 : 0
            before = waiting
            poll(nil, 0, 10)
        }
    }

    /// Waits for the end without reading the output. Returns the status as in `Result`; nil if the process still runs.
    func waitUnread(timeout: Duration) -> Int32? {
        let deadline = ContinuousClock.now + timeout
        while status == nil, ContinuousClock.now < deadline {
            var raw: Int32 = 0
            if waitpid(process, &raw, WNOHANG) == process {
                status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
            }
            poll(nil, 0, 5)
        }
        return status
    }

    /// Reads the output to its end and waits for the process.
    func wait() throws -> Result {
        while receive() {}
        var raw: Int32 = 0
        waitpid(process, &raw, 0)
        let signal = raw & 0x7F
        let status = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
        self.status = status
        return Result(
            output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self),
            status: status)
    }

    /// Reads available output. Returns false if both pipes are at their end or if nothing arrives for 60 s.
    private func receive() -> Bool {
        guard !ended.isSuperset(of: [outputEnd, errorEnd]) else { return false }
        var descriptors = [outputEnd, errorEnd].map { pipe in
            pollfd(fd: ended.contains(pipe) ? -1 : pipe, events: Int16(POLLIN), revents: 0)
        }
        guard poll(&descriptors, 2, 60_000) > 0 else { return false }
        peakMemory = max(peakMemory, ProcessFacts.peakMemory(of: process) ?? 0)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        for descriptor in descriptors where descriptor.revents != 0 {
            let count = read(descriptor.fd, &buffer, buffer.count)
            if count <= 0 {
                ended.insert(descriptor.fd)
            } else if descriptor.fd == outputEnd {
                output += buffer[..<count]
            } else {
                errors += buffer[..<count]
            }
        }
        return true
    }
}
