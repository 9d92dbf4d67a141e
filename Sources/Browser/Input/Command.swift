// The table of all commands: their keys, the contexts in which they work, their conditions, and their texts in the help
// and the footer. The dispatcher, the help and the footer read the table through `KeyBindings`, which replaces rebound
// keys. The manual, docs/keys.md and the schema of the settings read the table directly. A new command needs a case, a
// row, and an arm in `Update+Commands`.

package import Essentials

/// A command that a key can trigger.
package enum Command: String, CaseIterable, Sendable {
    case moveDown, moveUp, pageDown, pageUp, halfPageDown, halfPageUp, moveToTop, moveToBottom
    case scrollLeft, scrollRight
    case open, nextPane, previousPane, back, leave, quit, interrupt, suspend, redraw
    case filter, nextMatch, previousMatch, problemsOnly, nextProblem, previousProblem
    case thisOwnerOrAll, pick, origins, sortLeft, sortRight, reverseSort, sortMenu
    case refresh, pause, longerInterval, shorterInterval
    case copyID, copyFinding, export, mark, changes, changesSince, timeline, calls, json, query, errors, profiles,
        commandLine, help
}

/// The part of the browser that receives keys.
package enum Context: CaseIterable, Hashable, Sendable {
    case list
    /// The detail pane below the list, if it has the focus.
    case pane
    /// The sidebar on the left of the list, if it has the focus.
    case sidebar
    /// Scrolling text: the detail at full width, help, errors.
    case text
    /// The timeline and the changes, which have a cursor.
    case records
    case menu
}

/// A section of the help, in the order of the help. The keys for outages come first.
package enum CommandGroup: CaseIterable, Sendable {
    case problems, moving, finding, choosing, sorting, reading, inspecting, sharing, program

    package var title: Wording {
        switch self {
        case .problems: Wording("When something is down", zh: "出现故障时")
        case .moving: Wording("Move", zh: "移动")
        case .finding: Wording("Find and filter", zh: "查找与过滤")
        case .choosing: Wording("Choose what to list", zh: "选择列表范围")
        case .sorting: Wording("Sort", zh: "排序")
        case .reading: Wording("Refresh", zh: "刷新")
        case .inspecting: Wording("Inspect", zh: "查看")
        case .sharing: Wording("Copy and export", zh: "复制与导出")
        case .program: Wording("Program", zh: "程序")
        }
    }
}

/// The word of a command in the footer.
struct Footer: Sendable {
    private let word: Wording
    private let others: [Context: Wording]

    /// Creates the footer words of a command.
    /// - Parameter others: words for contexts in which the command means something else.
    init(_ word: Wording, _ others: [Context: Wording] = [:]) {
        self.word = word
        self.others = others
    }

    subscript(context: Context) -> Wording { others[context] ?? word }
}

/// One row of the command table.
package struct CommandRow: Sendable {
    package let command: Command
    package let group: CommandGroup
    package internal(set) var keys: [Key]
    let contexts: Set<Context>
    package let help: Wording
    /// The word in the footer; nil if the footer does not show the command.
    let footer: Footer?
    /// The condition under which the command is available; nil if it always is.
    let needs: Condition?

    init(
        _ command: Command, _ group: CommandGroup, _ keys: [Key], _ contexts: Set<Context>, _ help: Wording,
        footer: Footer? = nil,
        needs: Condition? = nil
    ) {
        self.command = command
        self.group = group
        self.keys = keys
        self.contexts = contexts
        self.help = help
        self.footer = footer
        self.needs = needs
    }
}

extension CommandRow {
    private static let everywhere = Set(Context.allCases)
    private static let scrolling: Set<Context> = [.list, .pane, .sidebar, .text, .records, .menu]
    private static let listOnly: Set<Context> = [.list]
    private static let problemViews: Set<Context> = [.list, .pane, .text]
    private static let browsing: Set<Context> = [.list, .pane, .sidebar, .text]
    private static let browsingAndRecords = browsing.union([.records])

    /// Every command. The rows of a group are adjacent.
    package static let all: [CommandRow] = [
        CommandRow(
            .moveDown, .moving, [.character("j"), .down, .control("n")], scrolling, Wording("down a line", zh: "下移一行"),
            footer: Footer(Wording("move", zh: "移动")), needs: .lines),
        CommandRow(
            .moveUp, .moving, [.character("k"), .up, .control("p")], scrolling, Wording("up a line", zh: "上移一行"),
            needs: .lines),
        CommandRow(
            .pageDown, .moving, [.pageDown, .control("f"), .character(" ")], scrolling,
            Wording("down a page", zh: "下翻一页"),
            needs: .lines),
        CommandRow(
            .pageUp, .moving, [.pageUp, .control("b")], scrolling, Wording("up a page", zh: "上翻一页"), needs: .lines),
        CommandRow(
            .halfPageDown, .moving, [.control("d")], scrolling, Wording("down half a page", zh: "下翻半页"), needs: .lines),
        CommandRow(
            .halfPageUp, .moving, [.control("u")], scrolling, Wording("up half a page", zh: "上翻半页"), needs: .lines),
        CommandRow(
            .moveToTop, .moving, [.character("g"), .home], scrolling, Wording("to the first line", zh: "到首行"),
            needs: .lines),
        CommandRow(
            .moveToBottom, .moving, [.character("G"), .end], scrolling, Wording("to the last line", zh: "到末行"),
            needs: .lines),
        CommandRow(
            .scrollRight, .moving, [.character("l"), .right], listOnly,
            Wording("scroll columns to the right", zh: "向右滚动列"),
            needs: .columnsRight),
        CommandRow(
            .scrollLeft, .moving, [.character("h"), .left], listOnly,
            Wording("scroll columns to the left", zh: "向左滚动列"),
            needs: .columnsLeft),
        CommandRow(
            .open, .moving, [.enter], [.list, .pane, .sidebar, .records, .menu],
            Wording("open the listener; choose; narrow the list to the group", zh: "打开监听器详情；选定；将列表收窄到所选分组"),
            footer: Footer(Wording("open", zh: "打开"), [.sidebar: Wording("narrow", zh: "收窄")]), needs: .choice),
        CommandRow(
            .nextPane, .moving, [.tab], [.list, .pane, .sidebar], Wording("next pane", zh: "下一个窗格"),
            footer: Footer(Wording("pane", zh: "窗格")), needs: .panes),
        CommandRow(
            .previousPane, .moving, [.backTab], [.list, .pane, .sidebar], Wording("previous pane", zh: "上一个窗格"),
            needs: .panes),
        CommandRow(
            .problemsOnly, .problems, [.character("!")], listOnly,
            Wording("show only problems (on/off)", zh: "仅看问题项（开/关）"),
            footer: Footer(Wording("problems", zh: "问题"))),
        CommandRow(
            .nextProblem, .problems, [.character("e")], problemViews, Wording("next problem", zh: "下一个问题项"),
            footer: Footer(Wording("next problem", zh: "下一问题")), needs: .problems
        ),
        CommandRow(
            .previousProblem, .problems, [.character("E")], problemViews, Wording("previous problem", zh: "上一个问题项"),
            needs: .problems),
        CommandRow(
            .origins, .problems, [.character("o")], browsingAndRecords,
            Wording(
                "open the cause or the origin's users; again: next origin",
                zh: "打开标题所示原因，或列出使用该源站的监听器；再按：下一个"),
            footer: Footer(Wording("origin", zh: "源站")), needs: .origin),
        CommandRow(
            .timeline, .problems, [.character("T")], browsingAndRecords,
            Wording("timeline: changes grouped by cause, newest first", zh: "时间线：按原因归并的变化，最新在前"),
            footer: Footer(Wording("timeline", zh: "时间线"))),
        CommandRow(
            .changes, .problems, [.character("D")], browsingAndRecords,
            Wording(
                "changes since mark or start; again: last run, 10 min, 1 h",
                zh: "自标记或启动以来的变化；再按：上次运行、10 分钟、1 小时"),
            footer: Footer(Wording("changes", zh: "变化")), needs: .baseline),
        CommandRow(
            .mark, .problems, [.character("m")], browsingAndRecords,
            Wording("mark the current state as baseline", zh: "将当前状态标记为基线"),
            footer: Footer(Wording("mark", zh: "基线"))),
        CommandRow(
            .changesSince, .problems, [.character("t")], browsingAndRecords,
            Wording(
                "changes since a time: type 14:02, 20m or 2026-11-28", zh: "自指定时刻以来的变化：输入 14:02、20m 或 2026-11-28"),
            needs: .records),
        CommandRow(
            .copyFinding, .problems, [.character("Y")], browsingAndRecords,
            Wording("show the finding for a chat, and send it to the clipboard", zh: "显示该监听器的诊断信息，并发送到剪贴板"),
            footer: Footer(Wording("finding", zh: "诊断")), needs: .listener
        ),
        CommandRow(
            .filter, .finding, [.character("/")], browsingAndRecords,
            Wording("filter while you type; search in a text", zh: "边输入边过滤；在文本中为搜索"),
            footer: Footer(
                Wording("filter", zh: "过滤"),
                [.text: Wording("search", zh: "搜索"), .records: Wording("search", zh: "搜索")])),
        CommandRow(
            .nextMatch, .finding, [.character("n")], browsingAndRecords,
            Wording("next match of the typed port or of the search", zh: "下一处匹配：所输端口或所搜文本"), needs: .search),
        CommandRow(
            .previousMatch, .finding, [.character("N")], browsingAndRecords, Wording("previous match", zh: "上一处匹配"),
            needs: .search),
        CommandRow(
            .thisOwnerOrAll, .choosing, [.character("a")], browsing,
            Wording("switch between this listener's owner and all", zh: "在该监听器所属的通道或通道组与全部之间切换"),
            footer: Footer(Wording("all", zh: "全部")),
            needs: .owner),
        CommandRow(
            .pick, .choosing, [.character("p")], browsingAndRecords,
            Wording("pick a proxy, group, region or origin", zh: "选择通道、通道组、区域或源站"),
            footer: Footer(Wording("pick", zh: "选择"))),
        CommandRow(
            .profiles, .choosing, [.character("P")], browsingAndRecords,
            Wording("switch to another profile", zh: "切换到另一个配置"),
            footer: Footer(Wording("profile", zh: "配置")), needs: .otherProfiles),
        CommandRow(
            .sortLeft, .sorting, [.character("<")], listOnly, Wording("sort by the column to the left", zh: "按左侧一列排序")),
        CommandRow(
            .sortRight, .sorting, [.character(">")], listOnly, Wording("sort by the column to the right", zh: "按右侧一列排序")
        ),
        CommandRow(.reverseSort, .sorting, [.character("r")], listOnly, Wording("reverse the sort order", zh: "反转排序")),
        CommandRow(
            .sortMenu, .sorting, [.character("s")], listOnly, Wording("choose the column to sort by", zh: "选择排序列"),
            footer: Footer(Wording("sort", zh: "排序"))),
        CommandRow(
            .refresh, .reading, [.character("R"), .function(5)], browsingAndRecords,
            Wording("refresh now", zh: "立即刷新"),
            footer: Footer(Wording("refresh", zh: "刷新")), needs: .service),
        CommandRow(
            .pause, .reading, [.character("Z")], browsingAndRecords,
            Wording("pause or resume automatic refresh", zh: "暂停或恢复自动刷新"),
            needs: .service),
        CommandRow(
            .longerInterval, .reading, [.character("+")], browsingAndRecords,
            Wording("refresh less often", zh: "降低刷新频率"),
            needs: .longerInterval),
        CommandRow(
            .shorterInterval, .reading, [.character("-")], browsingAndRecords,
            Wording("refresh more often", zh: "提高刷新频率"),
            needs: .shorterInterval),
        CommandRow(
            .json, .inspecting, [.character("J")], browsingAndRecords,
            Wording("the listener's JSON as received", zh: "监听器的原始 JSON"),
            footer: Footer(Wording("JSON", zh: "原始 JSON")), needs: .listener),
        CommandRow(
            .calls, .inspecting, [.character("A")], browsingAndRecords,
            Wording("API calls so far", zh: "API 调用记录"),
            footer: Footer(Wording("calls", zh: "调用"))),
        CommandRow(
            .errors, .inspecting, [.character("L")], browsingAndRecords, Wording("errors so far", zh: "错误记录"),
            footer: Footer(Wording("errors", zh: "错误")), needs: .otherThanErrors),
        CommandRow(
            .copyID, .sharing, [.character("c")], browsingAndRecords,
            Wording(
                "send the listener ID or the command lines shown to the clipboard",
                zh: "将监听器 ID 或屏幕上的命令行发送到剪贴板"),
            footer: Footer(Wording("copy", zh: "复制")), needs: .copyable),
        CommandRow(
            .export, .sharing, [.character("x")], browsingAndRecords,
            Wording("export the list or the text on the screen to a file", zh: "将列表或屏幕上的文本导出到文件"),
            footer: Footer(Wording("export", zh: "导出")), needs: .exportable),
        CommandRow(
            .query, .sharing, [.character("C")], browsing,
            Wording("the equivalent tccli and gaapscope command lines", zh: "等价的命令行：tccli 与本程序"),
            footer: Footer(Wording("as command", zh: "命令行"))),
        CommandRow(
            .commandLine, .program, [.character(":")], browsingAndRecords,
            Wording("type a command; :help lists them", zh: "输入命令；:help 列出全部命令"),
            footer: Footer(Wording("command", zh: "命令"))),
        CommandRow(
            .help, .program, [.character("?"), .function(1)], everywhere, Wording("this help", zh: "本帮助"),
            footer: Footer(Wording("help", zh: "帮助")), needs: .otherThanHelp),
        CommandRow(
            .back, .program, [.escape], everywhere,
            Wording(
                "one step back: close, clear the filter, show all states, go back",
                zh: "逐步返回：关闭、清除过滤、取消仅看问题项、返回上一级"),
            needs: .wayBack),
        CommandRow(
            .leave, .program, [.character("q")], everywhere, Wording("go back; quit at the top level", zh: "返回；在顶层则退出"),
            footer: Footer(Wording("back", zh: "返回"))),
        CommandRow(.quit, .program, [.character("Q")], everywhere, Wording("quit", zh: "退出")),
        CommandRow(
            .interrupt, .program, [.control("c")], everywhere,
            Wording("stop a manual refresh, otherwise quit", zh: "停止手动刷新，否则退出")),
        CommandRow(.suspend, .program, [.control("z")], everywhere, Wording("suspend", zh: "挂起")),
        CommandRow(.redraw, .program, [.control("l")], everywhere, Wording("redraw the screen", zh: "重绘屏幕")),
    ]
}
