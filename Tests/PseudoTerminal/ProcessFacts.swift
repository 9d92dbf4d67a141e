// Facts about a process from /proc, for tests of job control and of idle behaviour.

import Glibc

/// Reads facts about a process from /proc.
package enum ProcessFacts {
    /// Returns the state of a process: `T` for stopped, `S` for sleeping, and so on; nil if the process does not exist.
    package static func state(of process: Int32) -> Character? {
        // The process name, in parentheses, may contain any character; the state follows the last parenthesis.
        guard let facts = read("/proc/\(process)/stat"), let bracket = facts.lastIndex(of: ")") else { return nil }
        return facts[bracket...].dropFirst(2).first
    }

    /// Returns the number of voluntary context switches of the process so far. It grows whenever the process wakes and
    /// sleeps again.
    package static func voluntarySwitches(of process: Int32) -> Int? {
        let line = read("/proc/\(process)/status")?.split(separator: "\n")
            .first { $0.hasPrefix("voluntary_ctxt_switches") }
        return line?.split(separator: "\t").last.flatMap { Int($0) }
    }

    /// Returns two numbers: the first changes whenever the main thread has run, the second whenever another thread has.
    package static func switches(of process: Int32) -> (main: Int, others: Int) {
        var (main, others) = (0, 0)
        for thread in threads(of: process) {
            let lines = read("/proc/\(process)/task/\(thread)/status")?.split(separator: "\n") ?? []
            let count = lines.filter { $0.contains("ctxt_switches") }.reduce(0) {
                $0 + ($1.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
            }
            if thread == process { main = count } else { others += count }
        }
        return (main, others)
    }

    /// Returns the peak resident memory of the process in KiB; nil if the process has ended. The value from wait4 is
    /// not usable, because it includes the process from which this process was forked.
    package static func peakMemory(of process: Int32) -> Int? {
        let line = read("/proc/\(process)/status")?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
    }

    /// Returns the threads of a process that accept a signal, except the main thread.
    package static func threads(of process: Int32, taking signal: Int32) -> [Int32] {
        threads(of: process).filter { thread in
            guard thread != process,
                let line = read("/proc/\(process)/task/\(thread)/status")?.split(separator: "\n")
                    .first(where: { $0.hasPrefix("SigBlk:") }),
                let blocked = UInt64(line.split(separator: "\t").last ?? "", radix: 16)
            else { return false }
            return blocked & (1 << UInt64(signal - 1)) == 0
        }
    }

    private static func threads(of process: Int32) -> [Int32] {
        guard let folder = opendir("/proc/\(process)/task") else { return [] }
        defer { closedir(folder) }
        var threads: [Int32] = []
        while let entry = readdir(folder) {
            // The name of each entry is the number of a thread.
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if let thread = Int32(name) { threads.append(thread) }
        }
        return threads
    }

    private static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
