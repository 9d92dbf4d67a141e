// A line being typed at the bottom of the screen or in the picker: its text, its fault, and the positions in the
// history and among the completions.

/// An open prompt.
struct Prompt: Equatable, Sendable {
    enum Kind: Hashable, Sendable {
        /// `/` in the list: filters while the user types.
        case filter
        /// `/` in a text: searches.
        case search
        /// A time, to show the changes since then.
        case since
        /// `:`, a typed command.
        case command
    }

    let kind: Kind
    private(set) var line: LineEditor
    /// The previous text, which Esc restores.
    let before: String
    /// The message about an invalid text; nil if the text is valid.
    var fault: String?
    /// The candidates of Tab; nil after any other edit.
    private(set) var offer: Offer?
    /// The position in the history; nil outside the history.
    private var recalled: Recalled?

    init(_ kind: Kind, text: String = "", memory: PromptMemory = PromptMemory()) {
        self.kind = kind
        line = LineEditor(text, cutText: memory.cutText)
        before = text
    }

    var text: [Character] { line.text }
    var cursor: Int { line.cursor }
    var string: String { line.string }

    /// Applies an editing key; returns false for any other key.
    mutating func edit(_ key: Key) -> Bool {
        guard line.edit(key) else { return false }
        offer = nil
        return true
    }

    // MARK: History

    /// The number of lines back, and the line that was being typed before.
    private struct Recalled: Equatable {
        let steps: Int
        let draft: String
    }

    /// Goes to the previous or next line of the history. After the newest line comes the line that was being typed.
    /// Returns false at either end.
    mutating func recall(_ step: Int, in lines: [String]) -> Bool {
        let at = recalled?.steps ?? 0
        let next = at + step
        guard next >= 0, next <= lines.count else { return false }
        let draft = recalled?.draft ?? string
        recalled = next == 0 ? nil : Recalled(steps: next, draft: draft)
        line = LineEditor(next == 0 ? draft : lines[lines.count - next], cutText: line.cutText)
        offer = nil
        return true
    }

    // MARK: Completion

    /// The candidates on the screen, and which of them is in the text.
    struct Offer: Equatable, Sendable {
        let completion: Completion
        /// The index of the candidate in the text; nil if the text has only the common prefix.
        fileprivate(set) var chosen: Int?
    }

    /// Goes to the next or previous candidate and wraps. Returns false if no candidates are on the screen.
    mutating func turn(by step: Int) -> Bool {
        guard var offer else { return false }
        let count = offer.completion.candidates.count
        let next = offer.chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
        offer.chosen = next
        line.replace(offer.completion.start..<cursor, with: offer.completion.candidates[next])
        self.offer = offer
        return true
    }

    /// Inserts a completion: the only candidate, or the common prefix, or, if the prefix adds nothing, the first or
    /// last candidate.
    mutating func complete(_ completion: Completion, step: Int) {
        let typed = String(text[completion.start..<cursor])
        if completion.candidates.count == 1, completion.total == 1 {
            line.replace(completion.start..<cursor, with: completion.candidates[0] + completion.ending)
            offer = nil
            return
        }
        offer = Offer(completion: completion, chosen: nil)
        if completion.common.count > typed.count {
            line.replace(completion.start..<cursor, with: completion.common)
        } else {
            _ = turn(by: step)
        }
    }
}
