import Essentials

/// An error with a file, as one line that names the file.
struct FileError: DescribedError, Equatable, CustomStringConvertible {
    let message: Wording
    let status: ExitStatus

    /// - Parameter path: `-` is standard input.
    init(_ path: String, _ what: Wording, _ status: ExitStatus) {
        let name = path == "-" ? Wording("standard input", zh: "标准输入") : Wording(verbatim: ByteText.shown(path))
        message = Wording { "\(name[$0]): \(what[$0])" }
        self.status = status
    }

    /// Creates an error from an error number: `permission denied`.
    init(_ path: String, _ operation: Operation, errno code: Int32, _ status: ExitStatus) {
        self.init(path, operation.refused(code), status)
    }

    /// The operation that failed.
    enum Operation {
        case reading, writing

        /// Returns the message: `cannot be read: permission denied`.
        func refused(_ code: Int32) -> Wording {
            let reason = Wording(errno: code)
            return Wording { "\(words[$0]): \(reason[$0])" }
        }

        fileprivate var words: Wording {
            switch self {
            case .reading: Wording("cannot be read", zh: "无法读取")
            case .writing: Wording("cannot be written", zh: "无法写入")
            }
        }
    }

    var description: String { message[.english] }
}
