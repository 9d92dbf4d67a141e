// What a process uses, as /proc says.

import FoundationEssentials
import Glibc

/// Memory, descriptors and threads of a process.
struct ProcessUsage {
    /// Resident memory in KiB.
    let memory: Int
    let descriptors: Int
    let threads: Int

    init?(of process: Int32) {
        func count(_ folder: String) -> Int? {
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/\(folder)"))?.count
        }
        guard let descriptors = count("fd"), let threads = count("task"),
            let data = FileManager.default.contents(atPath: "/proc/\(process)/statm")
        else { return nil }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ").map { Int($0) ?? 0 }
        guard fields.count > 1 else { return nil }
        memory = fields[1] * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
        self.descriptors = descriptors
        self.threads = threads
    }

    /// What has grown more than a week of use could explain; nil if nothing has. A small browser may load a second
    /// reading, a journal and a few views meanwhile.
    func growth(to later: ProcessUsage) -> String? {
        var grown: [String] = []
        if later.memory > memory + 40_960 { grown.append("memory \(memory) -> \(later.memory) KiB") }
        if later.descriptors > descriptors + 16 { grown.append("descriptors \(descriptors) -> \(later.descriptors)") }
        if later.threads > threads + 8 { grown.append("threads \(threads) -> \(later.threads)") }
        return grown.isEmpty ? nil : grown.joined(separator: ", ")
    }
}
