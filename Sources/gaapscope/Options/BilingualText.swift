// A text in both languages, where something in between takes a text in one. The marks are characters for private use,
// which mean nothing to anybody else.

import Essentials

enum BilingualText {
    private static let (start, middle, end): (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) = (
        "\u{F0000}", "\u{F0001}", "\u{F0002}"
    )

    /// Both languages, one after the other, between marks.
    static func joined(_ words: Wording) -> String {
        var text = String.UnicodeScalarView()
        // What was typed is repeated in it, and must not pass for a mark.
        func append(_ language: Language) {
            text.append(contentsOf: words[language].unicodeScalars.filter { ![start, middle, end].contains($0) })
        }
        text.append(start)
        append(.english)
        text.append(middle)
        append(.chinese)
        text.append(end)
        return String(text)
    }

    /// A text with each of those parts in one language.
    static func text(_ text: String, in language: Language) -> String {
        var rest = text.unicodeScalars[...]
        var result = String.UnicodeScalarView()
        while let begin = rest.firstIndex(of: start), let between = rest[begin...].firstIndex(of: middle),
            let stop = rest[between...].firstIndex(of: end)
        {
            result.append(contentsOf: rest[..<begin])
            result.append(contentsOf: (language == .english ? rest[begin..<between] : rest[between..<stop]).dropFirst())
            rest = rest[rest.index(after: stop)...]
        }
        result.append(contentsOf: rest)
        return String(result)
    }
}
