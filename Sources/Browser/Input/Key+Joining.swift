// A terminal without bracketed paste sends pasted text as single keys, and a slow connection delivers many keys at
// once. A prompt takes such characters as one text, so that a filter searches the rows once instead of once per
// character.

extension Key {
    /// Removes and returns the next key.
    /// - Parameter joiningText: whether consecutive characters are joined into one paste, which has the same meaning
    ///   for a prompt.
    package static func takeNext(from keys: inout ArraySlice<Key>, joiningText: Bool) -> Key? {
        guard let first = keys.popFirst() else { return nil }
        guard joiningText, case .character(var character) = first else { return first }
        var text = ""
        while true {
            text.append(character)
            guard case .character(let next)? = keys.first else { break }
            character = next
            keys = keys.dropFirst()
        }
        return text.count == 1 ? first : .paste(text)
    }
}
