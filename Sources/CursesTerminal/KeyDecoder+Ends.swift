// How a sequence, a string or a paste ends, and which keys result from it.

import Browser

extension KeyDecoder {
    /// Ends an unfinished sequence, string or paste, because no more bytes will arrive for it.
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
        // Alt with a character that could have introduced a string, but no string followed.
        case .string where stringCount == 0 && escapes > 0:
            state = .typing
            keys.append(.alt(Character(Unicode.Scalar(sequence[sequence.count - 1]))))
        case .typing, .swallowing, .mouse, .string, .stringEscape: state = .typing
        }
    }

    /// Ends a complete CSI or SS3 sequence.
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

    /// Ends a sequence and appends its key, if the sequence is a key. A single Escape before the sequence is how some
    /// terminals send Alt, which is ignored here.
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

    /// Drops the current sequence, because the byte cannot be part of a sequence.
    mutating func abort(with byte: UInt8) {
        state = .typing
        type(byte)
    }

    /// Handles bytes that looked like a special key but are not. The first byte was typed. The other bytes may be the
    /// start of another sequence.
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

    /// Handles bytes whose first byte does not start a special key.
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
