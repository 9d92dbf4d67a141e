// The formats in which terminals report the mouse.

import Browser

/// Converts mouse reports to keys.
enum MouseReport {
    /// The bits of the button value that stand for Shift, Alt and Control, which are ignored here.
    private static let modifiers = 4 | 8 | 16

    /// Returns the key for a press of the left button or a turn of the wheel, and nil for every other report, such as a
    /// release or a movement.
    /// - Parameters:
    ///   - button: the button with its modifiers, in the encoding that all formats share.
    ///   - column: the column, counted from 1 as in all formats.
    ///   - row: the row, counted from 1 as in all formats.
    static func key(button: Int, column: Int, row: Int) -> Key? {
        switch button & ~modifiers {
        case 0: column > 0 && row > 0 ? .click(Position(row: row - 1, column: column - 1)) : nil
        case 64: .wheelUp
        case 65: .wheelDown
        default: nil
        }
    }

    /// Returns the key of a report in the format of SGR (`ESC [ < button ; column ; row M`, `m` for a release) or urxvt
    /// (`ESC [ button+32 ; column ; row M`).
    static func key(of sequence: ControlSequence) -> Key? {
        guard sequence.parameters.count == 3, sequence.final == UInt8(ascii: "M") else { return nil }
        let isSGR = sequence.marker == UInt8(ascii: "<")
        guard isSGR || sequence.marker == nil else { return nil }
        return key(
            button: sequence.parameter(0, default: 3) - (isSGR ? 0 : 32), column: sequence.parameter(1, default: 0),
            row: sequence.parameter(2, default: 0))
    }

    /// Returns the key of a report in X10 format: three bytes after `ESC [ M`, each 32 more than its value.
    static func key(ofX10 bytes: some Collection<Int>) -> Key? {
        let values = Array(bytes)
        guard values.count == 3 else { return nil }
        return key(button: values[0] - 32, column: values[1] - 32, row: values[2] - 32)
    }
}

/// The three values of a report in X10 format. Terminals in mode 1005 send a value above 95 as a character of two
/// bytes. The second byte of the last value is not consumed here. That byte alone is not a character, so the decoder
/// drops it.
struct X10Values {
    private var values: [Int] = []
    private var lead: UInt8?

    /// Adds a byte. Returns the values when all three are complete, otherwise nil.
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
