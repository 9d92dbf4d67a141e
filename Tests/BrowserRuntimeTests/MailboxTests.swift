import Browser
import BrowserRuntime
import Synchronization
import Testing

@Suite struct MailboxTests {
    private func columns(_ messages: [Message]) -> [Int] {
        messages.map { if case .resized(let size) = $0 { size.columns } else { -1 } }
    }

    @Test
    func `A mailbox wakes the loop once per burst, and again after it has been emptied`() {
        let count = Atomic(0)
        let mailbox = Mailbox(wake: { count.add(1, ordering: .relaxed) })
        for number in 0..<5 { mailbox.post(.resized(Size(columns: number, rows: 1))) }
        #expect(count.load(ordering: .relaxed) == 1)
        #expect(columns(mailbox.takeAll()) == [0, 1, 2, 3, 4])
        #expect(mailbox.takeAll().isEmpty)
        mailbox.post(.tick)
        #expect(count.load(ordering: .relaxed) == 2)
    }

    @Test
    func `Messages from many threads all arrive, and the messages of one thread stay in order`() async {
        let mailbox = Mailbox(wake: {})
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    for number in 0..<500 { mailbox.post(.resized(Size(columns: number, rows: thread))) }
                }
            }
        }
        let all = mailbox.takeAll()
        #expect(all.count == 4_000)
        for thread in 0..<8 {
            let posted = all.filter { if case .resized(let size) = $0 { size.rows == thread } else { false } }
            #expect(columns(posted) == Array(0..<500))
        }
    }
}
