import Essentials
import Inventory
import Testing

@testable import Browser

@Suite struct LineEditorTests {
    /// Returns the text after the keys, with `|` at the cursor.
    private func edited(_ text: String, _ keys: [Key]) -> String {
        var line = LineEditor(text)
        for key in keys { _ = line.edit(key) }
        return String(line.text[..<line.cursor]) + "|" + String(line.text[line.cursor...])
    }

    @Test(
        arguments: [
            ([.alt("b")], "port:80 link-|a9"), ([.alt("b"), .alt("b")], "port:80 |link-a9"),
            ([.home, .alt("f")], "port|:80 link-a9"), ([.home, .alt("f"), .alt("f")], "port:80| link-a9"),
            ([.alt("f")], "port:80 link-a9|"), ([.home, .alt("b")], "|port:80 link-a9"),
            ([.control("w")], "port:80 |"), ([.alt("\u{7F}")], "port:80 link-|"), ([.home, .alt("d")], "|:80 link-a9"),
        ] as [([Key], String)])
    func `Alt keys treat letters and digits as a word, and Ctrl-W treats everything between blanks as a word`(
        keys: [Key], result: String
    ) {
        #expect(edited("port:80 link-a9", keys) == result)
    }

    @Test
    func `The keys that help lists for a line are the keys that a line handles`() throws {
        let listed = try PromptKeys.rows.flatMap { row in
            try row.keys.split(separator: " ").map { try #require(Key(named: String($0))) }
        }
        let edited = listed.filter { key in
            var line = LineEditor("a b")
            return line.edit(key)
        }
        let others: [Key] = [.enter, .escape, .control("c"), .tab, .backTab, .up, .down, .control("p"), .control("n")]
        #expect(listed.filter { !edited.contains($0) } == others)
    }

    @Test(
        arguments: [
            ([.control("u"), .control("y")], "a b c|"), ([.control("y")], "a b c|"),
            ([.control("w"), .control("y"), .control("y")], "a b cc|"),
            ([.control("w"), .control("w"), .home, .control("y")], "b c|a "),
            ([.control("w"), .left, .control("w"), .end, .control("y")], "a  b|"),
            ([.left, .left, .control("k"), .control("u"), .control("y")], "a b c|"),
            ([.control("w"), .control("k"), .control("w"), .control("y")], "a b c|"),
            ([.home, .alt("d"), .alt("d"), .control("y")], "a b| c"),
        ] as [([Key], String)])
    func `Ctrl-Y inserts the cut text at the cursor, including all consecutive cuts`(keys: [Key], result: String) {
        #expect(edited("a b c", keys) == result)
    }

    @Test(
        arguments: [
            ("e\u{301}", 1), ("👨\u{200D}👩\u{200D}👧", 1), ("🇩🇪", 1), ("支付", 2), ("각", 1), ("👍🏽", 1),
        ] as [(String, Int)])
    func `A character that is typed in several scalars is one step for the cursor once it is complete`(
        typed: String, steps: Int
    ) {
        var line = LineEditor("ab")
        _ = line.edit(.left)
        for scalar in typed.unicodeScalars { _ = line.edit(.character(Character(scalar))) }
        #expect(line.text.count == 2 + steps)
        #expect(line.beforeCursor == "a" + typed)
        for _ in 0..<steps { _ = line.edit(.backspace) }
        #expect(line.string == "ab")
        #expect(line.cursor == 1)
    }

    @Test
    func `Characters that join when the text between them is deleted become one step for the cursor`() {
        var line = LineEditor("🇩x🇪")
        _ = line.edit(.left)
        _ = line.edit(.backspace)
        #expect(line.text == ["🇩🇪"])
        #expect(line.cursor == 1)
        _ = line.edit(.backspace)
        #expect(line.text.isEmpty)
    }

    @Test
    func `A line has a maximum length, and a character with many combining marks counts as many`() {
        var line = LineEditor(String(repeating: "x", count: 5_000))
        #expect(line.text.count == LineEditor.maximumLength)
        _ = line.edit(.character("y"))
        #expect(line.string == String(repeating: "x", count: LineEditor.maximumLength))
        _ = line.edit(.control("u"))
        _ = line.edit(.paste("e" + String(repeating: "\u{301}", count: 100_000)))
        #expect(line.text.isEmpty)
        _ = line.edit(.paste("a e" + String(repeating: "\u{301}", count: 100_000)))
        #expect(line.string == "a ")
    }

    @Test(arguments: [
        ("a\r\nb\nc\rd", "a b c d"), ("a\u{2028}b\u{85}c", "a b c"), ("\u{1B}[31mred\u{7}\u{0}", "[31mred"),
        ("a\tb", "a b"), ("\u{9B}2J", "2J"), ("支付\n", "支付 "), ("\u{3}\u{1A}", ""),
    ])
    func `A pasted text is one line without control characters`(text: String, line: String) {
        #expect(LineEditor.oneLine(text) == line)
    }

    @Test(arguments: 2...40)
    func `The window always contains the cursor and does not cut wide characters`(columns: Int) {
        for text in ["", "abc", String(repeating: "x", count: 100), String(repeating: "支a", count: 40)] {
            var line = LineEditor(text)
            for _ in 0...line.text.count {
                let (seen, cursor) = line.window(columns: columns)
                let width = DisplayText.width(of: String(line.text[seen]))
                #expect(width <= columns)
                #expect((0..<columns).contains(cursor))
                #expect(seen.contains(line.cursor) || seen.upperBound == line.cursor)
                let before = String(line.text[seen.lowerBound..<line.cursor])
                #expect(DisplayText.width(of: before) == cursor)
                if DisplayText.width(of: text) < columns { #expect(seen == 0..<line.text.count) }
                _ = line.edit(.left)
            }
        }
    }

    @Test
    func `The window shows text after the cursor, too`() {
        var line = LineEditor(String(repeating: "0123456789", count: 10))
        for _ in 0..<50 { _ = line.edit(.left) }
        let (seen, _) = line.window(columns: 31)
        #expect(seen == 30..<61)
    }
}

@Suite struct LineHistoryTests {
    @Test
    func `The history keeps the last 50 lines, without duplicates and blank lines, newest last`() {
        var history = LineHistory()
        for line in ["a", "b", "a", "", "  "] { history.add(line) }
        #expect(history.lines == ["b", "a"])
        for number in 1...60 { history.add("\(number)") }
        #expect(history.lines == (11...60).map(String.init))
    }

    private func conversation() -> Conversation {
        var talk = Conversation("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2")
        for text in ["/web", "/api", ":sort port", ":sort name", ":sort port"] {
            if text.hasPrefix("/") { talk.press(.escape) }
            talk.type(text)
            talk.press(.enter)
        }
        talk.press(.escape)
        return talk
    }

    @Test
    func `Up and Down go through the history of this kind of prompt and back to the unfinished line`() {
        var talk = conversation()
        talk.type(":x")
        var seen: [String?] = []
        for key in [Key.up, .up, .up, .down, .down, .down] {
            talk.press(key)
            seen.append(talk.state.prompt?.string)
        }
        #expect(seen == ["sort port", "sort name", "sort name", "sort port", "x", "x"])
        #expect(talk.shows("no newer line in the history"))
        talk.press(.escape)
        talk.type("/")
        talk.press(.up)
        #expect(talk.state.prompt?.string == "api")
        #expect(talk.ports == [81])
        talk.press(.up, .enter)
        #expect(talk.ports == [80])
    }

    @Test
    func `Lines that were left with Esc or are invalid are not stored, and searches have their own history`() {
        var talk = conversation()
        talk.type("/port:99999")
        talk.press(.enter, .escape)
        talk.type(":nonsense")
        talk.press(.enter, .escape)
        #expect(talk.state.promptMemory.lines(of: .filter) == ["web", "api"])
        #expect(talk.state.promptMemory.lines(of: .command) == ["sort name", "sort port"])
        talk.press(.character("?"), .character("/"), .up)
        #expect(talk.state.prompt?.string == "")
        #expect(talk.shows("no older line in the history"))
    }

    @Test
    func `Text that was cut in one prompt can be inserted in the next`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.type("/web")
        talk.press(.control("u"), .escape)
        talk.type(":find ")
        talk.press(.control("y"))
        #expect(talk.state.prompt?.string == "find web")
    }
}

@Suite struct PasteTests {
    @Test
    func `A paste is inserted into a prompt as a whole, and a message says if it was truncated`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character(":"), .paste("find a\r\nb"))
        #expect(talk.state.prompt?.string == "find a b")
        talk.press(.control("u"), .paste(String(repeating: "支", count: 70_000)))
        #expect(talk.state.prompt?.text.count == 1_000)
        #expect(talk.shows("the pasted text was truncated: a line holds at most 1,000 characters"))
        talk.press(.left)
        #expect(!talk.shows("the pasted text was truncated"))
    }

    @Test(arguments: ["", "?", "s", "L", "\t"])
    func `Outside a prompt, a paste never acts as keys, and a message says so`(keys: String) {
        var talk = Conversation("link-a 80 web 10.0.0.1\nlink-a 81 web 10.0.0.1", rows: 24)
        for key in keys { talk.press(key == "\t" ? .tab : .character(key)) }
        let before = talk.state
        talk.press(.paste("Qjjq!\r/x\r"))
        #expect(talk.effects.isEmpty)
        #expect(talk.state.overlay == before.overlay)
        #expect(talk.state.prompt == nil)
        #expect(talk.port == before.selectedRow?.port)
        #expect(talk.shows("pasting works only in a prompt"))
    }
}
