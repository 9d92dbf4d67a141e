// Every key, every typed command and every menu item in every view: the browser responds, and the user can still leave.

import Inventory
import Reports
import Testing

@testable import Browser

@Suite struct EveryKeyTests {
    /// The views, panes, menus and prompts that take keys.
    enum View: CaseIterable {
        case nothingRead, list, filteredOut, narrow, pane, sidebar, detail, help, errors, calls, json, query, changes,
            timeline
        case pickProxy, pickGroup, pickOrigin, pickRegion, pickNothing, sortMenu, exportMenu, profileMenu
        case filterPrompt, searchPrompt, commandPrompt, timePrompt, offline

        /// The keys that open this view from a list of two listeners.
        fileprivate var keys: [Key] {
            switch self {
            case .nothingRead, .list, .narrow, .offline: []
            case .filteredOut: [.character("/"), .paste("zzz"), .enter]
            case .pane: [.tab]
            case .sidebar: [.backTab]
            case .detail: [.enter]
            case .help: [.character("?")]
            case .errors: [.character("L")]
            case .calls: [.character("A")]
            case .json: [.character("J")]
            case .query: [.character("C")]
            case .changes: [.character("m"), .character("D")]
            case .timeline: [.character("T")]
            case .pickProxy: [.character("p")]
            case .pickGroup: [.character("p"), .tab]
            case .pickOrigin: [.character("p"), .tab, .tab]
            case .pickRegion: [.character("p"), .backTab]
            case .pickNothing: [.character("p"), .paste("zzz")]
            case .sortMenu: [.character("s")]
            case .exportMenu: [.character("x")]
            case .profileMenu: [.character("P")]
            case .filterPrompt: [.character("/")]
            case .searchPrompt: [.character("?"), .character("/")]
            case .commandPrompt: [.character(":")]
            case .timePrompt: [.character("t")]
            }
        }
    }

    private static let account = "link-a 80 web 10.0.0.1!\nlg-b 81 api 10.0.0.2"
    private static let profiles = ["work", "other"].map { Profile(name: $0, title: $0, about: "") }

    private func conversation(_ view: View) -> Conversation {
        switch view {
        case .nothingRead: return Conversation(Question(.all), columns: 120, rows: 24)
        case .narrow: return Conversation(Self.account, columns: 12, rows: 3)
        case .offline:
            let swept = Conversation(Self.account).state.sweptState(provenance: Report.Provenance())
            return Conversation(Question(.all), kept: swept.map { KeptState($0, offlineFile: "x.json") })
        default:
            var talk = Conversation(Self.account, columns: 120, rows: 40) { $0.profiles = Self.profiles }
            for key in view.keys { talk.press(key) }
            return talk
        }
    }

    /// Every key that a terminal can send.
    private static let keys: [Key] = {
        let scalars = (UInt8(0x20)...0x7E).map { Character(Unicode.Scalar($0)) }
        let letters = scalars.filter { ("a"..."z").contains($0) } + ["@", "\\", "]", "^", "_"]
        let named: [Key] = [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .wheelUp, .wheelDown, .paste(""), .paste("q\nQ\u{3}"),
            .character("网"), .character("\u{301}"), .alt("\u{7F}"),
        ]
        let clicks = [Position(row: 0, column: 0), Position(row: 5, column: 3), Position(row: 4, column: 60)]
        return scalars.map { .character($0) } + scalars.map { .alt($0) } + letters.map { .control($0) } + named
            + (0...63).map { .function($0) } + clicks.map { .click($0) }
            + [.click(Position(row: .max, column: .max)), .click(Position(row: -1, column: -1))]
    }()

    /// Returns whether Ctrl-C ends the browser within five presses. Each press closes or stops one thing.
    private func canBeLeft(_ talk: Conversation) -> Bool {
        var talk = talk
        for _ in 0..<5 {
            talk.press(.control("c"))
            if talk.effects == [.quit(130)] { return true }
        }
        return false
    }

    @Test(arguments: View.allCases)
    func `Every view handles every key, and Ctrl-C can still end the browser`(view: View) {
        let start = conversation(view)
        for key in Self.keys {
            var talk = start
            talk.press(key)
            #expect(talk.state.render().size == talk.state.size, "\(key)")
            #expect(canBeLeft(talk), "after \(key)")
        }
    }

    @Test(arguments: View.allCases)
    func `Every pair of commands can be given in a row`(view: View) {
        let start = conversation(view)
        let keys = CommandRow.all.compactMap(\.keys.first)
        for first in keys {
            var talk = start
            talk.press(first)
            for second in keys {
                var next = talk
                next.press(second)
            }
            #expect(canBeLeft(talk), "after \(first)")
        }
    }

    /// Arguments for each typed command: missing, valid and invalid ones.
    private static let samples = [
        "proxy": ["", "link-a", "lg-b", "link-none"], "group": ["", "lg-b", "link-a", "lg-none"],
        "listener": ["", "listener-1"], "all": ["", "x"], "find": ["", "web"], "name": ["", "web"],
        "port": ["", "80", "0", "99999999999999999999", "x"],
        "origin": ["", "10.0.0.1", "10.0.0.1:80", "10.9.9.9", "-"], "region": ["", "hongkong", "none"],
        "sort": ["", "port", "-port", "none"], "cause": ["", "x"], "mark": ["", "x"], "diff": ["", "x"],
        "timeline": ["", "x"], "export": ["", "x"],
        "set": [
            "", "interval", "interval 10", "interval 0", "pause on", "pause off", "bell on", "problems on", "none x",
        ],
        "help": ["", "x"], "quit": ["", "x"],
    ]

    @Test func `Every typed command has sample arguments`() {
        #expect(Set(Self.samples.keys) == Set(TypedCommand.rows.map(\.word)))
    }

    @Test(arguments: View.allCases)
    func `Every typed command is executed or refused with a message, wherever a command can be typed`(view: View) {
        let start = conversation(view)
        var probe = start
        probe.press(.character(":"))
        guard probe.state.prompt?.kind == .command, start.state.prompt == nil else { return }
        for (word, arguments) in Self.samples {
            for argument in arguments {
                var talk = start
                talk.press(.character(":"))
                talk.type("\(word) \(argument)")
                talk.press(.enter)
                let wasRefused = talk.state.prompt?.fault != nil
                #expect(wasRefused == (talk.state.prompt != nil), ":\(word) \(argument)")
                if case .failure = TypedCommand.parse("\(word) \(argument)") {
                    #expect(wasRefused, ":\(word) \(argument)")
                } else {
                    #expect(!wasRefused, ":\(word) \(argument)")
                }
                #expect(canBeLeft(talk) || word == "quit", "after :\(word) \(argument)")
            }
        }
    }

    @Test func `The typed command help opens the help, and quit quits`() {
        var talk = conversation(.list)
        talk.type(":help")
        talk.press(.enter)
        #expect(talk.state.openText?.subject == .help(.list))
        talk.press(.escape)
        talk.type(":quit")
        talk.press(.enter)
        #expect(talk.effects == [.quit(0)])
    }

    @Test(arguments: [View.sortMenu, .exportMenu, .profileMenu])
    func `Every item of a menu can be chosen`(view: View) throws {
        var talk = conversation(view)
        guard case .menu(let menu)? = talk.state.overlay else { throw Missing() }
        let count = menu.items(talk.state).count
        #expect(count > 1)
        for item in 0..<count {
            var chosen = talk
            chosen.press(.enter)
            #expect(chosen.state.overlay == nil, "item \(item)")
            #expect(!chosen.effects.isEmpty || chosen.state.remarks.shown != nil, "item \(item)")
            #expect(canBeLeft(chosen))
            talk.press(.down)
        }
    }

    private struct Missing: Error {}
}
