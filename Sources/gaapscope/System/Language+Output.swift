import Essentials
import Synchronization

extension Language {
    private static let output = Mutex(Language.english)

    /// The language of what this program says. English until the command line has been read.
    static var ofOutput: Language { output.withLock { $0 } }

    /// Sets the language of everything that is said from now on.
    static func speak(_ language: Language) { output.withLock { $0 = language } }
}
