extension Unicode.Scalar {
    /// Whether the character could control a terminal or hide text: control characters, bidirectional controls, and
    /// characters without a width. This is the only table of these characters. The code that shows text and the code
    /// that writes JSON both use it.
    package var isInvisible: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x034F, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
            0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}
