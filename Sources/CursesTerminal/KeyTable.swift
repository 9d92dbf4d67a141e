// The sequences that the terminal's keys send according to terminfo. The grammar of control sequences
// (`ControlSequence`) covers what current terminals send regardless of TERM. This table adds the sequences that are
// specific to a terminal, such as F1 of the Linux console.
//
// Invariant: every entry has at least two bytes, and no entry starts with a printable character. A single control
// character is always decoded as the character that was typed, even if terminfo names it as a key: the Linux console
// calls Ctrl-Z "suspend", a Wyse 50 calls Ctrl-L "right".

import Browser
import CTerminal

/// The key sequences of a terminal type.
struct KeyTable: Equatable, Sendable {
    /// The key of each sequence. nil if the program does not use the key.
    private var keys: [[UInt8]: Key?] = [:]
    /// The proper prefixes of all sequences.
    private var prefixes: Set<[UInt8]> = []
    /// Whether the terminal sends control sequences with single bytes from 0x80 to 0x9F, as `xterm-8bit`.
    private(set) var usesC1 = false

    /// Creates a table without entries.
    init() {}

    /// Creates a table from capabilities.
    /// - Parameter capabilities: terminfo names, and the sequence that each key sends.
    init(_ capabilities: [(name: String, sequence: [UInt8])]) {
        for (name, sequence) in capabilities { add(name, sequence) }
    }

    /// Reads the table of a terminal type. The table is empty for an unknown type.
    init(type: String) {
        final class Capabilities {
            var all: [(name: String, sequence: [UInt8])] = []
        }
        let capabilities = Capabilities()
        terminal_each_key(
            type,
            { context, name, sequence in
                guard let context, let name, let sequence else { return }
                let capabilities = Unmanaged<Capabilities>.fromOpaque(context).takeUnretainedValue()
                let bytes = String(cString: name)
                capabilities.all.append((bytes, Self.bytes(of: sequence)))
            }, Unmanaged.passUnretained(capabilities).toOpaque())
        self.init(capabilities.all)
    }

    private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
        var bytes: [UInt8] = []
        var next = text
        while next.pointee != 0 {
            bytes.append(UInt8(bitPattern: next.pointee))
            next += 1
        }
        return bytes
    }

    private mutating func add(_ name: String, _ sequence: [UInt8]) {
        // The start of a mouse report is not a key.
        guard name != "kmous", sequence.count > 1, sequence[0] < 0x20 || sequence[0] >= 0x80 else { return }
        let key = Self.key(named: name)
        if keys[sequence] == nil || key != nil { keys[sequence] = .some(key) }
        for count in 1..<sequence.count { prefixes.insert(Array(sequence[..<count])) }
        if (0x80...0x9F).contains(sequence[0]) { usesC1 = true }
    }

    /// Returns the entry of a sequence: nil if there is no entry, `.some(nil)` if the program does not use the key.
    func entry(for sequence: [UInt8]) -> Key?? { keys[sequence] }

    /// Returns whether a longer sequence starts with these bytes.
    func hasLonger(than sequence: [UInt8]) -> Bool { prefixes.contains(sequence) }

    // MARK: Names

    private static func key(named name: String) -> Key? {
        if let key = named[name] { return key }
        if name.hasPrefix("kf"), let number = Int(name.dropFirst(2)) { return .function(number) }
        // Extended names such as kUP5 end with a modifier, which is ignored here.
        if let last = name.last, ("3"..."8").contains(last) { return named[String(name.dropLast())] }
        return nil
    }

    private static let named: [String: Key] = [
        "kcuu1": .up, "kcud1": .down, "kcub1": .left, "kcuf1": .right, "khome": .home, "kend": .end, "kpp": .pageUp,
        "knp": .pageDown, "kich1": .insert, "kdch1": .delete, "kbs": .backspace, "kcbt": .backTab, "kent": .enter,
        "kri": .up, "kind": .down, "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home,
        "kEND": .end, "kPRV": .pageUp, "kNXT": .pageDown, "kIC": .insert, "kDC": .delete, "kfnd": .home,
        "kslt": .end, "kll": .end, "ka1": .home, "ka3": .pageUp, "kc1": .end, "kc3": .pageDown,
    ]
}
