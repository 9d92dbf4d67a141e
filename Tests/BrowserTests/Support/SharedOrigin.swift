@testable import Browser

/// An account with one bad origin under three owners, a domain that names it, and another region.
let accountSharingAnOrigin = """
    link-a 80 web 10.3.1.7! 10.3.1.8
    link-a 81 api 10.0.0.2
    link-b 82 edge 10.3.1.7!
    lg-c 83 shop 10.3.1.7
    lg-c 84 cdn origin.example.com~
    """

extension Conversation {
    /// The title of the screen, and what the list is of.
    var header: String { screen.prefix(2).joined(separator: "\n") }

    /// Where a port stands among all rows: the list's own order.
    func rank(_ port: Int) -> Int { ports.firstIndex(of: port) ?? .max }

    mutating func command(_ text: String) {
        type(":" + text)
        press(.enter)
    }
}
