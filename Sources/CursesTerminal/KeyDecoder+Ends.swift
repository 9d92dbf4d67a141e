// How a sequence, a string or a paste ends, and which keys it was.

import Browser

extension KeyDecoder {
    /// Ends what is unfinished: nothing more will arrive for it.
    mutating func finish() {
        switch state {
        case .escape:
            typeEscapes(escapes)
            state = .typing
        case .csi, .ss3:
            if let entry = table.entry(for: sequence) {
                end(with: entry)
            } else if let introducer = sequence.last, sequence.count == 2 {
                endAlt(Character(Unicode.Scalar(introducer)))
            } else {
                end(with: nil)
            }
        case .special:
            if let entry = table.entry(for: sequence) { end(with: entry) } else { replay() }
        case .paste:
            let text = paste.finish()
            if !text.isEmpty { keys.append(.paste(text)) }
            state = .typing
            hasLostPaste = !isPasteOver
        // Alt with a character that may begin a string, and no string.
        case .string where stringCount == 0 && escapes > 0:
            state = .typing
            keys.append(.alt(Character(Unicode.Scalar(sequence[sequence.count - 1]))))
        case .typing, .swallowing, .mouse, .string, .stringEscape: state = .typing
        }
    }

    /// Ends a whole CSI or SS3 sequence.
    mutating func endSequence() {
        let introducerCount = sequence[0] == 0x1B ? 2 : 1
        let body = sequence.dropFirst(introducerCount)
        guard sequence.count < Self.sequenceLimit, let final = body.last else { return end(with: nil) }
        if state == .ss3 {
            if let key = ControlSequence.keypad[final] { return end(with: key) }
            return end(with: (table.entry(for: sequence) ?? nil) ?? ControlSequence.applicationKey(final))
        }
        guard let parsed = ControlSequence(body) else { return end(with: table.entry(for: sequence) ?? nil) }
        if parsed.isPasteStart {
            end(with: nil)
            state = .paste
            return
        }
        if parsed.isMouseReport { return end(with: takesMouse ? MouseReport.key(of: parsed) : nil) }
        end(with: (table.entry(for: sequence) ?? nil) ?? parsed.key)
    }

    /// Ends a sequence with its key, if it is one. One Escape before it is the Alt of some terminals, which changes
    /// nothing here.
    mutating func end(with key: Key?) {
        typeEscapes(escapes - 2)
        state = .typing
        if let key { keys.append(key) }
    }

    mutating func endAlt(_ character: Character) {
        typeEscapes(escapes - 1)
        state = .typing
        keys.append(.alt(character))
    }

    mutating func typeEscapes(_ count: Int) {
        for _ in 0..<max(0, count) { keys.append(.escape) }
    }

    /// A byte that no sequence has: the one that was begun is dropped.
    mutating func abort(with byte: UInt8) {
        state = .typing
        type(byte)
    }

    /// What looked like a special key is not one: its first byte was typed, the others may be the start of something
    /// else.
    mutating func replay() {
        let bytes = sequence
        state = .typing
        if bytes[0] == 0x1B {
            begin(.escape, with: 0x1B, escapes: escapes)
            finishPlain(bytes[1...])
        } else {
            finishPlain(bytes[...])
        }
    }

    /// Takes bytes of which the first one begins no special key.
    mutating func finishPlain(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first else { return finish() }
        if state == .escape {
            (0x20..<0x7F).contains(first) ? endAlt(Character(Unicode.Scalar(first))) : typeAfterEscapes(first)
        } else if let scalar = characters.feed(first) {
            type(scalar)
        }
        for byte in bytes.dropFirst() { step(byte) }
    }

    mutating func typeAfterEscapes(_ byte: UInt8) {
        typeEscapes(escapes)
        state = .typing
        type(byte)
    }
}
