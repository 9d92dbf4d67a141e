// A wrapper of libvterm: takes output bytes, and returns cells and the terminal's answers.

import CVTerm

/// A terminal emulator without a window.
final class Emulator {
    private let terminal: OpaquePointer
    private let cells: OpaquePointer
    private var size: ScreenSize

    init(size: ScreenSize) {
        self.size = size
        // Creation fails only if no memory is available; no test can continue then.
        guard let terminal = vterm_new(Int32(size.rows), Self.columns(of: size)),
            let cells = vterm_obtain_screen(terminal)
        else { fatalError("libvterm cannot allocate memory") }
        self.terminal = terminal
        self.cells = cells
        vterm_set_utf8(terminal, 1)
        vterm_screen_enable_altscreen(cells, 1)
        vterm_screen_reset(cells, 1)
    }

    deinit {
        vterm_free(terminal)
    }

    /// Processes output of the program, and returns the bytes that the terminal sends in answer.
    func feed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.withUnsafeBytes { raw in
            _ = vterm_input_write(terminal, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
        }
        var answer = [CChar](repeating: 0, count: 256)
        let count = vterm_output_read(terminal, &answer, answer.count)
        return answer[..<count].map { UInt8(bitPattern: $0) }
    }

    func resize(_ size: ScreenSize) {
        self.size = size
        vterm_set_size(terminal, Int32(size.rows), Self.columns(of: size))
    }

    /// The columns of libvterm: at least two, because it crashes if a wide character arrives in a terminal of one
    /// column. A program may still write for its old size when the terminal has just become narrower.
    private static func columns(of size: ScreenSize) -> Int32 { Int32(max(2, size.columns)) }

    func screen(with scanner: ModeScanner) -> Screen {
        var rows: [[ScreenCell]] = []
        for row in 0..<size.rows {
            rows.append((0..<size.columns).map { cell(row: row, column: $0) })
        }
        var position = VTermPos(row: 0, col: 0)
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &position)
        return Screen(
            size: size, cells: rows, modes: scanner.modes, bells: scanner.bells, cursorRow: Int(position.row),
            cursorColumn: Int(position.col))
    }

    private func cell(row: Int, column: Int) -> ScreenCell {
        var raw = VTermScreenCell()
        vterm_screen_get_cell(cells, VTermPos(row: Int32(row), col: Int32(column)), &raw)
        var text = ""
        withUnsafeBytes(of: raw.chars) { bytes in
            for value in bytes.bindMemory(to: UInt32.self) {
                guard value != 0, let scalar = Unicode.Scalar(value) else { break }
                text.unicodeScalars.append(scalar)
            }
        }
        // The right half of a wide character contains a value that is not a code point.
        let isRightHalf = raw.chars.0 == UInt32.max
        return ScreenCell(
            text: isRightHalf ? "" : text.isEmpty ? " " : text, width: isRightHalf ? 0 : Int(raw.width),
            isBold: raw.attrs.bold != 0, isUnderlined: raw.attrs.underline != 0, isReversed: raw.attrs.reverse != 0,
            foreground: color(raw.fg, isDefault: 0x02), background: color(raw.bg, isDefault: 0x04))
    }

    /// Converts a color. The bits are those of `VTermColorType`: 1 indexed, 2 default foreground, 4 default background.
    private func color(_ raw: VTermColor, isDefault: UInt8) -> ScreenCell.Color {
        if raw.type & isDefault != 0 { return .standard }
        if raw.type & 0x01 != 0 { return .indexed(Int(raw.indexed.idx)) }
        return .rgb(raw.rgb.red, raw.rgb.green, raw.rgb.blue)
    }
}
