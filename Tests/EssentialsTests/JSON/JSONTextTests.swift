// Broken JSON that is received is repaired where its values can be kept. JSON that is written contains no characters
// that control a terminal.

import FoundationEssentials
import Testing

@testable import Essentials

@Suite struct JSONTextTests {
    private static func repaired(_ bytes: [UInt8]) -> String? {
        JSONText.repaired(bytes).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        #"{"a":"b","c":[1,null,true]}"#, "{\n\t\"a\": \"登录 😀\"\r\n}", #"["\ud83d\ude00","\u00e9","\\ud800","\""]"#, "",
        "\"",
    ])
    func `Valid JSON is not changed`(text: String) { #expect(Self.repaired(Array(text.utf8)) ?? text == text) }

    @Test func `A valid response is not copied`() {
        #expect(JSONText.repaired(Array(#"{"a":"登录\n"}"#.utf8)) == nil)
    }

    @Test(
        arguments: [
            ([0x22, 0x61, 0x01, 0x62, 0x22], "\"a\\u0001b\""), ([0x22, 0x0A, 0x22], "\"\\u000a\""),
            ([0x22, 0x61, 0xFF, 0xFE, 0x62, 0x22], "\"a\u{FFFD}\u{FFFD}b\""),
            ([0x22, 0xB5, 0xC7, 0x22], "\"\u{FFFD}\u{FFFD}\""),
            // The first two bytes of three, and a surrogate written as UTF-8.
            ([0x22, 0xE7, 0x99, 0x22], "\"\u{FFFD}\""),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "\"\u{FFFD}\u{FFFD}\u{FFFD}\""),
        ] as [([UInt8], String)])
    func `Control characters and bytes that are not UTF-8 are repaired without losing a value`(
        bytes: [UInt8], text: String
    ) throws {
        #expect(Self.repaired(bytes) == text)
        #expect(throws: Never.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test(arguments: [
        (#""a\ud800b""#, #""a\ufffdb""#), (#""\udc00""#, #""\ufffd""#),
        (#""\ud800\ud83d\ude00""#, #""\ufffd\ud83d\ude00""#),
        (#""\uD83D\uDE00\uDBFF""#, #""\uD83D\uDE00\ufffd""#), (#""\ud800\n""#, #""\ufffd\n""#),
        // Not valid escapes: left for the parser to reject.
        (#""\ud8x0""#, #""\ud8x0""#), (#""\ud80"#, #""\ud80"#),
    ])
    func `Half a surrogate pair becomes the replacement character`(text: String, expected: String) {
        #expect(Self.repaired(Array(text.utf8)) == expected)
    }

    @Test func `The repaired text of random bytes is always UTF-8`() {
        var generator = SystemRandomNumberGenerator()
        let pieces: [[UInt8]] = [
            [0x22], [0x5C], Array("\\ud800".utf8), Array("\\u".utf8), [0xE4, 0xBD], [0xFF], [0x00], [0x61],
        ]
        for _ in 0..<2_000 {
            let bytes = (0..<12).flatMap { _ in pieces.randomElement(using: &generator) ?? [] }
            let result = JSONText.repaired(bytes) ?? bytes
            #expect(String(validating: result, as: UTF8.self) != nil)
        }
    }

    @Test func `Written JSON escapes every invisible character`() throws {
        let value: JSONValue = .object([
            .init(name: "a\u{202E}", value: "x\u{9B}31m\u{7F}\u{E0001}\n\"登录\"\\"), .init(name: "n", value: 1),
        ])
        let text = String(decoding: value.encoded, as: UTF8.self)
        #expect(text == #"{"a\u202e":"x\u009b31m\u007f\udb40\udc01\u000a\"登录\"\\","n":1}"#)
        #expect(try JSONReader.read(value.encoded) == value)
        #expect(JSONText.escaped(Array("{\"登\":\"\u{202E}\"}".utf8)) == Array(#"{"登":"\u202e"}"#.utf8))
    }
}
