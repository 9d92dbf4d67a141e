import Essentials

/// An error in the settings: what is wrong, where, and what to do. The program exits with status 2.
struct SettingsError: DescribedError, Equatable, CustomStringConvertible {
    let message: Wording

    init(_ message: Wording) { self.message = message }

    /// - Parameter place: where the error is: a file or a flag.
    init(_ place: String, _ what: Wording) { message = Wording { "\(place): \(what[$0])" } }

    var description: String { message[.english] }
}

/// An error in the contents of a settings file.
struct SettingsFault: Error {
    /// The names of the objects that enclose the key, and the key; empty for the whole file.
    let keys: [String]
    let what: Wording

    init(_ keys: [String], _ what: Wording) { (self.keys, self.what) = (keys, what) }
}
