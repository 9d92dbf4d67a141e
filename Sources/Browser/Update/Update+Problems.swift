// Goes from problem to problem: in the list, in the pane, and from one opened listener to the next.

import Essentials
import Inventory

extension BrowserState {
    /// Goes to the next or previous problem in the list. At either end it wraps and shows a message.
    mutating func goToProblem(forward: Bool) {
        let isOpen = openedRow != nil
        let here = openedRow.flatMap { listing.visible.firstIndex(of: .row($0)) } ?? listing.cursor
        guard
            let line = listing.nextLine(
                from: here + (forward ? 1 : -1), forward: forward, in: account, where: { $0.state.isProblem })
        else {
            showRemark(Wording("no problems among the rows shown", zh: "当前显示的行中没有问题项"))
            return
        }
        moveCursor(to: line)
        if isOpen, let row = listing.row { show(.detail(row)) }
        showWrapping(from: here, to: line, forward: forward)
    }

    private mutating func showWrapping(from here: Int, to line: Int, forward: Bool) {
        if line == here {
            showRemark(
                bound.isEmpty
                    ? Wording("this is the only problem shown", zh: "这是当前显示的唯一问题项")
                    : Wording("this is the only problem read so far", zh: "这是目前已读到的唯一问题项"))
        } else if forward, line < here {
            showRemark(Wording("no more problems below; continued at the first one", zh: "下方没有更多问题项，已回到第一个"))
        } else if !forward, line > here {
            showRemark(Wording("no more problems above; continued at the last one", zh: "上方没有更多问题项，已转到最后一个"))
        }
    }
}
