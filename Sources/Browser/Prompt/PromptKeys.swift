/// The keys that hold while a line is typed, for help and the manual. They cannot be rebound.
package enum PromptKeys {
    /// Keys and what they do.
    package static let rows: [(keys: String, help: String)] = [
        ("Enter", "take the line"),
        ("Esc Ctrl-C", "leave it, and bring back the filter that was there"),
        ("Tab Shift-Tab", "complete: commands, ids, addresses, columns, words of the filter; again: the next one"),
        ("Up Down", "lines typed before"),
        ("Ctrl-P Ctrl-N", "the same; while a filter is typed, up and down in the list, as PgUp and PgDn"),
        ("Ctrl-A Ctrl-E", "to the start, to the end; also Home and End"),
        ("Alt-b Alt-f", "back a word, on a word"),
        ("Ctrl-U Ctrl-K", "cut what is before the cursor, what is behind it"),
        ("Ctrl-W Alt-d", "cut the word before the cursor, the word behind it"),
        ("Ctrl-Y", "put back what was cut"),
        ("Ctrl-D Del", "delete the character at the cursor"),
    ]
}
