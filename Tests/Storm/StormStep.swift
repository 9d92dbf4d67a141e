// What a storm does to the browser, one step after another. A step is also a line of text, so that a failure can be
// kept in a file and replayed.

import PseudoTerminal

/// One thing that happens to the browser.
enum StormStep: Equatable, Sendable {
    /// Bytes that arrive together.
    case bytes([UInt8])
    /// Bytes that arrive one at a time, with a pause of some milliseconds between them, as over a slow connection.
    case slowly([UInt8], pause: Int)
    case resize(columns: Int, rows: Int)
    /// The process is stopped for some milliseconds and continued.
    case stop(milliseconds: Int)
    /// Ctrl-Z, and SIGCONT after some milliseconds.
    case suspend(milliseconds: Int)
    case wait(milliseconds: Int)

    /// The number of keys that it stands for, roughly: a sequence counts as its bytes.
    var keyCount: Int {
        switch self {
        case .bytes(let bytes), .slowly(let bytes, _): bytes.count
        case .suspend: 1
        case .resize, .stop, .wait: 0
        }
    }

    /// The step as a line of text.
    var line: String {
        switch self {
        case .bytes(let bytes): "bytes \(Self.hexadecimal(bytes))"
        case .slowly(let bytes, let pause): "slowly \(pause) \(Self.hexadecimal(bytes))"
        case .resize(let columns, let rows): "resize \(columns) \(rows)"
        case .stop(let milliseconds): "stop \(milliseconds)"
        case .suspend(let milliseconds): "suspend \(milliseconds)"
        case .wait(let milliseconds): "wait \(milliseconds)"
        }
    }

    /// The step as a person reads it: bytes as characters.
    var description: String {
        switch self {
        case .bytes(let bytes): "type \(Self.readable(bytes))"
        case .slowly(let bytes, let pause): "type \(Self.readable(bytes)) with \(pause) ms between the bytes"
        default: line
        }
    }

    /// Reads a line that `line` has written; nil if it is not a step.
    init?(line: String) {
        let words = line.split(separator: " ").map(String.init)
        let numbers = words.dropFirst().map { Int($0) }
        func number(_ index: Int) -> Int? {
            numbers.indices.contains(index + 1)
                ? numbers[index + 1].flatMap { (0...100_000).contains($0) ? $0 : nil } : nil
        }
        switch words.first {
        case "bytes":
            guard words.count == 2, let bytes = Self.bytes(words[1]) else { return nil }
            self = .bytes(bytes)
        case "slowly":
            guard words.count == 3, let pause = number(0), let bytes = Self.bytes(words[2]) else { return nil }
            self = .slowly(bytes, pause: pause)
        case "resize":
            guard let columns = number(0), let rows = number(1), columns > 0, rows > 0 else { return nil }
            self = .resize(columns: columns, rows: rows)
        case "stop":
            guard let time = number(0) else { return nil }
            self = .stop(milliseconds: time)
        case "suspend":
            guard let time = number(0) else { return nil }
            self = .suspend(milliseconds: time)
        case "wait":
            guard let time = number(0) else { return nil }
            self = .wait(milliseconds: time)
        default: return nil
        }
    }

    private static let digits = Array("0123456789abcdef")

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let values = text.compactMap(\.hexDigitValue)
        guard values.count == text.count, values.count % 2 == 0 else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }

    private static func readable(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(60), as: UTF8.self).unicodeScalars.map { scalar in
            scalar.value == 0x1B
                ? "ESC "
                : scalar.value < 0x20 ? "^\(Character(Unicode.Scalar(UInt8(scalar.value + 64))))" : String(scalar)
        }
        return text.joined() + (bytes.count > 60 ? "… (\(bytes.count) bytes)" : "")
    }
}
