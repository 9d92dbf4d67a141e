import CursesTerminal
import Glibc
import TencentCloud

extension Doctor {
    /// What a screen would be like here. Nothing of it keeps a script from working.
    func examineTerminal(_ settings: Settings?) {
        let type = environment["TERM"] ?? ""
        guard isatty(0) == 1, StandardStream.output.isTerminal else {
            return tell(
                .info, "terminal", "standard input or output is none: list and check work, the browser does not")
        }
        let color = settings?.color ?? .auto
        do throws(TerminalError) {
            let survey = try TerminalSurvey(TerminalOptions(color: color, environment: environment))
            let size = StandardStream.output.columns.map { ", \($0) columns" } ?? ""
            let colors = survey.colors > 0 ? "\(survey.colors) colours" : "no colours"
            let other = survey.type == type ? "" : " (described as \(survey.type))"
            tell(.pass, "terminal", "\(type)\(other), \(colors)\(size)")
            if survey.isUTF8 {
                tell(.pass, "terminal", "UTF-8")
            } else {
                tell(
                    .warn, "terminal", "the locale shows nothing but ASCII",
                    advice: "set LANG to a locale with UTF-8, such as C.UTF-8")
            }
        } catch {
            tell(.warn, "terminal", error.description)
        }
        tell(.info, "terminal", "copying: \(ClipboardRoute(environment: environment).words)")
    }
}
