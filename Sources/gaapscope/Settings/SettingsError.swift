import Essentials

/// Why the settings cannot be used: what, where, and what to do. Ends the program with exit status 2.
struct SettingsError: DescribedError, Equatable, CustomStringConvertible {
    let message: Wording

    init(_ message: Wording) { self.message = message }

    /// - Parameter place: where it stands: a file, a flag.
    init(_ place: String, _ what: Wording) { message = Wording { "\(place): \(what[$0])" } }

    var description: String { message[.english] }
}
