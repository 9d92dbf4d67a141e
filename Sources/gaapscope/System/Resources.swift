// What the program needs of the machine, looked at before Dispatch and NIO start. Without enough of it they end the
// process with an illegal instruction, or wait without end for a thread. A command that talks to a service says in one
// line what is missing instead.
//
// The figures were measured with `list --demo`, which is client and server in one process, on two processors.

import CProcess
import Glibc
import HTTPTransport
import Essentials

/// The process is not allowed what it needs.
struct ResourceError: DescribedError, CustomStringConvertible {
    let message: Wording
    var description: String { message[.english] }
}

enum Resources {
    /// Descriptors. `list` used 23 at its peak and `list --demo` 32, of which 6 belong to two event loops. Connections
    /// come and go, and what they are given is what is left (`HTTPTransport.Configuration`), down to four.
    private static let leastFiles = 64
    /// With this number no connection waits for another.
    private static let wantedFiles = 512
    /// Event loops; NIO would start one for each processor.
    private static let eventLoops = 2
    /// Beside the event loops and one thread for each processor: Dispatch's own, and two for names of hosts.
    private static let otherThreads = 3
    /// More threads than this number of processors can use are never needed at once.
    private static let mostProcessors = 8
    /// MiB of address space. `list --demo` reserved 480; with 250 it broke off, with 150 it hung.
    private static let leastAddressSpace = 512
    /// KiB of stack, of the main thread and of others.
    private static let leastStack = 512

    /// Raises the soft limits as far as they may be raised, and says which of them are too low.
    static func require() throws(ResourceError) {
        if let fault { throw fault }
    }

    /// Looked at once.
    private static let fault: ResourceError? = {
        HTTPTransport.useEventLoops(eventLoops)
        return files ?? addressSpace ?? stack ?? threads
    }()

    private static var files: ResourceError? {
        let count = process_raise_open_files(wantedFiles)
        guard count < leastFiles else { return nil }
        return ResourceError(
            message: Wording(
                "too few open files: \(count) are allowed, \(leastFiles) are needed; raise the limit (ulimit -n)",
                zh: "最多只能打开 \(count) 个文件，至少需要 \(leastFiles) 个；请提高限制（ulimit -n）"))
    }

    private static var addressSpace: ResourceError? {
        let bytes = process_address_space()
        guard bytes >= 0, bytes >> 20 < leastAddressSpace else { return nil }
        return ResourceError(
            message: Wording(
                "too little address space: \(bytes >> 20) MiB are allowed, \(leastAddressSpace) MiB are needed; "
                    + "raise the limit (ulimit -v)",
                zh: "地址空间限制为 \(bytes >> 20) MiB，至少需要 \(leastAddressSpace) MiB；请提高限制（ulimit -v）"))
    }

    private static var stack: ResourceError? {
        let size = process_raise_stack(8 << 20)
        guard size >> 10 < leastStack else { return nil }
        return ResourceError(
            message: Wording(
                "too little stack: \(size >> 10) KiB are allowed, \(leastStack) KiB are needed; raise the limit "
                    + "(ulimit -s)",
                zh: "栈大小限制为 \(size >> 10) KiB，至少需要 \(leastStack) KiB；请提高限制（ulimit -s）"))
    }

    /// The limit counts all processes of a user, or of a container, so the only way to know is to start some.
    private static var threads: ResourceError? {
        let processors = min(mostProcessors, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
        let needed = processors + eventLoops + otherThreads
        let count = Int(process_count_threads(Int32(needed)))
        guard count < needed else { return nil }
        return ResourceError(
            message: Wording(
                "too few threads: \(count) can be started, \(needed) are needed; raise the limit of processes "
                    + "(ulimit -u, or the container's)",
                zh: "只能启动 \(count) 个线程，至少需要 \(needed) 个；请提高进程数限制（ulimit -u 或容器的限制）"))
    }
}
