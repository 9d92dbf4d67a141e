import CursesTerminal
import Glibc
import TencentCloud

extension Doctor {
    /// What a screen would be like here. Nothing of it keeps a script from working.
    func examineTerminal(_ settings: Settings?) {
        let isTerminal = isatty(0) == 1 && StandardStream.output.isTerminal
        if isTerminal {
            if let window = window() { tell(.info, "terminal", "\(window.rows) rows, \(window.columns) columns") }
        } else {
            tell(.info, "terminal", "standard input or output is none: list and check work, the browser does not")
        }
        survey(settings?.color ?? .auto, isTerminal ? .warn : .info)
        tell(.info, "terminal", "copying: \(ClipboardRoute(environment: environment).words)")
    }

    /// - Parameter fault: how bad it is where there is none to be had.
    private func survey(_ color: TerminalOptions.Color, _ fault: DoctorFinding.Level) {
        let type = environment["TERM"] ?? ""
        do throws(TerminalError) {
            let survey = try TerminalSurvey(TerminalOptions(color: color, environment: environment))
            let colors = survey.colors > 0 ? "\(survey.colors) colours" : "no colours"
            let other = survey.type == type ? "" : " (described as \(survey.type))"
            tell(.pass, "terminal", "\(type)\(other), \(colors)")
        } catch {
            tell(fault, "terminal", error.description)
        }
        if TerminalSurvey.localeIsUTF8 {
            tell(.pass, "terminal", "UTF-8")
        } else {
            tell(
                fault, "terminal", "the locale shows nothing but ASCII",
                advice: "set LANG to a locale with UTF-8, such as C.UTF-8")
        }
    }

    private func window() -> (rows: Int, columns: Int)? {
        var size = winsize()
        guard ioctl(StandardStream.output.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return (Int(size.ws_row), Int(size.ws_col))
    }
}
