// The location of the programs that tests run: the folder of the test bundle. A program must be a dependency of the
// test target, otherwise it may not have been built.

import Glibc

/// Paths of built products.
package enum ProductPath {
    /// Returns the path of an executable product.
    package static func executable(_ name: String) throws -> String {
        for program in [CommandLine.arguments[0], runningProgram] {
            guard let slash = program.lastIndex(of: "/") else { continue }
            let path = program[...slash] + name
            if access(String(path), X_OK) == 0 { return String(path) }
        }
        throw PseudoTerminalError.notStarted(name, errno: ENOENT)
    }

    private static var runningProgram: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
