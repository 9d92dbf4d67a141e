// Checks the resource limits of the process before Dispatch and NIO start. If a limit is too low, they end the process
// with an illegal instruction or wait forever for a thread. A command that connects to a service reports what is
// missing in one line instead.
//
// The figures were measured with `list --demo`, which is client and server in one process, on two processors.

import CProcess
import Glibc
import HTTPTransport
import Essentials

/// The error of a resource limit that is too low.
struct ResourceError: DescribedError, CustomStringConvertible {
    let message: Wording
    var description: String { message[.english] }
}

enum Resources {
    /// The minimum number of file descriptors. `list` used 23 at its peak and `list --demo` 32, of which 6 belong to
    /// two event loops. The number of connections depends on the remaining descriptors (`HTTPTransport.Configuration`);
    /// it is at least four.
    private static let minimumFiles = 64
    /// The number of file descriptors with which no connection waits for another.
    private static let wantedFiles = 512
    /// The number of event loops. By default, NIO starts one for each processor.
    private static let eventLoops = 2
    /// The threads besides the event loops and one thread for each processor: one of Dispatch and two for resolving
    /// host names.
    private static let otherThreads = 3
    /// The maximum number of processors for which threads are counted. Threads for more processors are never needed at
    /// once.
    private static let processorLimit = 8
    /// The minimum address space in MiB. `list --demo` reserved 480; with 250 it was aborted, with 150 it hung.
    private static let minimumAddressSpace = 512
    /// The minimum stack in KiB, of the main thread and of other threads.
    private static let minimumStack = 512

    /// Raises the soft limits as far as possible, and throws if a limit is too low.
    static func require() throws(ResourceError) {
        if let fault { throw fault }
    }

    /// The first limit that is too low. It is determined once.
    private static let fault: ResourceError? = {
        HTTPTransport.useEventLoops(eventLoops)
        return files ?? addressSpace ?? stack ?? threads
    }()

    private static var files: ResourceError? {
        let count = process_raise_open_files(wantedFiles)
        guard count < minimumFiles else { return nil }
        return ResourceError(
            message: Wording(
                "too few open files: \(count) are allowed, \(minimumFiles) are needed; raise the limit (ulimit -n)",
                zh: "最多只能打开 \(count) 个文件，至少需要 \(minimumFiles) 个；请提高限制（ulimit -n）"))
    }

    private static var addressSpace: ResourceError? {
        let bytes = process_address_space()
        guard bytes >= 0, bytes >> 20 < minimumAddressSpace else { return nil }
        return ResourceError(
            message: Wording(
                "too little address space: \(bytes >> 20) MiB are allowed, \(minimumAddressSpace) MiB are needed; "
                    + "raise the limit (ulimit -v)",
                zh: "地址空间限制为 \(bytes >> 20) MiB，至少需要 \(minimumAddressSpace) MiB；请提高限制（ulimit -v）"))
    }

    private static var stack: ResourceError? {
        let size = process_raise_stack(8 << 20)
        guard size >> 10 < minimumStack else { return nil }
        return ResourceError(
            message: Wording(
                "too little stack: \(size >> 10) KiB are allowed, \(minimumStack) KiB are needed; raise the limit "
                    + "(ulimit -s)",
                zh: "栈大小限制为 \(size >> 10) KiB，至少需要 \(minimumStack) KiB；请提高限制（ulimit -s）"))
    }

    /// The error if too few threads can be started. The limit counts all processes of a user or of a container, so the
    /// only way to find out is to start threads.
    private static var threads: ResourceError? {
        let processors = min(processorLimit, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
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
