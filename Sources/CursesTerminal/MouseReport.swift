// The forms in which terminals report the mouse.

import Browser

/// What the mouse did, as a key.
enum MouseReport {
    /// The bits of a button that stand for Shift, Alt and Control, which change nothing here.
    private static let modifiers = 4 | 8 | 16

    /// A press of the left button or a turn of the wheel; nil for everything else, such as a release or a movement.
    /// - Parameters:
    ///   - button: with its modifiers, as all forms have it.
    ///   - column: from 1, as all forms have it.
    static func key(button: Int, column: Int, row: Int) -> Key? {
        switch button & ~modifiers {
        case 0: column > 0 && row > 0 ? .click(Position(row: row - 1, column: column - 1)) : nil
        case 64: .wheelUp
        case 65: .wheelDown
        default: nil
        }
    }

    /// SGR (`ESC [ < button ; column ; row M`, `m` for a release) and urxvt (`ESC [ button+32 ; column ; row M`).
    static func key(of sequence: ControlSequence) -> Key? {
        guard sequence.parameters.count == 3, sequence.final == UInt8(ascii: "M") else { return nil }
        let isSGR = sequence.marker == UInt8(ascii: "<")
        guard isSGR || sequence.marker == nil else { return nil }
        return key(
            button: sequence.parameter(0, default: 3) - (isSGR ? 0 : 32), column: sequence.parameter(1, default: 0),
            row: sequence.parameter(2, default: 0))
    }

    /// X10: three bytes after `ESC [ M`, each 32 more than its value.
    static func key(ofX10 bytes: some Collection<Int>) -> Key? {
        let values = Array(bytes)
        guard values.count == 3 else { return nil }
        return key(button: values[0] - 32, column: values[1] - 32, row: values[2] - 32)
    }
}

/// The three values of a report in the form of X10. Terminals in mode 1005 send a value above 95 as a character of two
/// bytes; the second byte of the last one is left, which by itself is not a character and is dropped.
struct X10Values {
    private var values: [Int] = []
    private var lead: UInt8?

    /// Takes a byte; returns the values once they are whole.
    mutating func feed(_ byte: UInt8) -> [Int]? {
        if let lead, (0x80..<0xC0).contains(byte), !values.isEmpty {
            values[values.count - 1] = Int(lead & 0x1F) << 6 | Int(byte & 0x3F)
            self.lead = nil
        } else {
            values.append(Int(byte))
            lead = (0xC2..<0xE0).contains(byte) ? byte : nil
        }
        return values.count == 3 ? values : nil
    }
}
