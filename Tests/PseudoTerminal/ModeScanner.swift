// Tracks the private modes (CSI ? … h and l) in the output of a program, even if a sequence is split between two reads.
// libvterm reports only a few of these modes, and does not report complete frames.

/// Tracks which private modes are on.
struct ModeScanner {
    /// The modes that are on. The cursor (25) is visible at the start.
    private(set) var modes: Set<Int> = [25]
    private(set) var bells = 0
    private var state = State.text
    private var numbers: [Int] = []

    private enum State { case text, escape, introducer, parameters, string }

    /// Whether the output is between `CSI ?2026h` and `CSI ?2026l`.
    var isInsideFrame: Bool { modes.contains(2026) }

    mutating func scan(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes { scan(byte) }
    }

    private mutating func scan(_ byte: UInt8) {
        switch (state, byte) {
        case (.string, 0x07): state = .text
        case (_, 0x1B): state = .escape
        case (.text, 0x07): bells += 1
        case (.text, _), (.string, _): break
        case (.escape, UInt8(ascii: "[")): state = .introducer
        case (.escape, UInt8(ascii: "]")): state = .string
        case (.escape, _): state = .text
        case (.introducer, UInt8(ascii: "?")):
            state = .parameters
            numbers = [0]
        case (.introducer, _): state = .text
        case (.parameters, UInt8(ascii: "0")...UInt8(ascii: "9")):
            numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
        case (.parameters, UInt8(ascii: ";")): numbers.append(0)
        case (.parameters, UInt8(ascii: "h")):
            modes.formUnion(numbers)
            state = .text
        case (.parameters, UInt8(ascii: "l")):
            modes.subtract(numbers)
            state = .text
        case (.parameters, _): state = .text
        }
    }
}
