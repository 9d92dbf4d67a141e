// Carries a text in both languages through code that accepts only one text. The marks are private-use characters, which
// have no meaning elsewhere.

import Essentials

enum BilingualText {
    private static let (start, middle, end): (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) = (
        "\u{F0000}", "\u{F0001}", "\u{F0002}"
    )

    /// Returns a text with both languages between marks.
    static func joined(_ words: Wording) -> String {
        var text = String.UnicodeScalarView()
        // The message may repeat what was typed, which must not be taken for a mark.
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

    /// Returns a text in which each bilingual part is replaced by the part in one language.
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
