import Glibc

/// What is wrong with a file, in one line that names it.
struct FileFault: Error, Equatable, CustomStringConvertible {
    let description: String
    let status: ExitStatus

    /// - Parameter path: `-` is standard input.
    init(_ path: String, _ what: String, _ status: ExitStatus) {
        description = "\(path == "-" ? "standard input" : path): \(what)"
        self.status = status
    }

    /// A refusal of the system: `permission denied`.
    init(_ path: String, _ deed: String, errno code: Int32, _ status: ExitStatus) {
        self.init(path, "\(deed): \(String(cString: strerror(code)).lowercased())", status)
    }
}
