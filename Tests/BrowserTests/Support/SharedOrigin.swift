@testable import Browser

/// An account in which three owners use the same origin, which fails for two of them, and one listener uses a domain.
let accountSharingAnOrigin = """
    link-a 80 web 10.3.1.7! 10.3.1.8
    link-a 81 api 10.0.0.2
    link-b 82 edge 10.3.1.7!
    lg-c 83 shop 10.3.1.7
    lg-c 84 cdn origin.example.com~
    """

extension Conversation {
    /// The first two lines of the screen.
    var header: String { screen.prefix(2).joined(separator: "\n") }

    /// Returns the index of a port in the list.
    func rank(_ port: Int) -> Int { ports.firstIndex(of: port) ?? .max }

    mutating func command(_ text: String) {
        type(":" + text)
        press(.enter)
    }
}
