// Every command of the browser, as one table: the keys that give it, where it holds, what it needs, and what help and the footer say. The
// dispatcher, `?` and the footer read it by `KeyBindings`, which lays rebound keys over it; the manual reads it as it is. To add a command
// is to add a case, its row, and its arm in `Update+Commands`.

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
    package let contexts: Set<Context>
    package let help: String
    /// The word in the footer; nil where it is not shown there.
    package let footer: String?
    /// What must hold before it can be given.
    let needs: Condition?

    init(
        _ command: Command, _ keys: [Key], _ contexts: Set<Context>, _ help: String, footer: String? = nil,
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
            .moveDown, [.character("j"), .down, .control("n")], scrolling, "down a line", footer: "move", needs: .lines),
        CommandRow(.moveUp, [.character("k"), .up, .control("p")], scrolling, "up a line", needs: .lines),
        CommandRow(.pageDown, [.pageDown, .control("f"), .character(" ")], scrolling, "down a page", needs: .lines),
        CommandRow(.pageUp, [.pageUp, .control("b")], scrolling, "up a page", needs: .lines),
        CommandRow(.halfPageDown, [.control("d")], scrolling, "down half a page", needs: .lines),
        CommandRow(.halfPageUp, [.control("u")], scrolling, "up half a page", needs: .lines),
        CommandRow(.moveToTop, [.character("g"), .home], scrolling, "to the first line", needs: .lines),
        CommandRow(.moveToBottom, [.character("G"), .end], scrolling, "to the last line", needs: .lines),
        CommandRow(.scrollRight, [.character("l"), .right], listOnly, "columns further right", needs: .columnsRight),
        CommandRow(.scrollLeft, [.character("h"), .left], listOnly, "columns back", needs: .columnsLeft),
        CommandRow(
            .open, [.enter], [.list, .pane, .sidebar, .menu],
            "open the listener at full width; choose; narrow to a group", footer: "open", needs: .choice),
        CommandRow(.filter, [.character("/")], browsing, "filter as you type; search in text", footer: "filter"),
        CommandRow(.problemsOnly, [.character("!")], listOnly, "only problems, on and off", footer: "problems"),
        CommandRow(.nextProblem, [.character("e")], listOnly, "next problem", needs: .problems),
        CommandRow(.previousProblem, [.character("E")], listOnly, "previous problem", needs: .problems),
        CommandRow(
            .nextMatch, [.character("n")], browsing, "next match: of the port typed, or of the search", needs: .search),
        CommandRow(.previousMatch, [.character("N")], browsing, "previous match", needs: .search),
        CommandRow(
            .thisOwnerOrAll, [.character("a")], browsing, "this listener's owner, or all", footer: "all", needs: .owner),
        CommandRow(.pick, [.character("p")], browsing, "pick a proxy, group, region or origin", footer: "pick"),
        CommandRow(
            .origins, [.character("o")], browsing, "who uses this origin, over all owners; again: its next origin",
            footer: "origin", needs: .origin),
        CommandRow(.sortLeft, [.character("<")], listOnly, "sort by the column to the left"),
        CommandRow(.sortRight, [.character(">")], listOnly, "sort by the column to the right"),
        CommandRow(.reverseSort, [.character("r")], listOnly, "reverse the order"),
        CommandRow(.sortMenu, [.character("s")], listOnly, "choose the column to sort by"),
        CommandRow(
            .refresh, [.character("R"), .function(5)], browsing, "read again now", footer: "refresh", needs: .service),
        CommandRow(.pause, [.character("Z")], browsing, "pause reading again by itself, or go on", needs: .service),
        CommandRow(.longerInterval, [.character("+")], browsing, "read again less often", needs: .longerInterval),
        CommandRow(.shorterInterval, [.character("-")], browsing, "read again more often", needs: .shorterInterval),
        CommandRow(.nextPane, [.tab], [.list, .pane, .sidebar], "next pane", needs: .panes),
        CommandRow(.previousPane, [.backTab], [.list, .pane, .sidebar], "previous pane", needs: .panes),
        CommandRow(
            .copyID, [.character("c")], browsing, "copy the listener's id, or the lines of tccli on the screen",
            needs: .copyable),
        CommandRow(
            .copyFinding, [.character("Y")], browsing, "copy a finding about the listener, for a chat", needs: .listener
        ),
        CommandRow(
            .export, [.character("x")], browsing, "export the list or the text on the screen to a file",
            needs: .exportable),
        CommandRow(.mark, [.character("m")], browsing, "mark a baseline"),
        CommandRow(
            .changes, [.character("D")], browsing, "what changed since the baseline, health apart from configuration",
            needs: .baseline),
        CommandRow(.json, [.character("J")], browsing, "the listener's JSON as it was received", needs: .listener),
        CommandRow(.query, [.character("C")], browsing, "the same as command lines: of tccli, and for scripts"),
        CommandRow(.calls, [.character("A")], browsing, "calls of the API so far"),
        CommandRow(.errors, [.character("L")], browsing, "errors so far", needs: .otherThanErrors),
        CommandRow(.profiles, [.character("P")], browsing, "change to another profile", needs: .otherProfiles),
        CommandRow(.commandLine, [.character(":")], browsing, "type a command; :help lists them"),
        CommandRow(
            .help, [.character("?"), .function(1)], everywhere, "this help", footer: "help", needs: .otherThanHelp),
        CommandRow(.back, [.escape], everywhere, "close, then clear the filter, then back", needs: .wayBack),
        CommandRow(.leave, [.character("q")], everywhere, "back; at the top, quit", footer: "back"),
        CommandRow(.quit, [.character("Q")], everywhere, "quit"),
        CommandRow(.interrupt, [.control("c")], everywhere, "stop a read that was asked for, else quit"),
        CommandRow(.suspend, [.control("z")], everywhere, "suspend"),
        CommandRow(.redraw, [.control("l")], everywhere, "draw the screen again"),
    ]
}
