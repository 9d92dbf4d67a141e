// The arguments and the environment of the program. The functions of Swift read /proc, which may be missing in a
// container, and replace bytes that are not UTF-8.

import Essentials
import CProcess
import TencentCloud

enum ProgramArguments {
    /// The arguments of main; the first is the name of the program.
    static let all: [String] = (0..<process_argument_count()).compactMap { process_argument($0).map(text) }

    /// Returns an address without its password, and any other text unchanged.
    static func withoutPassword(_ text: String) -> String { Endpoint.withoutPassword(text) }

    /// Returns a message without the passwords of addresses in the arguments. A message may repeat an argument or a
    /// part of one, for example a flag value in the wrong position.
    static func hidingPasswords(in message: String, arguments: [String] = all) -> String {
        arguments.filter { $0.contains("://") && $0.contains("@") }.reduce(message) { text, argument in
            let value = argument.firstIndex(of: "=").map { String(argument[argument.index(after: $0)...]) }
            let whole = [argument, value ?? ""].filter { !$0.isEmpty }.reduce(text) { text, word in
                text.replacing(word, with: withoutPassword(word))
            }
            // A message may contain only the part before the @.
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

/// The environment as a dictionary. If a variable occurs twice, the first one counts, as in the C library.
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

/// Calls a system function with a path as bytes.
func withPath<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    ByteText.withCString(path, body)
}
