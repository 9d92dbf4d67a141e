import TencentCloud
import Testing

@testable import Browser
@testable import Inventory
import Reports

@Suite struct ProfileTests {
    private static let profiles = [
        Profile(name: nil, title: "(none named)", about: "intl: keys as they are found"),
        Profile(name: "ops", title: "ops", about: "china: tccli"),
        Profile(name: "staging", title: "staging", about: "intl: tccli, config.json"),
    ]

    private func talk() -> Conversation {
        Conversation("link-a 80 web 10.0.0.1") {
            $0.profiles = Self.profiles
            $0.profile = "ops"
            $0.siteLabel = "china"
        }
    }

    @Test func `The menu opens on the current profile, and Enter changes to another one`() {
        var talk = talk()
        #expect(talk.screen[0].hasPrefix("GAAP  prod-ops china  all proxies"))
        talk.press(.character("P"))
        #expect(talk.state.overlay == .menu(Menu(kind: .profiles, cursor: 1)))
        #expect(talk.shows("china: tccli"))
        talk.press(.down, .enter)
        #expect(talk.effects == [.changeProfile("staging")])
        talk.press(.character("P"), .up, .enter)
        #expect(talk.effects == [.changeProfile(nil)])
    }

    @Test func `Choosing the current profile does not restart the session`() {
        var talk = talk()
        talk.press(.character("P"), .enter)
        #expect(talk.effects == [])
        #expect(talk.shows("ops is already the current profile"))
    }

    @Test func `The error of a refused profile is shown, and the current rows stay`() {
        var talk = talk()
        talk.send(.profileRefused(Notice("endpoint “x”: it must start with https://")))
        #expect(talk.shows("endpoint “x”: it must start with https://"))
        #expect(talk.ports == [80])
        talk.press(.character("L"))
        #expect(talk.shows("endpoint “x”"))
    }

    @Test func `Without another profile, P shows a message`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character("P"))
        #expect(talk.state.overlay == nil)
        #expect(talk.shows("there is no other profile"))
    }

    @Test(arguments: [
        ("set", "set takes one of: interval pause bell problems"),
        ("set bell", "bell takes on or off, for example :set bell on"),
        ("set bell loud", "bell takes on or off"), ("set interval 0", "interval takes whole seconds from 1 to 3600"),
        ("set interval 5 6", "interval takes whole seconds"), ("set colour red", "set takes one of"),
    ])
    func `The prompt shows why a setting is refused`(line: String, words: String) {
        var talk = talk()
        talk.type(":\(line)")
        talk.press(.enter)
        #expect(talk.shows(words))
        #expect(talk.state.prompt != nil)
    }

    @Test func `Settings made with :set take effect`() {
        var talk = talk()
        for line in ["set bell on", "set pause on", "set problems on", "set interval 7"] {
            talk.type(":\(line)")
            talk.press(.enter)
        }
        #expect(talk.state.rings && talk.state.isPaused && talk.state.listing.problemsOnly)
        #expect(talk.state.interval == 7)
        talk.type(":set pause off")
        talk.press(.enter)
        #expect(!talk.state.isPaused)
    }
}

@Suite struct BellTests {
    private func reread(_ talk: inout Conversation, _ listeners: String) -> [[Effect]] {
        talk.wait(31)
        talk.tick()
        let owners = Listeners.parse(listeners)
        talk.beginSweep(owners)
        var rung: [[Effect]] = []
        for owner in owners {
            talk.page(owner)
            rung.append(talk.effects.filter { $0 == .bell })
            talk.finish(owner.id)
        }
        talk.deliver(.finished(talk.run))
        return rung
    }

    private let well = "link-a 80 web 10.0.0.1\nlink-b 81 api 10.0.0.2"
    private let ill = "link-a 80 web 10.0.0.1!\nlink-b 81 api 10.0.0.2!"

    @Test func `The bell rings once per run that finds new problems, and not for known ones`() {
        var talk = Conversation(well) { $0.rings = true }
        #expect(reread(&talk, well) == [[], []])
        #expect(reread(&talk, ill) == [[.bell], []])
        #expect(reread(&talk, ill) == [[], []])
        #expect(reread(&talk, well) == [[], []])
        #expect(reread(&talk, ill) == [[.bell], []])
    }

    @Test func `The bell does not ring unless it is switched on`() {
        var talk = Conversation(well)
        #expect(reread(&talk, ill) == [[], []])
    }

    @Test func `The first run does not ring the bell`() {
        var talk = Conversation(Question(.all)) { $0.rings = true }
        talk.readAll(Listeners.parse(ill))
        #expect(talk.loads == [])
    }
}
