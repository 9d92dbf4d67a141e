// The lines above the footer: the error, the remark, and the candidates of Tab. Their number determines how many rows
// are left for the list.

import Essentials
import Reports

extension BrowserState {
    /// The error, and the remark or the fault of the typed text, wrapped to the width of the screen.
    var bannerLines: [StyledLine] {
        let maximum = Layout.maximumBannerLines(rows: size.rows)
        // The advice shows the complete error.
        let failure = openText?.subject.isAdvice == true ? nil : failure
        func lines(_ notice: Notice?, maximumLines maximum: Int, _ role: Style.Role) -> [StyledLine] {
            guard let notice, maximum > 0 else { return [] }
            return StyledLine.wrap(notice.line, columns: size.columns, maximumLines: maximum).map {
                StyledLine($0, Style(role))
            }
        }
        let fault = faultFitsPromptLine ? nil : prompt?.fault.map { Notice($0) }
        if let offer = offerLine { return lines(failure?.notice, maximumLines: maximum - 1, .error) + [offer] }
        let remarkLines = lines(
            fault ?? remarks.shown, maximumLines: failure == nil ? maximum : 1, fault == nil ? .accent : .error)
        return lines(failure?.notice, maximumLines: maximum - remarkLines.count, .error) + remarkLines
    }

    /// Whether the line above the keys shows something of the prompt instead of the remark.
    var isRemarkHidden: Bool { prompt.map { $0.offer != nil || $0.fault != nil && !faultFitsPromptLine } ?? false }

    /// Whether the fault of the typed text fits after the text; otherwise it is shown above.
    var faultFitsPromptLine: Bool {
        guard let prompt, let fault = prompt.fault else { return false }
        return DisplayText.width(of: prompt.string) + DisplayText.width(of: fault) + 3 <= size.columns
    }

    /// The candidates of Tab, in one line that contains the chosen one; nil without candidates.
    var offerLine: StyledLine? {
        guard let offer = prompt?.offer else { return nil }
        let candidates = offer.completion.candidates
        let more = offer.completion.total - candidates.count
        let position = offer.chosen.map { "\($0 + 1)/" } ?? ""
        var line = StyledLine("\(position)\(Count.text(offer.completion.total)) ", Style(.faint))
        let hint = more > 0 ? words(" \(Count.text(more)) more, type on", zh: " 另有 \(Count.text(more)) 个，请继续输入") : ""
        let room = size.columns - DisplayText.width(of: line.text + hint)
        let chosen = offer.chosen ?? 0
        // The first visible candidate: the candidates from here to the chosen one fill up to half of the line.
        var first = chosen
        var used = DisplayText.width(of: candidates[chosen]) + 1
        while first > 0, used + DisplayText.width(of: candidates[first - 1]) + 1 <= room / 2 {
            first -= 1
            used += DisplayText.width(of: candidates[first]) + 1
        }
        used = 0
        for (index, candidate) in candidates.enumerated().dropFirst(first) {
            used += DisplayText.width(of: candidate) + 1
            guard used <= room || index == chosen else { break }
            line.add(" ")
            line.add(candidate, index == offer.chosen ? Style(.accent, selected: true) : Style(.plain))
        }
        line.add(hint, Style(.faint))
        return line
    }
}
