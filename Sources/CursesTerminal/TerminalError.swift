// Explains in one line why the browser cannot start, and what the user can do.

import Glibc
package import Essentials

/// The terminal cannot be used.
package enum TerminalError: DescribedError, Equatable {
    /// Standard input or output is a file, a pipe or nothing.
    case notATerminal
    /// TERM is unset or empty. `known` is a common type that this machine has a description of, or nil if there is no
    /// such type.
    case noType(known: String?)
    /// The terminal's type cannot position the cursor, for example `dumb`.
    case poorType(String, known: String?)
    /// No description of the type is installed.
    case unknownType(String, known: String?)
    /// A system call failed.
    case system(errno: Int32)

    package var message: Wording {
        switch self {
        case .notATerminal:
            return Wording("standard input and output must be a terminal", zh: "标准输入与标准输出须为终端")
        case .noType: return Wording("TERM is not set", zh: "未设置 TERM")
        case .poorType(let type, _):
            let type = TerminalError.visible(type)
            return Wording(
                "a terminal of type \(type) (TERM) cannot show a full screen", zh: "类型为 \(type) 的终端（TERM）无法显示全屏界面")
        case .unknownType(let type, _):
            let type = TerminalError.visible(type)
            return Wording("unknown terminal type \(type) (TERM)", zh: "未知的终端类型 \(type)（TERM）")
        case .system(let errno):
            return Wording(
                "the terminal cannot be used: \(String(cString: strerror(errno)))", zh: "无法使用终端：系统错误 \(errno)")
        }
    }

    package var advice: Wording? {
        switch self {
        case .notATerminal, .system: nil
        // If no common type is known either, the terminal descriptions are not installed.
        case .noType(known: nil), .poorType(_, known: nil), .unknownType(_, known: nil):
            Wording(
                "install the package ncurses-base, or set TERMINFO to the directory of the terminal descriptions",
                zh: "请安装软件包 ncurses-base，或将 TERMINFO 设为终端描述所在的目录")
        case .noType(let known?):
            Wording(
                "set TERM to the type of your terminal, for example TERM=\(known)",
                zh: "请将 TERM 设为所用终端的类型，例如 TERM=\(known)")
        case .poorType(_, let known?):
            Wording(
                "if your terminal can, set TERM to its type, for example TERM=\(known)",
                zh: "若所用终端可以，请将 TERM 设为其类型，例如 TERM=\(known)")
        case .unknownType(_, let known?):
            Wording(
                "install ncurses-term, or set TERM to a type that your terminal understands, for example TERM=\(known)",
                zh: "请安装 ncurses-term，或将 TERM 设为所用终端兼容的类型，例如 TERM=\(known)")
        }
    }

    /// Joins the message and the advice with a semicolon, because some of the messages already contain a colon.
    package var fullMessage: Wording {
        guard let advice else { return message }
        return Wording("\(message[.english]); \(advice[.english])", zh: "\(message[.chinese])；\(advice[.chinese])")
    }

    static var currentErrno: Int32 { errno }

    /// Returns the value of TERM in a form that is safe to print. TERM may contain any bytes, and an error message must
    /// not send control sequences to the terminal.
    private static func visible(_ type: String) -> String {
        let shown = type.unicodeScalars.prefix(40).map { scalar in
            (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
        }
        return "\"" + String(shown) + "\""
    }
}
