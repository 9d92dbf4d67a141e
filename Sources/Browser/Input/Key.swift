/// One press of a key, as the terminal tells it, or a pasted text.
package enum Key: Hashable, Sendable {
    /// A printable character, typed.
    case character(Character)
    /// Ctrl with a letter, in lower case: Ctrl-C is `.control("c")`.
    case control(Character)
    /// Alt with a character (the terminal sends Escape before it); with Backspace it is `.alt("\u{7F}")`.
    case alt(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    /// A bracketed paste, as it came: control characters included.
    case paste(String)
    /// The wheel, three lines a step; only with `--mouse`.
    case wheelUp, wheelDown
    /// A press of the left button; only with `--mouse`.
    case click(Position)
}
