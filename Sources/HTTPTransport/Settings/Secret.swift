// A text that must not be seen: it shows itself as dots however it is printed, interpolated, dumped or mirrored, and so
// does every value that holds it. Only `reveal()` gives the text.

struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    init(_ text: String) { self.text = text }

    func reveal() -> String { text }

    var description: String { "•••" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
