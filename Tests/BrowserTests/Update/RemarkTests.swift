// The message above the keys: answers to keys, and notices of the background.

import Essentials
import GAAP
import Inventory
import Reports
import TencentCloud
import Testing

@testable import Browser

@Suite struct RemarkTests {
    private static let account = "link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.2"
    private static let journalFailed = Message.journalFailed(Wording("the disk is full", zh: "磁盘已满"))

    /// Notices that come without a key, with words of each.
    private static let notices: [(message: Message, words: String)] = [
        (journalFailed, "changes are kept in memory only: the disk is full"),
        (.fetched(.warned(Wording("the clock is wrong", zh: "时钟有误"))), "the clock is wrong"),
        (
            .fetched(.ownersListed(LoadID(1), action: "DescribeProxies", .changedWhileReading)),
            "changed while reading"
        ),
    ]

    @Test(arguments: notices)
    func `A notice that comes after the answer to a key is shown after it`(notice: (message: Message, words: String)) {
        var talk = Conversation(Self.account)
        talk.press(.character(">"))
        talk.send(notice.message)
        #expect(talk.shows("sorted by") && !talk.shows(notice.words))
        talk.press(.character("j"))
        #expect(!talk.shows("sorted by") && talk.shows(notice.words))
        talk.wait(2)
        talk.press(.character("k"))
        #expect(!talk.shows(notice.words))
    }

    @Test func `A notice that comes just before a key stays until the next one`() {
        var talk = Conversation(Self.account)
        talk.send(Self.journalFailed)
        talk.press(.character("j"))
        #expect(talk.shows("kept in memory only"))
        talk.press(.character(">"))
        #expect(talk.shows("sorted by") && !talk.shows("kept in memory only"))
        talk.press(.character("j"))
        #expect(talk.shows("kept in memory only"))
    }

    @Test func `Notices about different things are shown one after the other, warnings of the start last`() {
        var talk = Conversation(Self.account) { $0.warnings = [Wording("config.json is readable by others", zh: "")] }
        #expect(talk.shows("config.json is readable by others"))
        for notice in Self.notices { talk.send(notice.message) }
        for words in Self.notices.map(\.words) + ["config.json is readable by others"] {
            #expect(talk.shows(words))
            talk.wait(2)
            talk.press(.character("j"))
        }
        #expect(talk.state.remarks.shown == nil)
    }

    @Test func `A newer notice about the same thing takes the place of the older one`() {
        var talk = Conversation(Self.account)
        talk.send(Self.journalFailed)
        talk.send(.journalFailed(Wording("the file is of a newer version", zh: "")))
        #expect(talk.shows("the file is of a newer version"))
        talk.wait(2)
        talk.press(.character("j"))
        #expect(!talk.shows("kept in memory only"))
    }

    @Test func `A refused history is said although an answer is on the screen when it comes`() {
        var talk = Conversation(Self.account)
        talk.wait(0.1)
        talk.tick()
        let row = talk.state.account.rows[0]
        let key = OriginKey(realServerID: row.origins[0].server.realServerID ?? "", listenerID: row.id)
        talk.press(.character("+"))
        talk.deliver(.history(key, .failure(refusal("UnauthorizedOperation")), at: talk.now))
        #expect(talk.shows("refreshes every") && !talk.shows("no access to histories"))
        talk.press(.character("j"))
        #expect(talk.shows("no access to histories"))
    }

    @Test func `A file that was written is reported after the answer to a later key`() {
        var talk = Conversation(Self.account)
        talk.press(.character(">"))
        talk.send(.saved("2 listeners", .written(to: "/home/a/list.csv")))
        #expect(talk.shows("sorted by"))
        talk.press(.character("j"))
        #expect(talk.shows("wrote 2 listeners to /home/a/list.csv"))
    }

    @Test func `While a prompt has the line, a key does not dismiss the notice behind it`() {
        var talk = Conversation(Self.account)
        talk.type("/state:")
        talk.press(.tab)
        talk.send(Self.journalFailed)
        #expect(!talk.shows("kept in memory only"))
        talk.wait(2)
        talk.press(.escape)
        #expect(talk.shows("kept in memory only"))
    }
}
