// Every command of the browser, as one table: the keys that give it, where it holds, what it needs, and what help and
// the footer say. The dispatcher, `?` and the footer read it by `KeyBindings`, which lays rebound keys over it; the
// manual reads it as it is. To add a command is to add a case, its row, and its arm in `Update+Commands`.

package import Essentials

/// What a user can mean by a key.
package enum Command: String, CaseIterable, Sendable {
    case moveDown, moveUp, pageDown, pageUp, halfPageDown, halfPageUp, moveToTop, moveToBottom
    case scrollLeft, scrollRight
    case open, nextPane, previousPane, back, leave, quit, interrupt, suspend, redraw
    case filter, nextMatch, previousMatch, problemsOnly, nextProblem, previousProblem
    case thisOwnerOrAll, pick, origins, sortLeft, sortRight, reverseSort, sortMenu
    case refresh, pause, longerInterval, shorterInterval
    case copyID, copyFinding, export, mark, changes, calls, json, query, errors, profiles, commandLine, help
}

/// Where keys go.
package enum Context: CaseIterable, Hashable, Sendable {
    case list
    /// The detail pane below the list, when it has the focus.
    case pane
    /// The groups on the left of the list, when they have the focus.
    case sidebar
    /// Detail at full width, help, errors: lines that scroll.
    case text
    case menu
}

/// One row of the table.
package struct CommandRow: Sendable {
    package let command: Command
    package internal(set) var keys: [Key]
    let contexts: Set<Context>
    package let help: Wording
    /// The word in the footer; nil where it is not shown there.
    let footer: Wording?
    /// What must hold before it can be given.
    let needs: Condition?

    init(
        _ command: Command, _ keys: [Key], _ contexts: Set<Context>, _ help: Wording, footer: Wording? = nil,
        needs: Condition? = nil
    ) {
        self.command = command
        self.keys = keys
        self.contexts = contexts
        self.help = help
        self.footer = footer
        self.needs = needs
    }
}

extension CommandRow {
    private static let everywhere = Set(Context.allCases)
    private static let scrolling: Set<Context> = [.list, .pane, .sidebar, .text, .menu]
    private static let listOnly: Set<Context> = [.list]
    private static let browsing: Set<Context> = [.list, .pane, .sidebar, .text]

    package static let all: [CommandRow] = [
        CommandRow(
            .moveDown, [.character("j"), .down, .control("n")], scrolling, Wording("down a line", zh: "下移一行"),
            footer: Wording("move", zh: "移动"), needs: .lines),
        CommandRow(
            .moveUp, [.character("k"), .up, .control("p")], scrolling, Wording("up a line", zh: "上移一行"), needs: .lines),
        CommandRow(
            .pageDown, [.pageDown, .control("f"), .character(" ")], scrolling, Wording("down a page", zh: "下翻一页"),
            needs: .lines),
        CommandRow(.pageUp, [.pageUp, .control("b")], scrolling, Wording("up a page", zh: "上翻一页"), needs: .lines),
        CommandRow(.halfPageDown, [.control("d")], scrolling, Wording("down half a page", zh: "下翻半页"), needs: .lines),
        CommandRow(.halfPageUp, [.control("u")], scrolling, Wording("up half a page", zh: "上翻半页"), needs: .lines),
        CommandRow(
            .moveToTop, [.character("g"), .home], scrolling, Wording("to the first line", zh: "到首行"), needs: .lines),
        CommandRow(
            .moveToBottom, [.character("G"), .end], scrolling, Wording("to the last line", zh: "到末行"), needs: .lines),
        CommandRow(
            .scrollRight, [.character("l"), .right], listOnly, Wording("columns further right", zh: "向右滚动列"),
            needs: .columnsRight),
        CommandRow(
            .scrollLeft, [.character("h"), .left], listOnly, Wording("columns back", zh: "向左滚动列"), needs: .columnsLeft),
        CommandRow(
            .open, [.enter], [.list, .pane, .sidebar, .menu],
            Wording("open the listener at full width; choose; narrow to a group", zh: "打开监听器详情；选定；收窄到所选分组"),
            footer: Wording("open", zh: "打开"), needs: .choice),
        CommandRow(
            .filter, [.character("/")], browsing, Wording("filter as you type; search in text", zh: "边输入边过滤；在文本中为搜索"),
            footer: Wording("filter", zh: "过滤")),
        CommandRow(
            .problemsOnly, [.character("!")], listOnly, Wording("only problems, on and off", zh: "仅看问题项（开/关）"),
            footer: Wording("problems", zh: "问题")),
        CommandRow(.nextProblem, [.character("e")], listOnly, Wording("next problem", zh: "下一个问题项"), needs: .problems),
        CommandRow(
            .previousProblem, [.character("E")], listOnly, Wording("previous problem", zh: "上一个问题项"), needs: .problems),
        CommandRow(
            .nextMatch, [.character("n")], browsing,
            Wording("next match: of the port typed, or of the search", zh: "下一个匹配：所输端口或所搜文本"), needs: .search),
        CommandRow(.previousMatch, [.character("N")], browsing, Wording("previous match", zh: "上一个匹配"), needs: .search),
        CommandRow(
            .thisOwnerOrAll, [.character("a")], browsing,
            Wording("this listener's owner, or all", zh: "该监听器所属的通道或通道组，或全部"), footer: Wording("all", zh: "全部"),
            needs: .owner),
        CommandRow(
            .pick, [.character("p")], browsing, Wording("pick a proxy, group, region or origin", zh: "选择通道、通道组、区域或源站"),
            footer: Wording("pick", zh: "选择")),
        CommandRow(
            .origins, [.character("o")], browsing,
            Wording("who uses this origin, over all owners; again: its next origin", zh: "谁在使用该源站（全部通道）；再按：下一个源站"),
            footer: Wording("origin", zh: "源站"), needs: .origin),
        CommandRow(.sortLeft, [.character("<")], listOnly, Wording("sort by the column to the left", zh: "按左侧一列排序")),
        CommandRow(.sortRight, [.character(">")], listOnly, Wording("sort by the column to the right", zh: "按右侧一列排序")),
        CommandRow(.reverseSort, [.character("r")], listOnly, Wording("reverse the order", zh: "反转顺序")),
        CommandRow(.sortMenu, [.character("s")], listOnly, Wording("choose the column to sort by", zh: "选择排序列")),
        CommandRow(
            .refresh, [.character("R"), .function(5)], browsing, Wording("read again now", zh: "立即重新读取"),
            footer: Wording("refresh", zh: "刷新"), needs: .service),
        CommandRow(
            .pause, [.character("Z")], browsing, Wording("pause reading again by itself, or go on", zh: "暂停或恢复自动刷新"),
            needs: .service),
        CommandRow(
            .longerInterval, [.character("+")], browsing, Wording("read again less often", zh: "降低刷新频率"),
            needs: .longerInterval),
        CommandRow(
            .shorterInterval, [.character("-")], browsing, Wording("read again more often", zh: "提高刷新频率"),
            needs: .shorterInterval),
        CommandRow(.nextPane, [.tab], [.list, .pane, .sidebar], Wording("next pane", zh: "下一个窗格"), needs: .panes),
        CommandRow(
            .previousPane, [.backTab], [.list, .pane, .sidebar], Wording("previous pane", zh: "上一个窗格"), needs: .panes),
        CommandRow(
            .copyID, [.character("c")], browsing,
            Wording(
                "send the id, or the command lines shown, to the clipboard",
                zh: "将监听器 ID 或屏上的命令行发送到剪贴板"),
            needs: .copyable),
        CommandRow(
            .copyFinding, [.character("Y")], browsing,
            Wording("show a finding for a chat, and send it to the clipboard", zh: "显示该监听器的诊断信息，并发送到剪贴板"),
            needs: .listener
        ),
        CommandRow(
            .export, [.character("x")], browsing,
            Wording("export the list or the text on the screen to a file", zh: "将列表或屏上文本导出到文件"), needs: .exportable),
        CommandRow(.mark, [.character("m")], browsing, Wording("mark a baseline", zh: "标记基线")),
        CommandRow(
            .changes, [.character("D")], browsing,
            Wording("what changed since the baseline, health apart from configuration", zh: "基线以来的变化，健康与配置分开列出"),
            needs: .baseline),
        CommandRow(
            .json, [.character("J")], browsing, Wording("the listener's JSON as it was received", zh: "监听器的原始 JSON"),
            needs: .listener),
        CommandRow(
            .query, [.character("C")], browsing,
            Wording("the same as command lines: of tccli, and of gaapscope", zh: "等价的命令行：tccli 与本程序")),
        CommandRow(.calls, [.character("A")], browsing, Wording("calls of the API so far", zh: "API 调用记录")),
        CommandRow(.errors, [.character("L")], browsing, Wording("errors so far", zh: "错误记录"), needs: .otherThanErrors),
        CommandRow(
            .profiles, [.character("P")], browsing, Wording("change to another profile", zh: "切换到另一个配置"),
            needs: .otherProfiles),
        CommandRow(
            .commandLine, [.character(":")], browsing,
            Wording("type a command; :help lists them", zh: "输入命令；:help 列出全部命令")),
        CommandRow(
            .help, [.character("?"), .function(1)], everywhere, Wording("this help", zh: "本帮助"),
            footer: Wording("help", zh: "帮助"), needs: .otherThanHelp),
        CommandRow(
            .back, [.escape], everywhere,
            Wording("close; clear the filter; all states; back: one at a time", zh: "逐步：关闭、清除过滤、取消仅问题、返回"),
            needs: .wayBack),
        CommandRow(
            .leave, [.character("q")], everywhere, Wording("back; at the top, quit", zh: "返回；在顶层则退出"),
            footer: Wording("back", zh: "返回")),
        CommandRow(.quit, [.character("Q")], everywhere, Wording("quit", zh: "退出")),
        CommandRow(
            .interrupt, [.control("c")], everywhere,
            Wording("stop a read that was asked for, else quit", zh: "停止手动读取，否则退出")),
        CommandRow(.suspend, [.control("z")], everywhere, Wording("suspend", zh: "挂起")),
        CommandRow(.redraw, [.control("l")], everywhere, Wording("draw the screen again", zh: "重绘屏幕")),
    ]
}
