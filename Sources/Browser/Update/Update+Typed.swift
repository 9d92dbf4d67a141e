// Executes typed commands, including `:set`.

import Essentials
import Inventory
import Reports

extension BrowserState {
    /// Executes a typed command.
    mutating func execute(_ typed: TypedCommand) -> [Effect] {
        switch typed {
        case .ask(let question): return redirectToGroup(from: question) ?? go(to: question)
        case .find(let text): return go(to: Question(question.scope, searchValue: text))
        case .name(let text): return go(to: Question(question.scope, listenerName: text))
        case .port(let port): return go(to: Question(question.scope, port: port))
        case .origin(let address?): return narrow(to: .origin(address))
        case .origin(nil): return openPicker(.origins)
        case .region(let name): return name.isEmpty ? openPicker(.regions) : narrow(toRegion: name)
        case .cause:
            if let cause = causes.found.first { return narrow(to: cause.part) }
            showRemark(Wording("no common cause of several problems was found", zh: "未发现多个问题的共同原因"))
        case .sort(let order): sort(order.column, reversed: order.isReversed)
        case .set(let setting, let value): set(setting, to: value)
        case .key(let command):
            guard let reason = unavailable(command) else { return perform(command) }
            remarks.answer(reason)
        case .quit: return [.quit(0)]
        }
        return []
    }

    /// Shows the list of a question, even if the open views already cover that list.
    mutating func go(to question: Question) -> [Effect] {
        overlays.closeAll()
        return ask(question, isManual: true)
    }

    /// Changes a setting.
    /// - Parameter text: a value that the setting accepts.
    mutating func set(_ setting: ScreenSetting, to text: String) {
        let isOn = text == "on"
        switch setting {
        case .interval: setInterval(Double(text))
        case .pause: if isPaused != isOn { _ = perform(.pause) }
        case .problems: if listing.problemsOnly != isOn { _ = perform(.problemsOnly) }
        case .bell:
            rings = isOn
            showRemark(
                isOn
                    ? Wording("the bell rings once per refresh that finds new problems", zh: "刷新发现新问题时响铃一次")
                    : Wording("the bell is off", zh: "响铃已关闭"))
        }
    }
}
