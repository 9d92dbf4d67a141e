// The names that CTerminal gives to ncurses' keys, as the decoder takes them.

import Browser
import CTerminal

extension KeyDecoder.Input {
    init(_ event: terminal_event) {
        switch event.key {
        case TERMINAL_KEY_BYTE: self = .byte(UInt8(truncatingIfNeeded: event.value))
        case TERMINAL_KEY_FUNCTION: self = .key(.function(Int(event.value)))
        case TERMINAL_KEY_PASTE_START: self = .pasteStart
        case TERMINAL_KEY_PASTE_END: self = .pasteEnd
        case TERMINAL_KEY_CLICK: self = .key(.click(Position(row: Int(event.row), column: Int(event.column))))
        default: self = Self.names.first { $0.0 == event.key }.map { .key($0.1) } ?? .nothing
        }
    }

    private static let names: [(terminal_key, Key)] = [
        (TERMINAL_KEY_UP, .up), (TERMINAL_KEY_DOWN, .down), (TERMINAL_KEY_LEFT, .left), (TERMINAL_KEY_RIGHT, .right),
        (TERMINAL_KEY_HOME, .home), (TERMINAL_KEY_END, .end),
        (TERMINAL_KEY_PAGE_UP, .pageUp), (TERMINAL_KEY_PAGE_DOWN, .pageDown),
        (TERMINAL_KEY_INSERT, .insert), (TERMINAL_KEY_DELETE, .delete),
        (TERMINAL_KEY_BACKSPACE, .backspace), (TERMINAL_KEY_BACK_TAB, .backTab), (TERMINAL_KEY_ENTER, .enter),
        (TERMINAL_KEY_WHEEL_UP, .wheelUp), (TERMINAL_KEY_WHEEL_DOWN, .wheelDown),
    ]
}
