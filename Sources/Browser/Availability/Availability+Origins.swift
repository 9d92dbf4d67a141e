// Decides whether `o` has an origin to open, and returns the reason otherwise.

import Essentials
import Inventory

extension BrowserState {
    /// The reason why `o` is unavailable; nil if it is available.
    var missingOrigin: Wording? {
        if overlay?.isRecords == true {
            return nextAddress == nil
                ? Wording("no origin changed in this line", zh: "此行没有源站变化") : nil
        }
        if openText.map({ !$0.subject.isDetail }) ?? false {
            return Wording(
                "this text does not belong to a listener; \(keyName(.back)) closes it",
                zh: "此文本与监听器无关，按 \(keyName(.back)) 关闭")
        }
        if focus == .sidebar, overlay == nil {
            return nextAddress == nil
                ? Wording(
                    "this is not an origin; select an origin below or a listener in the list",
                    zh: "所选项不是源站，请选择下方的源站或列表中的监听器") : nil
        }
        if causeToOpen != nil { return nil }
        guard let row = rowForOrigins else {
            return Wording("no listener is selected", zh: "未选中监听器")
        }
        guard let next = nextAddress else {
            return row.health.areOriginsRead
                ? Wording("\(row.name) has no origins", zh: "\(row.name) 未绑定源站")
                : Wording("the origins of \(row.name) could not be read", zh: "未能读取 \(row.name) 的源站")
        }
        if openedRow == nil, case .origin(let here)? = narrowing, here.host == next.host {
            if !row.health.areOriginsRead {
                return Wording(
                    "the other origins of \(row.name) could not be read", zh: "未能读取 \(row.name) 的其他源站")
            }
            return Wording("\(next.host) is the only origin of \(row.name)", zh: "\(next.host) 是 \(row.name) 的唯一源站")
        }
        return nil
    }
}
