import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct HeldRowsTests {
    private static let before = "link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2!\nlink-a 82 dns 10.0.0.3"

    private func after(_ round: Int) -> [OwnerListeners] {
        Listeners.parse("link-a 80 web 10.0.0.1\nlink-a \(1_000 + round) new 10.1.0.\(round)")
    }

    @Test
    func `Removed listeners do not accumulate, and the list shows the existing ones`() {
        var talk = Conversation(Self.before)
        for round in 1...50 {
            talk.press(.character("R"))
            talk.readAll(after(round))
            #expect(talk.ports.sorted() == [80, 1_000 + round])
        }
        #expect(talk.state.account.rows.count <= 5)
    }

    @Test
    func `An opened listener stays on the screen when it is gone, even if new listeners appear`() {
        var talk = Conversation(Self.before)
        #expect(talk.port == 81)
        talk.press(.enter)
        for round in 1...5 {
            talk.press(.character("R"))
            talk.readAll(after(round))
            #expect(talk.shows("api :81"))
            #expect(talk.shows("this listener is gone"))
        }
        talk.press(.escape)
        talk.press(.character("R"))
        talk.readAll(after(6))
        talk.press(.character("R"))
        talk.readAll(after(7))
        #expect(talk.state.account.rows.allSatisfy { $0.port != 81 })
    }

    @Test
    func `A question filtered by the service does not show a row that reuses the index of a removed listener`() {
        var talk = Conversation(Self.before)
        talk.type(":port 81")
        talk.press(.enter)
        let found = Listeners.parse("link-a 81 api 10.0.0.2!")
        talk.readAll(found)
        #expect(talk.ports == [81])
        talk.press(.escape)
        for round in 1...3 {
            talk.press(.character("R"))
            talk.readAll(after(round))
        }
        let held = talk.state.runs.values.flatMap(\.found)
        #expect(held.allSatisfy { talk.state.account.rows[$0].port == 81 || !talk.state.account.rows[$0].isRemoved })
        #expect(talk.ports.sorted() == [80, 1_003])
    }
}
