// A paste arrives between two marks. It can have any length and arrive in any number of pieces. Bytes beyond a limit
// are dropped as they arrive, so each byte of a paste is read once and memory is bounded.

import Glibc

/// Collects a paste up to its end mark.
struct PasteCollector {
    /// The number of bytes of a paste that are kept. No prompt accepts as many.
    static let limit = 65_536
    private static let endMark = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    /// The number of bytes of the end mark that the last bytes match.
    private var matched = 0

    /// The number of bytes that are kept.
    var count: Int { bytes.count }

    /// Adds bytes of the paste. Returns how many bytes were used, and whether the paste ends after them.
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

    /// Returns the text, without bytes that are not UTF-8.
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
