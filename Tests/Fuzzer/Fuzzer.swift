// The program that scripts/fuzz runs: the loop of libFuzzer around one target, which the environment variable
// FUZZ_TARGET selects. A failed check aborts the program, as a trap does.

import Dispatch
import Fuzzing
import Glibc

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private let target = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

@main
struct Fuzzer {
    static func main() {
        guard target != nil else {
            print("FUZZ_TARGET must be one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
            exit(2)
        }
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(
            runDriver(&count, &arguments) { start, count in
                let bytes = Array(UnsafeBufferPointer(start: start, count: count))
                // The fuzzer calls this closure synchronously on the main thread, so waiting here takes no thread from
                // the task.
                let done = DispatchSemaphore(value: 0)
                Task.detached {
                    do {
                        try await target?.run(bytes)
                    } catch {
                        print("failed check: \(error)")
                        abort()
                    }
                    done.signal()
                }
                done.wait()
                return 0
            })
    }
}
