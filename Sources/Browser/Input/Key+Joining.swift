// A terminal that does not mark pastes types them, and a slow connection delivers many keys at once. Where they are
// text for a prompt they are taken as one: a filter then searches the rows once, not once for each character.

extension Key {
    /// Takes the next key out.
    /// - Parameter joiningText: joins characters that follow one another to one paste; for a prompt both mean the same.
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
