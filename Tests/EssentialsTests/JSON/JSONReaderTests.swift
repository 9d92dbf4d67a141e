import TestSupport
import Testing

@testable import Essentials

@Suite struct JSONReaderTests {
    @Test(
        arguments: [
            ("{\"a\": 1}", ["a"], (1, 2)), ("{\n  \"a\": 1,\n  \"b\": {\"名\": 2, \"a\": 3}}", ["b", "a"], (3, 17)),
            ("{\"a\": 1, \"a\": 2}", ["a"], (1, 10)), ("{\"\\u0061\": 1}", ["a"], (1, 2)), ("{\"a\": 1}", ["b"], nil),
            ("{\"a\": 1", ["a"], nil), ("[1]", [], nil),
        ] as [(String, [String], (Int, Int)?)])
    func `The position of a key is found by its path`(text: String, path: [String], position: (Int, Int)?) {
        let found = JSONReader.position(ofKey: path, in: Array(text.utf8))
        #expect(found?.line == position?.0 && found?.column == position?.1)
    }

    @Test(
        arguments: [
            ("", 1, 1, "a value is expected, but the text ends"),
            ("{\n  \"rate\": 5,\n}", 3, 1, "a name in double quotes is expected, not “}”"),
            ("{\"a\": 1 \"b\": 2}", 1, 9, "a comma or } is expected, not “\"”"),
            ("[1, 2", 1, 6, "a comma or ] is expected, but the text ends"),
            ("{a: 1}", 1, 2, "a name in double quotes or } is expected, not “a”"),
            ("{\"a\" 1}", 1, 6, "a colon is expected, not “1”"),
            ("{} {}", 1, 4, "unexpected text after the end of the value"),
            ("{\"名\": tru}", 1, 7, "a value is expected, not “t”"),
            ("// no\n{}", 1, 1, "a value is expected, not “/”"),
            ("[1e400]", 1, 2, "number too large"),
            ("[01]", 1, 3, "a comma or ] is expected, not “1”"),
            ("[1.]", 1, 4, "a digit is expected, not “]”"),
            ("[\"a\nb\"]", 1, 4, "a line break or another control character inside a string"),
            ("\n\n \"open", 3, 2, "a text without its closing quote"),
            ("\"\\q\"", 1, 2, "unknown escape; write \\ as \\\\"),
            ("\"\\ud800\"", 1, 8, "incomplete surrogate pair"),
            ("\"\\u12g4\"", 1, 6, "a hexadecimal digit is expected, not “g”"),
            ("\u{FEFF}{}", 1, 1, "the text starts with a byte order mark; remove it"),
            (String(repeating: "[", count: 40), 1, 34, "nested deeper than 32"),
        ])
    func `Invalid JSON is reported with a reason, a line and a column`(
        text: String, line: Int, column: Int, reason: String
    ) {
        #expect {
            try JSONReader.read(Array(text.utf8))
        } throws: { error in
            let fault = error as? JSONError
            #expect(fault?.reason[.english] == reason)
            #expect(fault?.reason[.chinese].isChinese == true)
            #expect(fault?.line == line && fault?.column == column, "\(fault?.line ?? 0), \(fault?.column ?? 0)")
            return fault != nil
        }
    }

    @Test func `A string that is not UTF-8 is reported at the column where it begins`() {
        #expect {
            try JSONReader.read([UInt8](ascii: "{\"a\": \"") + [0xFF, 0xFE, UInt8(ascii: "\""), UInt8(ascii: "}")])
        } throws: { error in
            (error as? JSONError)?.reason[.english] == "a string that is not UTF-8"
                && (error as? JSONError)?.column == 7
        }
    }

    @Test func `Object members keep their order, and repeated names are kept`() throws {
        let value = try JSONReader.read(
            Array(#" {"b": [true, null, -1.5e2], "a": "\u4e2d\ud83d\ude00", "b": 2} "#.utf8))
        #expect(
            value
                == .object([
                    .init(name: "b", value: [.bool(true), .null, .number(-150)]), .init(name: "a", value: "中😀"),
                    .init(name: "b", value: 2),
                ]))
    }
}

extension [UInt8] {
    fileprivate init(ascii text: String) { self = Array(text.utf8) }
}
