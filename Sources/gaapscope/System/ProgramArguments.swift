// What the program was started with: its arguments and its environment. Swift's own ways read /proc, which a container
// may lack, and replace bytes that are not UTF-8.

import Essentials
import CProcess
import TencentCloud

enum ProgramArguments {
    /// The arguments of main; the first is the name of the program.
    static let all: [String] = (0..<process_argument_count()).compactMap { process_argument($0).map(text) }

    /// A text without the password, if it is an address with one.
    static func withoutPassword(_ text: String) -> String { Endpoint.withoutPassword(text) }

    /// A message that may repeat an argument, or a part of one, without the password of an address in it: the value of
    /// a flag that landed in the wrong place, for example.
    static func hidingPasswords(in message: String, arguments: [String] = all) -> String {
        arguments.filter { $0.contains("://") && $0.contains("@") }.reduce(message) { text, argument in
            let value = argument.firstIndex(of: "=").map { String(argument[argument.index(after: $0)...]) }
            let whole = [argument, value ?? ""].filter { !$0.isEmpty }.reduce(text) { text, word in
                text.replacing(word, with: withoutPassword(word))
            }
            // A message may hold what stands before an @ alone.
            guard let start = argument.firstRange(of: "://")?.upperBound else { return whole }
            let users = [argument.firstIndex(of: "@"), argument.lastIndex(of: "@")].compactMap { $0 }
                .filter { $0 > start }.map { argument[start..<$0] }
            return users.reversed().filter { $0.contains(":") }.reduce(whole) { $0.replacing($1, with: "•••") }
        }
    }

    fileprivate static func text(_ bytes: UnsafePointer<CChar>) -> String {
        ByteText.text(
            of: bytes.withMemoryRebound(to: UInt8.self, capacity: 1) { start in
                var end = start
                while end.pointee != 0 { end += 1 }
                return Array(UnsafeBufferPointer(start: start, count: end - start))
            })
    }
}

/// The environment as a dictionary. Of a variable that is there twice, the first counts, as in the C library.
let processEnvironment: [String: String] = {
    var environment: [String: String] = [:]
    var index: Int32 = 0
    while let variable = process_variable(index).map(ProgramArguments.text) {
        index += 1
        guard let sign = variable.firstIndex(of: "=") else { continue }
        let name = String(variable[..<sign])
        if environment[name] == nil { environment[name] = String(variable[variable.index(after: sign)...]) }
    }
    return environment
}()

/// Calls the system with a path as bytes.
func withPath<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    ByteText.withCString(path, body)
}
