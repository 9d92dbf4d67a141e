/// Why the settings cannot be used: what, where, and what to do. Ends the program with exit status 2.
struct SettingsError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
