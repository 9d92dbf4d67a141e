import Essentials
import Synchronization

extension Language {
    private static let output = Mutex(Language.english)

    /// The language of the output. English until the command line has been parsed.
    static var ofOutput: Language { output.withLock { $0 } }

    /// Sets the language of all later output.
    static func speak(_ language: Language) { output.withLock { $0 = language } }
}
