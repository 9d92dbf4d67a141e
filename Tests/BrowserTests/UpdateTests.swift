import Inventory
import Testing

@testable import Browser

@Suite("Moving") struct MovingTests {
    static let many = (1...100).map { "link-a \($0 + 1_000) name-\($0) 10.0.0.1" }.joined(separator: "\n")

    @Test(
        "Keys move the cursor",
        arguments: [
            ([.character("j")], 1_002), ([.down, .down, .up], 1_002), ([.character("k")], 1_001),
            ([.character("G")], 1_100), ([.end, .home], 1_001), ([.pageDown], 1_014), ([.character(" ")], 1_014),
            ([.control("f"), .control("b")], 1_001), ([.control("d")], 1_007), ([.control("d"), .control("u")], 1_001),
            ([.character("G"), .character("j")], 1_100), ([.wheelDown], 1_004), ([.wheelDown, .wheelUp], 1_001),
            ([.click(Position(row: 5, column: 0))], 1_003),
        ] as [([Key], Int)])
    func moving(keys: [Key], port: Int) {
        var talk = Conversation(Self.many)
        for key in keys { talk.press(key) }
        #expect(talk.port == port)
        #expect(talk.shows("name-\(port - 1_000)"))
    }

    @Test("Nothing moves, opens or sorts wrongly where there is nothing")
    func empty() {
        var talk = Conversation()
        for row in CommandRow.all {
            for key in row.keys where ![.quit, .leave, .interrupt].contains(row.command) { talk.press(key, .escape) }
        }
        talk.press(.wheelUp, .click(Position(row: 4, column: 4)), .character("8"))
        #expect(talk.state.listing.visible.isEmpty)
    }

    @Test("Until it is moved the cursor waits at the top while rows stream in")
    func waiting() {
        var talk = Conversation(Question(.all))
        let owners = Listeners.parse("link-a 80 web 10.0.0.1\nlink-b 81 api 10.0.0.2!")
        talk.beginSweep(owners)
        talk.read(owners[0])
        #expect(talk.port == 80)
        talk.read(owners[1])
        #expect(talk.port == 81)
    }

    @Test("Once moved, the cursor stays on its listener while rows stream in")
    func streaming() {
        var talk = Conversation(Question(.all))
        let owners = Listeners.parse("link-a 80 web 10.0.0.1\nlink-a 82 web 10.0.0.1\nlink-b 81 api 10.0.0.2!")
        talk.beginSweep(owners)
        talk.read(owners[0])
        talk.press(.down)
        #expect(talk.port == 82)
        talk.read(owners[1])
        #expect(talk.port == 82)
        #expect(talk.ports == [81, 80, 82])
    }

    @Test("A listener that turns bad comes into sight above the cursor, which stays on its own")
    func above() {
        var talk = Conversation(Self.many)
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(Self.many + "\nlink-b 9000 bad 10.0.0.1!"))
        #expect(talk.port == 1_001)
        #expect(talk.shows("bad"))
    }

    @Test("The cursor stays on its listener when the order changes")
    func sorting() {
        var talk = Conversation("link-a 80 b 10.0.0.1\nlink-a 81 a 10.0.0.1\nlink-a 82 c 10.0.0.1!")
        talk.press(.down)
        talk.type(":sort name")
        talk.press(.enter)
        #expect(talk.ports == [81, 80, 82])
        #expect(talk.port == 80)
        talk.press(.character("r"))
        #expect(talk.ports == [82, 80, 81])
        #expect(talk.port == 80)
    }

    @Test("When its listener is gone the cursor takes the next one")
    func removed() {
        let all = "link-a 80 a 10.0.0.1\nlink-a 81 b 10.0.0.1\nlink-a 82 c 10.0.0.1"
        var talk = Conversation(all)
        talk.press(.down, .character("R"))
        talk.readAll(Listeners.parse("link-a 80 a 10.0.0.1\nlink-a 82 c 10.0.0.1"))
        #expect(talk.ports == [80, 82])
        #expect(talk.port == 82)
    }

    @Test("Going to an owner and back keeps the listener")
    func scopes() {
        var talk = Conversation("link-a 80 a 10.0.0.1\nlink-b 81 b 10.0.0.1\nlink-b 82 c 10.0.0.1")
        talk.press(.end, .character("a"))
        #expect(talk.ports == [81, 82])
        #expect(talk.port == 82)
        talk.press(.character("a"))
        #expect(talk.ports == [80, 81, 82])
        #expect(talk.port == 82)
    }

    @Test("Columns scroll to the last one and back, and say when there is no more")
    func columns() {
        var talk = Conversation(Self.many)
        talk.press(.character("h"))
        #expect(talk.shows("this is the first column"))
        for _ in 0..<20 { talk.press(.right) }
        #expect(talk.shows("this is the last column"))
        #expect(talk.screen[2].hasPrefix("STATE"))
        for _ in 0..<20 { talk.press(.left) }
        #expect(talk.shows("PROXY / GROUP"))
    }
}

@Suite("Ports typed") struct PortTests {
    static let account = """
        link-a 80 web 10.0.0.1
        link-a 8080 web2 10.0.0.1
        link-b 8443 api 10.0.0.1
        lg-c 8443 api 10.0.0.1
        """

    @Test(
        "Digits go to the port, an exact one first", arguments: [("8", 80), ("80", 80), ("808", 8_080), ("84", 8_443)])
    func digits(typed: String, port: Int) {
        var talk = Conversation(Self.account)
        talk.press(.end)
        talk.type(typed)
        #expect(talk.port == port)
        #expect(talk.shows("port \(typed)"))
    }

    @Test("n and N go on to the next and previous listener with that port")
    func next() {
        var talk = Conversation(Self.account)
        talk.type("8443")
        let first = talk.state.selectedRow?.id
        talk.press(.character("n"))
        #expect(talk.port == 8_443)
        #expect(talk.state.selectedRow?.id != first)
        talk.press(.character("n"))
        #expect(talk.state.selectedRow?.id == first)
        talk.press(.character("N"))
        #expect(talk.state.selectedRow?.id != first)
    }

    @Test("What no port begins with is told, and a sixth digit begins anew")
    func none() {
        var talk = Conversation(Self.account)
        talk.type("9")
        #expect(talk.shows("no listener here has a port that begins with 9"))
        #expect(talk.port == 80)
        talk.press(.character("n"))
        #expect(talk.shows("begins with 9"))
        talk.type("99998")
        #expect(talk.state.portDigits == "8")
    }

    @Test("Backspace takes a digit back, Esc all of them and nothing else")
    func correcting() {
        var talk = Conversation(Self.account)
        talk.type("!84")
        talk.press(.backspace)
        #expect(talk.state.portDigits == "8")
        talk.press(.escape)
        #expect(talk.state.portDigits.isEmpty)
        #expect(talk.state.listing.problemsOnly)
    }
}

@Suite("Filtering") struct FilteringTests {
    static let account = """
        link-a 80 web-hk 10.0.0.1
        link-a 81 web-sg 10.0.0.2!
        link-b 82 支付网关 10.0.0.3
        lg-c 83 api 10.0.0.4 off
        lg-c 84 nobody
        """

    @Test(
        "The list narrows as one types",
        arguments: [
            ("web", [81, 80]), ("WEB !sg", [80]), ("支付", [82]), ("port:82-83", [83, 82]),
            ("state:down,none", [81, 84]),
            ("proxy:link-a", [81, 80]), ("group:lg-c", [84, 83]), ("down:10.0.0.2", [81]), ("origin:10.0.0.3", [82]),
            ("/w.b-/", [81, 80]), ("nothing-like-it", []),
        ] as [(String, [Int])])
    func narrows(text: String, ports: [Int]) {
        var talk = Conversation(Self.account)
        talk.type("/" + text)
        #expect(talk.ports == ports)
        #expect(talk.screen[0].contains("\(ports.count) of 5"))
        talk.press(.enter)
        #expect(talk.state.prompt == nil)
        #expect(talk.ports == ports)
    }

    @Test(
        "A bad pattern is named in the prompt, and the list stays as it was", arguments: ["port:x", "/[/", "state:bad"])
    func faults(bad: String) {
        var talk = Conversation(Self.account)
        talk.type("/web")
        talk.press(.paste(" " + bad))
        #expect(talk.ports == [81, 80])
        #expect(talk.shows("\(bad): "))
        talk.press(.enter)
        #expect(talk.state.prompt != nil)
        talk.press(.control("u"))
        talk.type("api")
        #expect(talk.ports == [83])
        #expect(talk.state.prompt?.fault == nil)
    }

    @Test("Esc and Ctrl-C bring back the filter that was there before", arguments: [Key.escape, .control("c")])
    func restores(key: Key) {
        var talk = Conversation(Self.account)
        talk.type("/web")
        talk.press(.enter)
        talk.type("/ hk")
        #expect(talk.ports == [80])
        talk.press(key)
        #expect(talk.ports == [81, 80])
        #expect(talk.effects == [])
    }

    @Test("The list can be walked through while the filter is typed")
    func walking() {
        var talk = Conversation(Self.account)
        talk.type("/web")
        talk.press(.control("n"))
        #expect(talk.port == 80)
        #expect(talk.state.prompt?.string == "web")
        talk.press(.control("p"))
        #expect(talk.port == 81)
        talk.press(.pageDown)
        #expect(talk.port == 80)
        talk.press(.wheelUp)
        #expect(talk.port == 81)
    }

    @Test("A filter that hides the cursor's listener brings the cursor to the top")
    func hidden() {
        var talk = Conversation(Self.account)
        talk.press(.end)
        talk.type("/web")
        #expect(talk.port == 81)
    }

    @Test("Problems are shown alone with !, and combine with a filter")
    func problems() {
        var talk = Conversation(Self.account)
        talk.press(.character("!"))
        #expect(talk.ports == [81, 84])
        talk.type("/web")
        #expect(talk.ports == [81])
        talk.press(.enter, .character("!"))
        #expect(talk.ports == [81, 80])
    }

    @Test("e and E go round the problems; without one they say so")
    func nextProblem() {
        var talk = Conversation(Self.account)
        talk.press(.character("e"))
        #expect(talk.port == 84)
        talk.press(.character("e"))
        #expect(talk.port == 81)
        talk.press(.character("E"))
        #expect(talk.port == 84)
        talk.type("/hk")
        talk.press(.enter, .character("e"))
        #expect(talk.shows("no problem among the rows shown"))
        var healthy = Conversation("link-a 80 web 10.0.0.1")
        healthy.press(.character("E"))
        #expect(healthy.shows("no problem in this list"))
    }

    @Test("An empty list says why, and what to do", arguments: [("/zzz", "nothing matches zzz, of 5 listeners")])
    func sentences(typed: String, sentence: String) {
        var talk = Conversation(Self.account)
        talk.type(typed)
        #expect(talk.shows(sentence))
        #expect(talk.shows("Esc shows all of them"))
        var fresh = Conversation()
        #expect(fresh.shows("reading…"))
        fresh.readAll([])
        #expect(fresh.shows("this account has no TCP listeners"))
        var owner = Conversation(Question(.proxy("link-x")))
        owner.finish(.proxy("link-x"))
        owner.tell(.finished(owner.run))
        #expect(owner.shows("link-x has no TCP listeners"))
        owner.type(":port 80")
        owner.press(.enter)
        owner.finish(.proxy("link-x"))
        owner.tell(.finished(owner.run))
        #expect(owner.shows("link-x: the service found none"))
        var healthy = Conversation("link-a 80 web 10.0.0.1")
        healthy.press(.character("!"))
        #expect(healthy.shows("no problem, of 1 listeners"))
    }
}

@Suite("Esc, q and Ctrl-C") struct LeavingTests {
    @Test("Esc closes the prompt, then the error, then the filter, then goes back")
    func escape() {
        var talk = Conversation("link-a 80 web 10.0.0.1!\nlink-b 81 api 10.0.0.1")
        talk.press(.character("a"))
        talk.finish(.proxy("link-a"), .failed(refusal()))
        talk.tell(.finished(talk.run))
        talk.type("/web")
        talk.press(.enter)
        talk.type(":sor")
        talk.press(.escape)
        #expect(talk.state.prompt == nil)
        #expect(talk.state.failure != nil)
        talk.press(.escape)
        #expect(talk.state.failure == nil)
        #expect(talk.state.listing.filter != nil)
        talk.press(.escape)
        #expect(talk.state.listing.filter == nil)
        #expect(talk.state.question == Question(.proxy("link-a")))
        talk.press(.escape)
        #expect(talk.state.question == Question(.all))
        talk.press(.escape)
        #expect(talk.effects == [])
    }

    @Test("q goes back and quits at the top, Q quits from anywhere")
    func quit() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character("a"), .enter, .character("q"))
        #expect(talk.state.overlay == nil)
        talk.press(.character("q"))
        #expect(talk.state.question == Question(.all))
        talk.press(.character("q"))
        #expect(talk.effects == [.quit(0)])
        talk.press(.enter, .character("Q"))
        #expect(talk.effects == [.quit(0)])
    }

    @Test("Without a sweep q goes back to where one started")
    func home() {
        var talk = Conversation(Question(.proxy("link-a")))
        talk.type(":group lg-b")
        talk.press(.enter)
        talk.type(":port 80")
        talk.press(.enter, .character("q"))
        #expect(talk.state.question == Question(.group("lg-b")))
        talk.press(.escape)
        #expect(talk.state.question == Question(.proxy("link-a")))
        talk.press(.character("q"))
        #expect(talk.effects == [.quit(0)])
    }

    @Test("Ctrl-C closes a prompt, stops a read that was asked for, else quits with 130")
    func interrupt() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.type(":so")
        talk.press(.control("c"))
        #expect(talk.state.prompt == nil)
        #expect(talk.effects == [])
        talk.press(.character("R"))
        let run = talk.run
        talk.press(.control("c"))
        #expect(talk.effects == [.cancel(run)])
        #expect(talk.shows("stopped reading"))
        #expect(talk.screen[1].contains("stopped"))
        #expect(!talk.screen[1].contains("failed"))
        talk.press(.control("c"))
        #expect(talk.effects == [.quit(130)])
    }

    @Test("What the clock reads is not stopped by Ctrl-C")
    func automatic() {
        var talk = Conversation()
        talk.press(.control("c"))
        #expect(talk.effects == [.quit(130)])
    }

    @Test("Ctrl-Z and Ctrl-L hold everywhere, in prompts too", arguments: ["", "/", ":", "p", "s", "?", "L"])
    func terminal(before: String) {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.type(before)
        talk.press(.control("z"))
        #expect(talk.effects == [.suspend])
        talk.press(.control("l"))
        #expect(talk.effects == [.redraw])
    }

    @Test("A key without a meaning says so", arguments: [Key.character("@"), .function(9), .alt("x"), .insert])
    func unknown(key: Key) {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(key)
        #expect(talk.shows("\(key.name) does nothing here"))
        talk.press(.paste("rm -rf"))
        #expect(talk.shows("a paste goes into a prompt only"))
    }
}
