// The second line of the header: first the counts, then the cause that explains them.

import Testing

@testable import Browser

@Suite struct HeaderTests {
    private static let account = """
        link-a 80 web 10.3.1.7!
        link-b 81 api 10.3.1.7! 10.0.0.9
        lg-c 82 shop 10.3.1.7! 10.0.0.9
        link-a 83 edge 10.0.0.1 busy
        link-a 84 bastion 10.0.0.1 off
        link-b 85 fine 10.0.0.1
        link-b 86 empty
        """
    private static let counts = "1 DOWN  2 PART  1 BUSY  1 NONE  1 OFF  1 OK"

    @Test(arguments: 45...140)
    func `The cause never displaces a count: it is shortened or omitted instead`(columns: Int) {
        let line = Conversation(Self.account, columns: columns).screen[1]
        #expect(line.hasPrefix(Self.counts), "\(line)")
    }

    @Test
    func `The cause is shown with as many details as the width allows`() {
        func cause(_ columns: Int) -> String {
            let line = Conversation(Self.account, columns: columns).screen[1]
            return String(line.dropFirst(Self.counts.count).drop { $0 == " " })
        }
        let full = "cause 10.3.1.7: 3 listeners, 3 owners"
        #expect(cause(Self.counts.count + 2 + full.count) == full)
        #expect(cause(Self.counts.count + 1 + full.count) == "cause 10.3.1.7")
        #expect(cause(Self.counts.count + 2 + 14) == "cause 10.3.1.7")
        #expect(cause(Self.counts.count + 1 + 14) == "")
    }
}
