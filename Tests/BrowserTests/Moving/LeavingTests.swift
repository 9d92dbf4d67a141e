import Inventory
import Testing

@testable import Browser

@Suite struct LeavingTests {
    @Test
    func `Esc closes the prompt, then the error, then the filter, and then goes back`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!\nlink-b 81 api 10.0.0.1")
        talk.press(.character("a"))
        talk.finish(.proxy("link-a"), .failed(refusal()))
        talk.deliver(.finished(talk.run))
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

    @Test
    func `q goes back, and quits at the top level; Q quits from anywhere`() {
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

    @Test
    func `Without a sweep, q goes back through the scopes to the first one and then quits`() {
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

    @Test
    func `Ctrl-C closes a prompt, then stops a read that the user requested, then quits with status 130`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.type(":so")
        talk.press(.control("c"))
        #expect(talk.state.prompt == nil)
        #expect(talk.effects == [])
        talk.press(.character("R"))
        let run = talk.run
        talk.press(.control("c"))
        #expect(talk.effects == [.fetch(.cancel(run))])
        #expect(talk.shows("stopped reading"))
        #expect(talk.screen[1].contains("stopped"))
        #expect(!talk.screen[1].contains("failed"))
        talk.press(.control("c"))
        #expect(talk.effects == [.quit(130)])
    }

    @Test
    func `Ctrl-C does not stop an automatic read but quits`() {
        var talk = Conversation()
        talk.press(.control("c"))
        #expect(talk.effects == [.quit(130)])
    }

    @Test(arguments: ["", "/", ":", "p", "s", "?", "L"])
    func `Ctrl-Z and Ctrl-L work everywhere, including prompts`(before: String) {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.type(before)
        talk.press(.control("z"))
        #expect(talk.effects == [.suspend])
        talk.press(.control("l"))
        #expect(talk.effects == [.redraw])
    }

    @Test(arguments: [Key.character("@"), .function(9), .alt("x"), .insert])
    func `A key without a meaning shows a message`(key: Key) {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(key)
        #expect(talk.shows("\(key.name) does nothing here"))
        talk.press(.paste("rm -rf"))
        #expect(talk.shows("pasting works only in a prompt"))
    }
}
