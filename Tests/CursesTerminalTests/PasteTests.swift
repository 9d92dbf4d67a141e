// Complete, incomplete, short and oversized pastes.

import Browser
import Testing

@testable import CursesTerminal

@Suite struct PasteTests {
    private static let start = "\u{1B}[200~"
    private static let end = "\u{1B}[201~"

    @Test func `A paste is one key that includes its control characters`() {
        let text = "a\u{1B}[b\rc\u{3}网\u{1B}]x\u{1B}[20"
        #expect(
            KeyDecoderTests.keys("\(Self.start)\(text)\(Self.end)q") == [.paste(text), .character("q")])
    }

    @Test func `A paste that arrives in pieces of any size is one key`() {
        let bytes = Array("\(Self.start)a\u{1B}\u{1B}[201\u{1B}[201~q".utf8)
        for size in 1..<bytes.count {
            let pieces = stride(from: 0, to: bytes.count, by: size).map {
                Array(bytes[$0..<min($0 + size, bytes.count)])
            }
            #expect(
                KeyDecoderTests.keys(pieces) == [.paste("a\u{1B}\u{1B}[201"), .character("q")], "pieces of \(size)")
        }
    }

    @Test func `A paste without an end sequence ends after a pause`() {
        var decoder = KeyDecoder()
        decoder.feed("\(Self.start)x".utf8, at: .seconds(1))
        decoder.expire(at: .seconds(1) + .milliseconds(1_999))
        #expect(decoder.takeKeys().isEmpty)
        #expect(decoder.deadline == .seconds(3))
        decoder.expire(at: .seconds(3))
        #expect(decoder.takeKeys() == [.paste("x")])
        decoder.feed("q".utf8, at: .seconds(4))
        #expect(decoder.takeKeys() == [.character("q")])
    }

    @Test func `The rest of a paste that paused too long is a paste and not typed`() {
        let rest = "rm -rf /tmp/x\nqqqqQQQQ\n"
        let pieces = ["\(Self.start)x", rest + Self.end, "q"].map { Array($0.utf8) }
        #expect(KeyDecoderTests.keys(pieces, apart: .seconds(5)) == [.paste("x"), .paste(rest), .character("q")])
    }

    @Test func `An empty paste and a stray end sequence are ignored`() {
        #expect(KeyDecoderTests.keys("\(Self.start)\(Self.end)\(Self.end)q") == [.character("q")])
    }

    @Test func `Bytes of a paste that are not UTF-8 are dropped`() {
        let bytes = Array(Self.start.utf8) + [0x61, 0xFF, 0xC3, 0x62, 0x9B] + Array(Self.end.utf8)
        #expect(KeyDecoderTests.keys([bytes]) == [.paste("ab")])
    }

    @Test func `A paste of one megabyte is truncated to the limit, and no part of it is typed`() {
        let bytes = Array((Self.start + String(repeating: "qQ\r网\u{1B}", count: 130_000) + Self.end + "j").utf8)
        var decoder = KeyDecoder()
        for start in stride(from: 0, to: bytes.count, by: 4_095) {
            decoder.feed(bytes[start..<min(start + 4_095, bytes.count)], at: .seconds(1))
        }
        let keys = decoder.takeKeys()
        #expect(keys.count == 2 && keys.last == .character("j"))
        guard case .paste(let text)? = keys.first else { return #expect(Bool(false), "\(keys.prefix(3))") }
        #expect(text.utf8.count <= PasteCollector.limit && text.utf8.count > PasteCollector.limit - 4)
        #expect(text.hasPrefix("qQ\r网\u{1B}qQ"))
    }

    @Test func `The buffer of a paste is limited while the paste arrives`() {
        var collector = PasteCollector()
        for _ in 0..<400 { _ = collector.take(ArraySlice(repeating: 0x1B, count: 4_096)) }
        #expect(collector.count == PasteCollector.limit)
    }
}
