import Essentials
import Inventory
import Reports
import TencentCloud
import Testing

@testable import Browser

@Suite struct KeyBindingsTests {
    private static let account = "link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.2\nlink-b 82 mail 10.0.0.2"

    private static func conversation(_ wanted: [(String, [String])], columns: Int = 80) throws -> Conversation {
        Conversation(
            account, columns: columns, keys: try KeyBindings(rebinding: wanted.map { (command: $0.0, keys: $0.1) }))
    }

    @Test(arguments: CommandRow.all)
    func `Every key in the command table can be parsed from its name, in upper and lower case`(row: CommandRow) {
        for key in row.keys {
            #expect(Key(named: key.name) == key)
            if case .character(let character) = key, character != " " { continue }
            #expect(Key(named: key.name.uppercased()) == key)
            #expect(Key(named: key.name.lowercased()) == key)
        }
    }

    @Test(
        arguments: [
            ("f", .character("f")), ("F", .character("F")), ("é", .character("é")), ("支", .character("支")),
            ("Ctrl-X", .control("x")), ("ctrl-@", .control("@")), ("Alt-f", .alt("f")), ("ALT-F", .alt("F")),
            ("F12", .function(12)), ("esc", .escape), ("Space", .character(" ")), ("-", .character("-")),
            ("Shift-Tab", .backTab), ("pgup", .pageUp), ("7", .character("7")),
            ("", nil), (" ", nil), ("F13", nil), ("F0", nil), ("Ctrl-H", nil), ("Ctrl-I", nil), ("Ctrl-M", nil),
            ("Ctrl-J", nil),
            ("Ctrl-[", nil), ("Ctrl-1", nil), ("Alt-[", nil), ("Alt-O", nil), ("Alt-]", nil), ("Alt-P", nil),
            ("Alt-X", nil), ("Alt-^", nil), ("Alt-_", nil),
            ("Alt-\\", nil), ("Alt-", nil), ("Alt-xy", nil),
            ("\u{1}", nil),
            ("\u{202E}", nil), ("👨‍👩‍👧", nil), ("xy", nil), ("paste", nil), ("click", nil),
            ("wheel up", nil), ("\t", nil),
        ] as [(String, Key?)])
    func `Only keys that a terminal can distinguish have a name`(name: String, key: Key?) {
        #expect(Key(named: name) == key)
    }

    @Test
    func `Without rebinding, the keys are those of the command table`() throws {
        #expect(try KeyBindings(rebinding: []) == .standard)
        for row in CommandRow.all {
            for context in row.contexts {
                for key in row.keys { #expect(KeyBindings.standard.command(for: key, in: context) == row.command) }
            }
        }
    }

    @Test
    func `A rebound command has only its new keys, and other commands may take the old ones`() throws {
        var talk = try Self.conversation([("filter", ["f", "Ctrl-X"]), ("help", ["/"]), ("pageDown", ["PgDn"])])
        talk.press(.character("f"))
        #expect(talk.state.prompt?.kind == .filter)
        talk.press(.escape, .control("x"))
        #expect(talk.state.prompt?.kind == .filter)
        talk.press(.escape, .character(" "))
        #expect(talk.shows("Space does nothing here: / shows the keys"))
        talk.press(.character("/"))
        #expect(talk.state.openText?.subject == .help(.list))
    }

    @Test
    func `Two commands may swap their keys`() throws {
        var talk = try Self.conversation([("leave", ["Q"]), ("quit", ["q"])])
        talk.press(.enter, .character("Q"))
        #expect(talk.effects.isEmpty)
        talk.press(.enter, .character("q"))
        #expect(talk.effects == [.quit(0)])
    }

    @Test
    func `Help, footer and messages name the rebound keys and no others`() throws {
        var talk = try Self.conversation(
            [
                ("filter", ["f"]), ("help", ["F2"]), ("moveDown", ["w"]), ("moveUp", ["W"]), ("leave", ["Ctrl-X"]),
                ("refresh", ["u"]), ("pause", ["U"]), ("nextMatch", ["v"]), ("back", ["Del"]),
            ], columns: 160)
        let footer = talk.screen.last ?? ""
        for hint in ["w/W move", "f filter", "u refresh", "F2 help", "Ctrl-X back"] { #expect(footer.contains(hint)) }
        for old in ["j/k", "? help", "/ filter"] { #expect(!footer.contains(old)) }
        talk.press(.character("y"))
        #expect(talk.shows("y does nothing here: F2 shows the keys"))
        talk.press(.paste("x"))
        #expect(talk.shows("press f first"))
        talk.press(.character("v"))
        #expect(talk.shows("f filters, digits jump to a port"))
        talk.press(.character("U"))
        #expect(talk.shows("paused; u refreshes once, U resumes"))
        talk.press(.delete)
        #expect(talk.shows("already at the top level; Ctrl-X quits"))
        talk.press(.function(2))
        let lines = HelpText.lines(for: .list, keys: talk.state.options.keys).map(\.text)
        for row in talk.state.options.keys.rows {
            let names = row.keys.map(\.name).joined(separator: " ")
            #expect(lines.contains { $0.hasPrefix("  \(names) ") && $0.contains(row.help[.english]) }, "\(row.command)")
        }
        #expect(lines.contains { $0.contains("while you type; v: next one") })
        #expect(talk.shows("w "))
        talk.press(.function(2))
        #expect(talk.shows("the help is already open; Del closes it"))
    }

    @Test
    func `The header names the rebound key that reads the whole account`() throws {
        let keys = try KeyBindings(rebinding: [(command: "thisOwnerOrAll", keys: ["v"])])
        var talk = Conversation(Question(.proxy("link-a")), keys: keys)
        talk.read(Listeners.parse("link-a 80 web 10.0.0.1!")[0])
        talk.deliver(.finished(talk.run))
        talk.press(.character("o"))
        #expect(talk.shows("of 1 owner read, v reads all"))
    }

    @Test(
        arguments: [
            ([("filtr", ["f"])], .unknownCommand("filtr")), ([("Filter", ["f"])], .unknownCommand("Filter")),
            ([("filter", ["Cmd-F"])], .unknownKey("Cmd-F", command: .filter)), ([("filter", [])], .noKeys(.filter)),
            ([("filter", ["f", "Ctrl-S"])], .fixedKey(.control("s"), command: .filter)),
            ([("filter", ["ctrl-c"])], .fixedKey(.control("c"), command: .filter)),
            ([("redraw", ["f"])], .fixedCommand(.redraw)), ([("interrupt", ["f"])], .fixedCommand(.interrupt)),
            ([("filter", ["5"])], .digit(.character("5"), command: .filter)),
            ([("quit", ["q"])], .taken(.character("q"), command: .quit, by: .leave)),
            ([("filter", ["f"]), ("pick", ["p", "f"])], .taken(.character("f"), command: .filter, by: .pick)),
        ] as [([(String, [String])], KeyBindings.ParseError)])
    func `An invalid binding is refused with its key or command`(
        wanted: [(String, [String])], fault: KeyBindings.ParseError
    ) {
        #expect(throws: fault) { try KeyBindings(rebinding: wanted.map { (command: $0.0, keys: $0.1) }) }
    }

    @Test
    func `A key may have two meanings if they never apply in the same context`() throws {
        // Today every command applies in the list. A command that does not needs its own case here.
        let apart = CommandRow.all.filter { $0.contexts.isDisjoint(with: [.list]) }
        #expect(apart.isEmpty, "a command does not apply in the list: add a case for it")
        let bindings = try KeyBindings(rebinding: [(command: "filter", keys: ["/", "/", "f"])])
        #expect(bindings.rows.first { $0.command == .filter }?.keys == [.character("/"), .character("f")])
    }

    @Test(arguments: Command.rebindable)
    func `Every command except those of the terminal can be bound to a free key, and then has only that key`(
        command: Command
    ) throws {
        let bindings = try KeyBindings(rebinding: [(command: command.rawValue, keys: ["Alt-z"])])
        #expect(bindings.name(of: command) == "Alt-z")
        for row in bindings.rows where row.command == command {
            for context in row.contexts {
                #expect(bindings.command(for: .alt("z"), in: context) == command)
                for old in CommandRow.all.first(where: { $0.command == command })?.keys ?? [] {
                    #expect(bindings.command(for: old, in: context) == nil)
                }
            }
        }
    }
}

@Suite struct ConditionTests {
    /// The views in which keys are pressed.
    enum View: CaseIterable {
        case nothingRead, list, filteredOut, low, pane, sidebar, detail, help, errors, sortMenu, offline
    }

    private func conversation(_ view: View) -> Conversation {
        let account = "link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2"
        switch view {
        case .nothingRead: return Conversation(Question(.all), columns: 120, rows: 24)
        case .low: return Conversation(account, columns: 80, rows: 10)
        case .offline:
            let swept = Conversation(account).state.sweptState(provenance: Report.Provenance())
            return Conversation(Question(.all), kept: swept.map { KeptState($0, offlineFile: "x.json") })
        default: break
        }
        var talk = Conversation(account, columns: 120, rows: 24)
        switch view {
        case .filteredOut: talk.press(.character("/"), .paste("zzz"), .enter)
        case .pane: talk.press(.tab)
        case .sidebar: talk.press(.backTab)
        case .detail: talk.press(.enter)
        case .help: talk.press(.character("?"))
        case .errors: talk.press(.character("L"))
        case .sortMenu: talk.press(.character("s"))
        case .nothingRead, .list, .low, .offline: break
        }
        return talk
    }

    @Test(arguments: CommandRow.all, View.allCases)
    func `A key does something or shows why it is unavailable`(row: CommandRow, view: View) {
        let talk = conversation(view)
        guard row.contexts.contains(talk.state.context) else { return }
        var quiet = talk.state
        quiet.remarks = Remarks()
        let before = quiet.render()
        for key in row.keys {
            var other = talk
            other.press(key)
            let isMove = ["up ", "down ", "to the "].contains { row.help[.english].hasPrefix($0) }
            if isMove, !other.state.listing.visible.isEmpty || other.state.context != .list { continue }
            #expect(
                !other.effects.isEmpty || other.state.remarks.shown != nil || other.state.render() != before
                    || other.state.prompt != nil, "\(key.name) does nothing and shows nothing")
        }
    }

    @Test
    func `The conditions of the command table hold in a full list, and an empty list names the missing ones`() {
        let empty = conversation(.nothingRead).state
        let full = Conversation("link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.2", rows: 24).state
        #expect(Set(CommandRow.all.compactMap(\.needs)) == Set(Condition.allCases))
        let unmet = Condition.allCases.filter { empty.missing($0) != nil }
        #expect(
            unmet == [
                .lines, .columnsLeft, .choice, .origin, .problems, .search, .owner, .listener, .copyable, .exportable,
                .otherProfiles, .baseline, .records, .wayBack,
            ])
        let refused = Condition.allCases.filter { full.missing($0) != nil }
        #expect(refused == [.columnsLeft, .search, .otherProfiles, .wayBack])
    }
}
