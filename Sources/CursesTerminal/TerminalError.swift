// Why there is no browser here, in one line a user can act on.

import Glibc
package import TencentCloud

/// The terminal cannot be used.
package enum TerminalError: Error, Equatable {
    /// Standard input or output is a file, a pipe or nothing.
    case notATerminal
    /// TERM is unset or empty.
    case noType
    /// The terminal's type cannot place the cursor, as `dumb`.
    case poorType(String)
    /// No description of the type is installed.
    case unknownType(String)
    /// A call to the system failed.
    case system(errno: Int32)

    package var words: Wording {
        switch self {
        case .notATerminal:
            return Wording("standard input and output must be a terminal", zh: "标准输入与标准输出须为终端")
        case .noType:
            return Wording(
                "TERM is not set; set it to the type of your terminal, such as xterm-256color",
                zh: "未设置 TERM；请设为所用终端的类型，如 xterm-256color")
        case .poorType(let type):
            let type = TerminalError.visible(type)
            return Wording(
                "a terminal of type \(type) (TERM) cannot show a screen; "
                    + "set TERM to the type of your terminal, such as xterm-256color",
                zh: "类型为 \(type) 的终端（TERM）无法显示全屏界面；请将 TERM 设为所用终端的类型，如 xterm-256color")
        case .unknownType(let type):
            let type = TerminalError.visible(type)
            return Wording(
                "the terminal type \(type) (TERM) is not known on this machine; "
                    + "install ncurses-term, or set TERM=xterm-256color",
                zh: "本机不认识终端类型 \(type)（TERM）；请安装 ncurses-term，或设 TERM=xterm-256color")
        case .system(let errno):
            return Wording(
                "the terminal cannot be used: \(String(cString: strerror(errno)))", zh: "无法使用终端：系统错误 \(errno)")
        }
    }

    static var currentErrno: Int32 { errno }

    /// TERM may hold anything; an error line must not steer the terminal.
    private static func visible(_ type: String) -> String {
        let shown = type.unicodeScalars.prefix(40).map { scalar in
            (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
        }
        return "\"" + String(shown) + "\""
    }
}
