import CursesTerminal
import Glibc
import Essentials

extension Doctor {
    /// Reports what the browser finds in this terminal. No finding of this step affects scripts.
    func examineTerminal(_ settings: Settings?) {
        let isTerminal = isatty(0) == 1 && StandardStream.output.isTerminal
        if isTerminal {
            if let window = window() {
                let (rows, columns) = (window.rows, window.columns)
                report(.info, .terminal, Wording("\(rows) rows, \(columns) columns", zh: "\(rows) 行，\(columns) 列"))
            }
        } else {
            report(
                .info, .terminal,
                Wording(
                    "standard input or output is not a terminal: list and check work, the browser does not",
                    zh: "标准输入或标准输出不是终端：list 与 check 可用，浏览不可用"))
        }
        survey(settings?.color ?? .auto, isTerminal ? .warn : .info)
        examineClipboard()
    }

    /// Reports how text is sent to the clipboard, and which setting determines whether it arrives. The program cannot
    /// find out whether it has arrived.
    private func examineClipboard() {
        let route = ClipboardRoute(environment: environment)
        let words = route.words
        guard route == .tmux else {
            let proviso = route.proviso
            if case .none = route {
                report(.info, .terminal, Wording("copying: \(words[.english])", zh: "复制：\(words[.chinese])"))
            } else {
                report(
                    .info, .terminal,
                    Wording(
                        "copying: by \(words[.english]); \(proviso[.english])",
                        zh: "复制：通过 \(words[.chinese])；\(proviso[.chinese])"))
            }
            return
        }
        let tmux = TmuxClipboard.ask()
        report(
            tmux.drops ? .warn : .info, .terminal,
            Wording(
                "copying: by \(words[.english]); \(tmux.words[.english])",
                zh: "复制：通过 \(words[.chinese])；\(tmux.words[.chinese])"))
    }

    /// Reports the type of the terminal, its colours and its character set.
    /// - Parameter fault: the level of a finding that the browser cannot work in this terminal.
    private func survey(_ color: TerminalOptions.Color, _ fault: DoctorFinding.Level) {
        let type = environment["TERM"] ?? ""
        do throws(TerminalError) {
            let survey = try TerminalSurvey(TerminalOptions(color: color, environment: environment))
            let colors =
                survey.colors > 0
                ? Wording("\(survey.colors) colours", zh: "\(survey.colors) 色") : Wording("no colours", zh: "没有颜色")
            let other =
                survey.type == type
                ? Wording(verbatim: "") : Wording(" (described as \(survey.type))", zh: "（按 \(survey.type) 描述）")
            report(
                .pass, .terminal,
                Wording(
                    "\(type)\(other[.english]), \(colors[.english])",
                    zh: "\(type)\(other[.chinese])，\(colors[.chinese])"))
        } catch {
            report(fault, .terminal, error.fullMessage)
        }
        if TerminalSurvey.localeIsUTF8 {
            report(.pass, .terminal, Wording("UTF-8", zh: "可显示 UTF-8"))
        } else {
            report(
                fault, .terminal,
                Wording(
                    "no UTF-8 locale on this machine, so only ASCII is shown (tried LANG, C.UTF-8, en_US.UTF-8, "
                        + "zh_CN.UTF-8)",
                    zh: "本机没有 UTF-8 区域，只能显示 ASCII（已尝试 LANG、C.UTF-8、en_US.UTF-8、zh_CN.UTF-8）"),
                advice: Wording(
                    "install a UTF-8 locale: the package locales on Debian, glibc-langpack-en on Red Hat",
                    zh: "请安装 UTF-8 区域：Debian 的 locales 软件包，或 Red Hat 的 glibc-langpack-en"))
        }
    }

    private func window() -> (rows: Int, columns: Int)? {
        var size = winsize()
        guard ioctl(StandardStream.output.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return (Int(size.ws_row), Int(size.ws_col))
    }
}
