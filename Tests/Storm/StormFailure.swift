/// What a storm has found.
struct StormFailure: Error, CustomStringConvertible {
    enum Kind: String {
        case notStarted = "the browser did not start"
        case exited = "the browser ended by itself"
        case hung = "the browser does not answer"
        case differs = "the screen differs from its own full redraw"
        case notRestored = "the terminal is not as it was"
        case grew = "the browser grew"
    }

    let kind: Kind
    let details: String
    /// How many steps were taken until it was found.
    let stepCount: Int

    var description: String { "\(kind.rawValue): \(details)" }
}
