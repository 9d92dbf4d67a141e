// The columns of the listener list. To add a column, add its id and its row here. The browser, `list`, the sort menu,
// the help and `--columns` read this table.

import Essentials
import GAAP
import Inventory

/// The id of a column, as it is written in `--columns` and `:sort`. The cases are in the order of the list.
package enum ColumnID: String, CaseIterable, Sendable {
    case state
    case port
    case name
    case owner
    case ownerName = "owner-name"
    case ownerState = "owner-state"
    case origin
    case down
    case region
    case duration = "for"
    case scheduler
    case id
    case age
}

extension Column {
    /// Creates the column with this id.
    init(_ id: ColumnID) {
        switch id {
        case .state:
            self.init(
                id: .state, title: Wording("STATE", zh: "状态"),
                about: Wording("the health state", zh: "健康状态"), sample: "DOWN", width: 5, stretch: 0,
                alignsRight: false,
                fromWidth: 0, emphasis: .state, text: { row, _ in row.state.word },
                sortKey: { row, _ in .number(row.state.rawValue) })
        case .port:
            self.init(
                id: .port, title: Wording("PORT", zh: "端口"),
                about: Wording("the listening port", zh: "监听端口"), sample: "8443", width: 5, stretch: 0,
                alignsRight: true,
                fromWidth: 0, emphasis: .identity, text: { row, _ in row.port.map(String.init) ?? "?" },
                sortKey: { row, _ in row.port.map(SortKey.number) ?? .absent })
        case .name:
            self.init(
                id: .name, title: Wording("NAME", zh: "名称"),
                about: Wording("the listener's name", zh: "监听器名称"), sample: "login-gw", width: 16, stretch: 3,
                alignsRight: false,
                fromWidth: 0, emphasis: .identity, text: { row, _ in row.name },
                sortKey: { row, _ in .nonEmpty(row.name.lowercased()) })
        case .owner:
            self.init(
                id: .owner, title: Wording("PROXY / GROUP", zh: "通道/通道组"),
                about: Wording("the owner's id", zh: "所属通道或通道组的 ID"), sample: "link-hwera8lq", width: 13, stretch: 0,
                alignsRight: false, fromWidth: 64, emphasis: .secondary, text: { row, _ in row.ownerText },
                sortKey: { row, _ in .text(row.ownerText) })
        case .ownerName:
            self.init(
                id: .ownerName, title: Wording("OWNER", zh: "通道名称"),
                about: Wording("the owner's name", zh: "所属通道或通道组的名称"), sample: "Front door", width: 15, stretch: 2,
                alignsRight: false,
                fromWidth: 88, emphasis: .secondary, text: { _, context in context.owner?.name ?? "" },
                sortKey: { _, context in .nonEmpty(context.owner?.name.lowercased() ?? "") }, sortsByOwner: true)
        case .ownerState:
            self.init(
                id: .ownerState, title: Wording("OWNER STATE", zh: "通道状态"),
                about: Wording("whether the owner forwards traffic", zh: "通道或通道组是否转发流量"),
                sample: "partly stopped", width: 14, stretch: 0, alignsRight: false, fromWidth: nil,
                emphasis: .secondary, text: { row, _ in row.health.owner?.kind.word ?? "" },
                sortKey: { row, _ in row.health.owner.map { .number($0.kind.severity) } ?? .absent })
        case .origin:
            self.init(
                id: .origin, title: Wording("ORIGIN", zh: "源站"),
                about: Wording("healthy origins / all origins; ?/n if not checked", zh: "正常源站数/总数；未检查时为 ?/n"),
                sample: "1/2", width: 6,
                stretch: 0, alignsRight: true, fromWidth: 0, emphasis: .secondary,
                text: { row, _ in row.originCount },
                sortKey: { row, _ in row.health.serving.map(SortKey.number) ?? .absent })
        case .down:
            self.init(
                id: .down, title: Wording("DOWN", zh: "异常地址"),
                about: Wording("addresses that are down, or the reason for the state", zh: "异常的地址，或异常原因"),
                sample: "10.3.1.7",
                width: 16, stretch: 3,
                alignsRight: false, fromWidth: 52, emphasis: .trouble,
                text: { row, context in row.trouble(in: context.language) },
                sortKey: { row, _ in .nonEmpty(row.trouble) })
        case .region:
            self.init(
                id: .region, title: Wording("REGION", zh: "区域"),
                about: Wording("access region > origin region", zh: "加速区域 > 源站区域"), sample: "Hong Kong > Singapore",
                width: 18, stretch: 3,
                alignsRight: false, fromWidth: 107, emphasis: .secondary,
                text: { _, context in context.owner?.regions ?? "" },
                sortKey: { _, context in .nonEmpty(context.owner?.regions ?? "") }, sortsByOwner: true)
        case .duration:
            self.init(
                id: .duration, title: Wording("FOR", zh: "持续"),
                about: Wording(
                    "how long the state has lasted, from the service's history or this run",
                    zh: "当前状态的持续时长（依据服务端历史或本次运行）"), sample: "12m", width: 5,
                stretch: 0, alignsRight: true, fromWidth: 80, emphasis: .secondary,
                text: { row, context in
                    row.since?.lasting(now: context.now, readAt: row.readAt, freshFor: context.freshFor) ?? ""
                },
                sortKey: { row, _ in row.since.map { SortKey.newestFirst($0.time) } ?? .absent })
        case .scheduler:
            self.init(
                id: .scheduler, title: Wording("SCHED", zh: "策略"),
                about: Wording("scheduling policy: rr wrr lc lrtt", zh: "调度策略：rr wrr lc lrtt"), sample: "wrr",
                width: 5,
                stretch: 0,
                alignsRight: false, fromWidth: 170, emphasis: .secondary,
                text: { row, _ in row.listener.scheduler?.raw ?? "" },
                sortKey: { row, _ in .nonEmpty(row.listener.scheduler?.raw ?? "") })
        case .id:
            self.init(
                id: .id, title: Wording("LISTENER", zh: "监听器 ID"),
                about: Wording("the listener's id", zh: "监听器 ID"), sample: "listener-gkzl9e7t", width: 17, stretch: 0,
                alignsRight: false,
                fromWidth: 140, emphasis: .secondary, text: { row, _ in row.id }, sortKey: { row, _ in .text(row.id) })
        case .age:
            self.init(
                id: .age, title: Wording("AGE", zh: "时效"),
                about: Wording("how long ago the row was read", zh: "距上次读取的时长"), sample: "6s", width: 4, stretch: 0,
                alignsRight: true,
                fromWidth: nil, emphasis: .secondary,
                text: { row, context in Age.text(of: row.readAt, at: context.now) },
                sortKey: { row, _ in .newestFirst(row.readAt) })
        }
    }
}
