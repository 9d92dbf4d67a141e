// The columns of the listener list, as one table. The browser, `list`, the sort menu and `--columns` read it; to add a
// column is to add a row.

package import Inventory
import GAAP
package import Essentials

/// What a column needs to know besides the row.
package struct ColumnContext: Sendable {
    package let owner: Owner?
    package let now: Moment
    /// Seconds after which a row is stale: what was read before that says nothing about now.
    package let freshFor: Double
    /// Of what is shown to people; English is what files and orders have.
    package let language: Language

    package init(owner: Owner?, now: Moment, freshFor: Double = .infinity, language: Language = .english) {
        self.owner = owner
        self.now = now
        self.freshFor = freshFor
        self.language = language
    }
}

/// A value to sort by.
package enum SortKey: Comparable, Sendable {
    case number(Int)
    case text(String)
    /// Sorts after everything else.
    case absent

    package static func < (left: SortKey, right: SortKey) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b
        case (.text(let a), .text(let b)): a < b
        case (.absent, _): false
        case (_, .absent): true
        case (.number, .text): true
        case (.text, .number): false
        }
    }

    /// No text is an absent one.
    static func nonEmpty(_ text: String) -> SortKey { text.isEmpty ? .absent : .text(text) }

    /// By age, without asking what time it is: an order must not change while one looks. What only the wall clock knows
    /// is of another run, and older than anything of this one.
    static func newestFirst(_ time: Moment) -> SortKey {
        guard let uptime = time.uptime else { return .number((~time.wall.wholeSeconds) / 2 + .max / 2) }
        return .number(~Int(clamping: uptime.components.seconds))
    }
}

/// One column.
package struct Column: Sendable, Identifiable {
    /// As written in `--columns` and `:sort`.
    package let id: String
    /// No wider than the column in any language.
    package let title: Wording
    /// What it shows, for help.
    package let about: Wording
    /// Columns of the list: at least, and the share of what is left over.
    package let width: Int
    package let stretch: Int
    package let alignsRight: Bool
    /// Shown from this width of the list on; 0 always; nil only when asked for.
    package let fromWidth: Int?
    package let text: @Sendable (Row, ColumnContext) -> String
    package let sortKey: @Sendable (Row, ColumnContext) -> SortKey
    /// Whether the sort key is the owner's: for all other columns the owners of 100,000 rows need not be looked up.
    var sortsByOwner = false
}

extension Column {
    package static let all: [Column] = [
        Column(
            id: "state", title: Wording("STATE", zh: "状态"),
            about: Wording("the health word", zh: "健康状态"), width: 5, stretch: 0, alignsRight: false,
            fromWidth: 0, text: { row, _ in row.state.word }, sortKey: { row, _ in .number(row.state.rawValue) }),
        Column(
            id: "port", title: Wording("PORT", zh: "端口"),
            about: Wording("the listening port", zh: "监听端口"), width: 5, stretch: 0, alignsRight: true,
            fromWidth: 0, text: { row, _ in row.port.map(String.init) ?? "?" },
            sortKey: { row, _ in row.port.map(SortKey.number) ?? .absent }),
        Column(
            id: "name", title: Wording("NAME", zh: "名称"),
            about: Wording("the listener's name", zh: "监听器名称"), width: 16, stretch: 3, alignsRight: false,
            fromWidth: 0, text: { row, _ in row.name }, sortKey: { row, _ in .nonEmpty(row.name.lowercased()) }),
        Column(
            id: "owner", title: Wording("PROXY / GROUP", zh: "通道/通道组"),
            about: Wording("the owner's id", zh: "所属通道或通道组的 ID"), width: 13, stretch: 0,
            alignsRight: false, fromWidth: 64, text: { row, _ in row.ownerText },
            sortKey: { row, _ in .text(row.ownerText) }),
        Column(
            id: "owner-name", title: Wording("OWNER", zh: "通道名称"),
            about: Wording("the owner's name", zh: "所属通道或通道组的名称"), width: 16, stretch: 2, alignsRight: false,
            fromWidth: 140, text: { _, context in context.owner?.name ?? "" },
            sortKey: { _, context in .nonEmpty(context.owner?.name.lowercased() ?? "") }, sortsByOwner: true),
        Column(
            id: "origin", title: Wording("ORIGIN", zh: "源站"),
            about: Wording("healthy origins of all; ?/n where nothing is checked", zh: "正常源站数/总数；未检查时为 ?/n"), width: 6,
            stretch: 0, alignsRight: true, fromWidth: 0,
            text: { row, _ in row.originCount },
            sortKey: { row, _ in row.health.serving.map(SortKey.number) ?? .absent }),
        Column(
            id: "down", title: Wording("DOWN", zh: "异常地址"),
            about: Wording("addresses that are down, or what is the matter", zh: "异常的地址，或异常原因"), width: 16, stretch: 3,
            alignsRight: false, fromWidth: 52, text: { row, context in row.trouble(in: context.language) },
            sortKey: { row, _ in .nonEmpty(row.trouble) }),
        Column(
            id: "region", title: Wording("REGION", zh: "区域"),
            about: Wording("access region > origin region", zh: "加速区域 > 源站区域"), width: 20, stretch: 1,
            alignsRight: false, fromWidth: 150, text: { _, context in context.owner?.regions ?? "" },
            sortKey: { _, context in .nonEmpty(context.owner?.regions ?? "") }, sortsByOwner: true),
        Column(
            id: "for", title: Wording("FOR", zh: "持续"),
            about: Wording(
                "how long the state has lasted, where the service's history or this run tells",
                zh: "当前状态的持续时长（依据服务端历史或本次运行）"), width: 5,
            stretch: 0, alignsRight: true, fromWidth: 80,
            text: { row, context in
                row.since?.lasting(now: context.now, readAt: row.readAt, freshFor: context.freshFor) ?? ""
            },
            sortKey: { row, _ in row.since.map { SortKey.newestFirst($0.time) } ?? .absent }),
        Column(
            id: "scheduler", title: Wording("SCHED", zh: "策略"),
            about: Wording("how connections are spread: rr wrr lc lrtt", zh: "转发策略：rr wrr lc lrtt"), width: 5,
            stretch: 0,
            alignsRight: false, fromWidth: 170, text: { row, _ in row.listener.scheduler?.raw ?? "" },
            sortKey: { row, _ in .nonEmpty(row.listener.scheduler?.raw ?? "") }),
        Column(
            id: "id", title: Wording("LISTENER", zh: "监听器 ID"),
            about: Wording("the listener's id", zh: "监听器 ID"), width: 17, stretch: 0, alignsRight: false,
            fromWidth: 190, text: { row, _ in row.id }, sortKey: { row, _ in .text(row.id) }),
        Column(
            id: "age", title: Wording("AGE", zh: "时效"),
            about: Wording("how long ago the row was read", zh: "距上次读取的时长"), width: 4, stretch: 0, alignsRight: true,
            fromWidth: nil, text: { row, context in Age.text(of: row.readAt, at: context.now) },
            sortKey: { row, _ in .newestFirst(row.readAt) }),
    ]

    /// The column of that id.
    package static func named(_ id: String) -> Column? { all.first { $0.id == id } }
}
