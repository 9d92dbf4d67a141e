// A paste arrives between two marks, of any length and in any pieces. What is beyond a limit is dropped while it
// arrives, so that a paste of any size costs one look at each byte and bounded memory.

import Glibc

/// Collects a paste up to its end mark.
struct PasteCollector {
    /// Bytes kept of a paste; no prompt takes as many.
    static let limit = 65_536
    private static let endMark = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    /// Bytes of the end mark that the last bytes may be.
    private var matched = 0

    /// How many bytes are kept.
    var count: Int { bytes.count }

    /// Takes bytes of the paste. Returns how many were used, and whether the paste ends behind them.
    mutating func take(_ piece: ArraySlice<UInt8>) -> (used: Int, isOver: Bool) {
        var index = piece.startIndex
        while index < piece.endIndex {
            if matched == 0 {
                let next = Self.firstEscape(in: piece[index...])
                keep(piece[index..<next])
                index = next
                guard index < piece.endIndex else { break }
            }
            if piece[index] == Self.endMark[matched] {
                matched += 1
                index += 1
                if matched == Self.endMark.count {
                    matched = 0
                    return (index - piece.startIndex, true)
                }
            } else {
                keepMatched()
            }
        }
        return (index - piece.startIndex, false)
    }

    /// The text, without bytes that are not UTF-8.
    mutating func finish() -> String {
        keepMatched()
        var collector = UTF8Collector()
        var text = String.UnicodeScalarView()
        for byte in bytes {
            if let scalar = collector.feed(byte) { text.append(scalar) }
        }
        self = PasteCollector()
        return String(text)
    }

    private mutating func keepMatched() {
        if bytes.count < Self.limit { keep(Self.endMark[..<matched]) }
        matched = 0
    }

    private mutating func keep(_ piece: ArraySlice<UInt8>) {
        let room = Self.limit - bytes.count
        if room > 0 { bytes += piece.prefix(room) }
    }

    private static func firstEscape(in piece: ArraySlice<UInt8>) -> Int {
        piece.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let found = memchr(start, 0x1B, bytes.count) else {
                return piece.endIndex
            }
            return piece.startIndex + (UnsafeRawPointer(found) - start)
        }
    }
}
