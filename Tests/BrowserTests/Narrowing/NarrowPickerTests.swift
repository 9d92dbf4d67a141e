import Inventory
import Testing

@testable import Browser

@Suite struct NarrowPickerTests {
    @Test
    func `The picker has tabs for regions, access regions and origins, and typing narrows them`() {
        var talk = Conversation(accountSharingAnOrigin)
        talk.press(.character("p"), .backTab)
        #expect(talk.shows("Regions 1"))
        #expect(talk.screen.contains { $0.hasPrefix("Singapore") && $0.contains("3/5") })
        talk.press(.backTab)
        #expect(talk.shows("Access 2"))
        #expect(talk.screen.contains { $0.hasPrefix("Hong Kong") && $0.contains("2/3") })
        talk.press(.backTab)
        talk.type("203.")
        #expect(talk.shows("Origins 1"))
        talk.press(.enter)
        #expect(talk.state.narrowing == .origin(OriginAddress(host: "203.0.113.9")))
        #expect(talk.ports == [84])
        #expect(talk.effects == [])
    }

    @Test
    func `Without an argument, :region and :origin open the picker`() {
        var talk = Conversation(accountSharingAnOrigin)
        talk.command("region")
        #expect(talk.shows("ORIGIN REGION"))
        talk.press(.escape)
        talk.command("origin")
        #expect(talk.screen.contains { $0.hasPrefix("ORIGIN ") })
        talk.press(.enter)
        #expect(talk.state.narrowing == .origin(OriginAddress(host: "10.3.1.7")))
    }

    @Test
    func `The message about an unknown region lists the known ones`() {
        var talk = Conversation(accountSharingAnOrigin)
        talk.command("region Mars")
        #expect(talk.shows("no region matches Mars: try Singapore"))
        talk.command("region SING")
        #expect(talk.state.narrowing == .region("Singapore"))
        #expect(talk.screen[0].contains("origins in Singapore"))
        talk.command("region hong")
        #expect(talk.state.narrowing == .accessRegion("Hong Kong"))
        #expect(talk.screen[0].contains("access in Hong Kong"))
        var empty = Conversation()
        empty.command("region x")
        #expect(empty.shows("no region is known yet"))
    }
}
