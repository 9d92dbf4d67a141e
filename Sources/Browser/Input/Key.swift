/// A key press as the terminal reports it, or a pasted text.
package enum Key: Hashable, Sendable {
    /// A printable character.
    case character(Character)
    /// Ctrl with a letter, in lower case: Ctrl-C is `.control("c")`.
    case control(Character)
    /// Alt with a character, which the terminal sends with a preceding Escape. Alt-Backspace is `.alt("\u{7F}")`.
    case alt(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    /// A bracketed paste as received, including control characters.
    case paste(String)
    /// One step of the mouse wheel, which moves three lines. Only with `--mouse`.
    case wheelUp, wheelDown
    /// A click of the left mouse button. Only with `--mouse`.
    case click(Position)
}
