import Essentials
import Inventory
import Testing

@testable import Browser

@Suite struct ChangeTests {
    @Test
    func `A state that changed is marked until the cursor is moved to it`() {
        var talk = Conversation("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2")
        talk.wait(31)
        talk.tick()
        talk.readAll(Listeners.parse("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2!"))
        #expect(talk.shows("DOWN*    81"))
        talk.wait(31)
        talk.tick()
        talk.readAll(Listeners.parse("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2!"))
        #expect(talk.shows("DOWN*    81"))
        talk.press(.character("g"))
        #expect(talk.port == 81)
        #expect(!talk.shows("DOWN*"))
    }

    @Test
    func `Each row that was read more than two intervals ago is marked`() {
        let owners = Listeners.parse("link-a 80 web 10.0.0.1\nlink-b 81 api 10.0.0.2")
        var talk = Conversation("link-a 80 web 10.0.0.1\nlink-b 81 api 10.0.0.2")
        talk.press(.character("R"))
        talk.beginSweep(owners)
        talk.wait(50)
        talk.read(owners[1])
        talk.wait(10)
        talk.tick()
        #expect(!talk.shows("OK   ~"))
        talk.wait(1)
        talk.tick()
        #expect(talk.shows("OK   ~   80"))
        #expect(talk.shows("OK       81"))
        talk.read(owners[0])
        #expect(!talk.shows("OK   ~"))
    }

    @Test
    func `The detail keeps its listener when the list moves, hides or loses it`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.2")
        talk.type("/state:down")
        talk.press(.enter, .enter)
        #expect(talk.shows("DOWN  web :80"))
        talk.press(.character("R"))
        talk.readAll(Listeners.parse("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2!"))
        #expect(talk.shows("OK  web :80"))
        talk.press(.character("R"))
        talk.readAll(Listeners.parse("link-a 81 api 10.0.0.2!"))
        #expect(talk.shows("this listener is gone"))
    }

    @Test
    func `A warning is shown until the next key, and stays in the log of errors`() {
        let warning = "/f can be read by every user of this machine; chmod 600 it"
        var talk = Conversation("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2")
        talk.deliver(.warned(Wording(verbatim: warning)))
        #expect(talk.shows(warning))
        talk.wait(2)
        talk.press(.character("j"))
        #expect(!talk.shows(warning))
        talk.press(.character("L"))
        #expect(talk.shows(warning))
    }
}
