import Essentials

/// Why the settings cannot be used: what, where, and what to do. Ends the program with exit status 2.
struct SettingsError: Error, Equatable, CustomStringConvertible {
    let words: Wording

    init(_ words: Wording) { self.words = words }

    /// - Parameter place: where it stands: a file, a flag.
    init(_ place: String, _ what: Wording) { words = Wording { "\(place): \(what[$0])" } }

    var description: String { words[.english] }
}
