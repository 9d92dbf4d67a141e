// Every setting, as one table: its key in config.json, its variable, its flag, its default, and what values it takes.
// Reading the file, the environment and the flags, the errors, and config.example.json (a test compares) all go by it.

import Essentials
import GAAP
import TencentCloud

/// One setting.
struct Setting: Sendable {
    enum Kind: Sendable, Equatable {
        case text
        case oneOf([String])
        case whole(ClosedRange<Int>)
        case seconds(ClosedRange<Double>)
        case toggle
    }

    let key: String
    let kind: Kind
    /// As text; empty means not set.
    let standard: String
    let about: String

    /// `GAAPSCOPE_PAGE_SIZE` for `pageSize`.
    var variable: String { "GAAPSCOPE_" + words(separator: "_").uppercased() }

    /// `--page-size` for `pageSize`.
    var flag: String { "--" + words(separator: "-") }

    private func words(separator: Character) -> String {
        key.reduce(into: "") { text, character in
            if character.isUppercase { text.append(separator) }
            text += character.lowercased()
        }
    }

    /// Comes first, since it decides on the others.
    static let profile = Setting(
        key: "profile", kind: .text, standard: "",
        about: "the profile of tccli whose keys are used, and the one of `profiles` whose settings go before these")

    static let language = Setting(
        key: "lang", kind: .oneOf(["auto", "en", "zh"]), standard: "auto",
        about: "the language of messages, the service's and ours; auto goes by the locale")

    static let ascii = Setting(key: "ascii", kind: .toggle, standard: "false", about: "print nothing but ASCII")

    /// Whether a profile may set it: what concerns the service, not the screen of whoever looks at it.
    var fitsProfile: Bool { Self.ofService.contains { $0.key == key } }

    static let all: [Setting] = [profile] + ofService + ofScreen

    private static let ofService: [Setting] = [
        Setting(
            key: "site", kind: .oneOf(Site.allCases.map(\.rawValue)), standard: Site.international.rawValue,
            about: "which of the two sites the keys belong to"),
        Setting(
            key: "endpoint", kind: .text, standard: "",
            about: "where the API is; empty means the site's own (https, or http for a loopback address)"),
        Setting(
            key: "rate", kind: .whole(1...1_000), standard: "10",
            about: "requests a second per action; the service allows 20, the console draws on the same"),
        Setting(key: "pageSize", kind: .whole(2...100), standard: "100", about: "listeners asked for at a time"),
        Setting(
            key: "timeout", kind: .seconds(1...600), standard: "30",
            about: "seconds for a request and its answer; half of them in silence end it, too"),
        Setting(
            key: "caFile", kind: .text, standard: "", about: "certificates to trust instead of the system's (PEM)"),
    ]

    private static let ofScreen: [Setting] = [
        language,
        Setting(
            key: "color", kind: .oneOf(["auto", "always", "never"]), standard: "auto",
            about: "whether colours are used; auto obeys NO_COLOR and the terminal"),
        ascii,
        Setting(
            key: "mouse", kind: .toggle, standard: "false",
            about: "wheel and click; takes the terminal's own selection away"),
        Setting(key: "interval", kind: .seconds(1...3_600), standard: "30", about: "seconds between two readings"),
        Setting(
            key: "bell", kind: .toggle, standard: "false", about: "ring once when a reading finds new problems"),
    ]

    /// `about` for the help of the flag, with what it takes and what holds without it as the parser tells these: `(1 to
    /// 1000; default: 10)`.
    var help: String {
        let range: String
        switch kind {
        case .text, .toggle: return about.asSentence
        case .oneOf(let words): range = "values: \(words.joined(separator: ", "))"
        case .whole(let numbers): range = "\(numbers.lowerBound) to \(numbers.upperBound)"
        case .seconds(let numbers): range = "\(Int(numbers.lowerBound)) to \(Int(numbers.upperBound))"
        }
        return "\(about.asSentence) (\(range); default: \(standard))"
    }

    static func named(_ key: String) -> Setting? { all.first { $0.key == key } }

    /// What the values must be, for an error.
    var expectation: Wording {
        switch kind {
        case .text: return Wording("a text", zh: "文本")
        case .oneOf(let words):
            let list = words.joined(separator: ", ")
            return Wording("one of \(list)", zh: "\(list) 之一")
        case .whole(let range):
            return Wording(
                "a whole number from \(range.lowerBound) to \(range.upperBound)",
                zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数")
        case .seconds(let range):
            let (least, most) = (Int(range.lowerBound), Int(range.upperBound))
            return Wording("seconds from \(least) to \(most)", zh: "\(least) 到 \(most) 的秒数")
        case .toggle: return Wording("true or false", zh: "true 或 false")
        }
    }

    /// Why a text is no value of it.
    /// - Parameter place: of the object that the key stands in, with a dot at its end.
    func refusal(of text: String, place: String = "") -> Wording {
        let text = Endpoint.withoutPassword(text)
        return Wording(
            "\(place)\(key) must be \(expectation[.english]), not “\(text)”",
            zh: "\(place)\(key) 须为：\(expectation[.chinese])，而不是“\(text)”")
    }

    /// Whether a text is a value of it.
    func accepts(_ text: String) -> Bool {
        switch kind {
        case .text: true
        case .oneOf(let words): words.contains(text)
        case .whole(let range): Int(text).map(range.contains) ?? false
        case .seconds(let range): Double(text).map(range.contains) ?? false
        case .toggle: text == "true" || text == "false"
        }
    }
}

extension String {
    /// What a table says in passing, as a sentence of its own.
    var asSentence: String { "\(prefix(1).uppercased())\(dropFirst())." }
}
