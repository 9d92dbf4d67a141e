import Essentials
import TencentCloud
import Testing

@testable import Browser

@Suite struct CommandRowTests {
    @Test(arguments: Context.allCases)
    func `No two commands share a key in a context`(context: Context) {
        var meanings: [Key: [Command]] = [:]
        for row in CommandRow.all where row.contexts.contains(context) {
            for key in row.keys { meanings[key, default: []].append(row.command) }
        }
        for (key, commands) in meanings { #expect(commands.count == 1, "\(key.name) means \(commands)") }
    }

    @Test(arguments: Command.allCases)
    func `Every command has exactly one row, with a key, a context and help`(command: Command) {
        let rows = CommandRow.all.filter { $0.command == command }
        #expect(rows.count == 1)
        for row in rows {
            #expect(!row.keys.isEmpty)
            #expect(!row.contexts.isEmpty)
            #expect(!row.help[.english].isEmpty)
        }
    }

    @Test(
        arguments: [("c", Command.interrupt), ("z", .suspend), ("l", .redraw), ("q", nil), ("s", nil)]
            as [(Character, Command?)])
    func `Keys that belong to the terminal mean the same in every context, or nothing`(
        letter: Character, command: Command?
    ) {
        for context in Context.allCases {
            #expect(KeyBindings.standard.command(for: .control(letter), in: context) == command)
        }
        let others = CommandRow.all.filter { $0.command != command && $0.keys.contains(.control(letter)) }
        #expect(others.isEmpty)
    }

    @Test(
        arguments: [
            (.character("j"), .moveDown), (.down, .moveDown), (.character("k"), .moveUp), (.up, .moveUp),
            (.character("g"), .moveToTop), (.home, .moveToTop), (.character("G"), .moveToBottom),
            (.end, .moveToBottom), (.control("d"), .halfPageDown), (.control("u"), .halfPageUp),
            (.pageDown, .pageDown), (.control("f"), .pageDown), (.pageUp, .pageUp), (.control("b"), .pageUp),
            (.character("h"), .scrollLeft), (.left, .scrollLeft), (.character("l"), .scrollRight),
            (.right, .scrollRight), (.enter, .open), (.tab, .nextPane), (.backTab, .previousPane),
            (.escape, .back), (.character("q"), .leave), (.character("Q"), .quit), (.control("c"), .interrupt),
            (.control("z"), .suspend), (.control("l"), .redraw), (.character("/"), .filter),
            (.character("n"), .nextMatch), (.character("N"), .previousMatch), (.character("!"), .problemsOnly),
            (.character("e"), .nextProblem), (.character("E"), .previousProblem), (.character("a"), .thisOwnerOrAll),
            (.character("p"), .pick), (.character("<"), .sortLeft), (.character(">"), .sortRight),
            (.character("r"), .reverseSort), (.character("s"), .sortMenu), (.character("R"), .refresh),
            (.function(5), .refresh), (.character("Z"), .pause), (.character("+"), .longerInterval),
            (.character("-"), .shorterInterval), (.character("L"), .errors), (.character(":"), .commandLine),
            (.character("?"), .help), (.function(1), .help),
            (.character("o"), .origins), (.character("P"), .profiles), (.character("c"), .copyID),
            (.character("Y"), .copyFinding), (.character("J"), .json), (.character("m"), .mark),
            (.character("D"), .changes), (.character("x"), .export), (.character("A"), .calls),
            (.character("C"), .query),
        ] as [(Key, Command)])
    func `Keys in the list have their documented meanings`(key: Key, command: Command) {
        #expect(KeyBindings.standard.command(for: key, in: .list) == command)
    }

    @Test
    func `The footer shows the words of the command table, and only keys that work in the current view`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!", columns: 240) { options in
            options.profiles = ["a", "b"].map { Profile(name: $0, title: $0, about: "") }
        }
        let footer = talk.screen.last ?? ""
        let unnamed: Set<Command> = [.thisOwnerOrAll, .nextPane]
        for row in CommandRow.all where row.contexts.contains(.list) && !unnamed.contains(row.command) {
            if let word = row.footer?[.list] { #expect(footer.contains(word[.english])) }
        }
        talk.press(.enter)
        #expect(!(talk.screen.last ?? "").contains("! problems"))
        #expect((talk.screen.last ?? "").contains("q back"))
    }

    @Test
    func `The footer depends on the view, uses the available width, and always shows help and the way back`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.2!", columns: 80)
        func footer(_ columns: Int) -> String {
            talk.send(.resized(Size(columns: columns, rows: 24)))
            return talk.screen.last ?? ""
        }
        #expect(footer(80).hasSuffix("? help q back") && !footer(80).contains("s sort"))
        #expect(footer(140).contains("Y finding") && footer(200).contains("s sort"))
        #expect(footer(40) == "j/k move  Enter open  ? help  q back")
        talk.press(.enter)
        #expect(footer(100).contains("e next problem") && footer(100).contains("J JSON"))
        talk.press(.escape, .character("?"))
        #expect(footer(200).hasPrefix("j/k move  / search  q back"))
        talk.press(.escape, .character("D"))
        #expect(footer(100).contains("m mark"))
    }

    @Test
    func `The last line shows which lines of a text are visible, and covers none of them`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!", columns: 80, rows: 12)
        talk.press(.enter)
        let count = talk.state.textLines(width: 80).count
        #expect(talk.screen[11].hasSuffix("1-9 of \(count)"))
        #expect(
            Array(talk.screen[2..<11])
                == talk.state.textLines(width: 80).prefix(9).map {
                    String($0.text.reversed().drop { $0 == " " }.reversed())
                })
        talk.press(.end)
        #expect(talk.screen[11].hasSuffix("\(count - 8)-\(count) of \(count)"))
    }

    @Test func `The rows of a command group are adjacent, so that the help and the table have the same order`() {
        let groups = CommandRow.all.map(\.group)
        let changes = zip(groups, groups.dropFirst()).count { $0 != $1 }
        #expect(changes == CommandGroup.allCases.count - 1)
        #expect(KeyBindings.standard.sections.allSatisfy { !$0.lines.isEmpty })
    }

    @Test func `Help shows the keys of the current view in sections, and all others below`() {
        let list = HelpText.lines(for: .list).map(\.text)
        let text = HelpText.lines(for: .text).map(\.text)
        #expect(CommandGroup.allCases.allSatisfy { list.contains($0.title[.english]) })
        #expect(!text.contains("Sort") && text.contains("In other views"))
        let digits = text.firstIndex { $0.contains("0-9") }
        #expect(digits.map { $0 > text.firstIndex(of: "In other views") ?? .max } == true)
    }

    @Test func `Help begins with the keys to press when something is down`() {
        let lines = HelpText.lines(for: .list).map(\.text)
        #expect(lines.first == "When something is down")
        #expect(lines.dropFirst().prefix(3).map { $0.dropFirst(2).prefix(1) } == ["!", "e", "E"])
    }

    @Test(arguments: [99, 100, 140, 180, 200], Language.allCases)
    func `From 100 columns on, help is set in columns, which contain every section and need fewer screens`(
        width: Int, language: Language
    ) {
        let single = HelpText.lines(for: .list, in: language)
        let lines = HelpText.lines(for: .list, in: language, width: width)
        #expect(width < 100 ? lines == single : lines.count < single.count)
        #expect(width < 100 || lines.allSatisfy { DisplayText.width(of: $0.text) <= width })
        let titles = single.filter { $0.parts.first?.style == Style(.title) }.map(\.text)
        let shown = lines.flatMap(\.parts).filter { $0.style == Style(.title) }.map(\.text)
        #expect(Set(shown) == Set(titles) && shown.count == titles.count)
    }

    @Test(arguments: Context.allCases)
    func `Help contains the keys and the sentence of every command`(context: Context) {
        let lines = HelpText.lines(for: context).map(\.text)
        for row in CommandRow.all {
            let keys = row.keys.map(\.name).joined(separator: " ")
            #expect(lines.contains { $0.contains(keys) && $0.contains(row.help[.english]) }, "\(row.command)")
        }
        for row in TypedCommand.rows {
            #expect(lines.contains { $0.contains(":\(row.word)") && $0.contains(row.help[.english]) })
        }
    }
}
