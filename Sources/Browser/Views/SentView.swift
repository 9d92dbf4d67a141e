// The view of a text that was sent to the clipboard, with the result.

import Essentials

extension BrowserState {
    /// The result of sending, for example `sent to the terminal by OSC 52; terminals do not say whether they took it`.
    var sentStatus: Wording? {
        switch sentText?.outcome {
        case .sent(let route, let proviso):
            let known = clipboardFinding ?? proviso
            return Wording(
                "sent to the terminal by \(route[.english]); \(known[.english])",
                zh: "已通过 \(route[.chinese]) 发送到终端；\(known[.chinese])")
        case .unable(let reason):
            return Wording("not sent: \(reason[.english])", zh: "未发送：\(reason[.chinese])")
        case nil: return nil
        }
    }

    /// Returns the text as it was sent, and the result.
    func sentLines(width: Int) -> [StyledLine] {
        guard let sentText else { return [] }
        var lines = [StyledLine(sentText.name, Style(.title)), StyledLine()]
        for line in sentText.text.split(separator: "\n", omittingEmptySubsequences: true) {
            let isCommand = ["gaapscope ", "tccli "].contains { line.hasPrefix($0) }
            let wrapped =
                isCommand
                ? StyledLine.wrapCommand(String(line), columns: width) : StyledLine.wrap(String(line), columns: width)
            lines += wrapped.map { StyledLine($0) }
        }
        lines.append(StyledLine())
        if let status = sentStatus {
            lines += StyledLine.wrap(words(status), columns: width).map { StyledLine($0, Style(.accent)) }
        }
        let file = words("\(keyName(.export)) writes this text to a file", zh: "按 \(keyName(.export)) 可将此文本写入文件")
        return lines + [StyledLine(file, Style(.faint))]
    }
}
