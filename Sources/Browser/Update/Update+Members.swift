// A proxy inside a group has no listeners of its own. A question about such a proxy is redirected to its group.

import Essentials
import Inventory

extension BrowserState {
    /// Redirects a question about a member of a group to the group. Returns nil if the question is not about a known
    /// member.
    /// - Parameter topic: the topic of the notice; nil if the question is the result of a key press.
    mutating func redirectToGroup(from asked: Question, about topic: Remarks.Topic? = nil) -> [Effect]? {
        guard case .proxy(let id) = asked.scope, let group = account.group(ofMember: id) else { return nil }
        let effects = ask(redirectedToGroup(asked), isManual: true)
        let region = account.member(id)?.accessRegion
        let (english, chinese) = (region.map { " in \($0)" } ?? "", region.map { "（\($0)）" } ?? "")
        let what = Wording(
            "\(id)\(english) is a member of group \(group.text); showing the listeners of the group",
            zh: "\(id)\(chinese)是通道组 \(group.text) 的成员，现显示该通道组的监听器")
        if let topic { showNotice(what, about: topic) } else { showRemark(what) }
        return effects
    }
}
