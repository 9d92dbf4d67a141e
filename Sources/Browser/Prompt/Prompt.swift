// A line being typed at the bottom of the screen, or in the picker: the text, what is wrong with it, and where in the
// history and among the completions one is.

/// A prompt that is open.
struct Prompt: Equatable, Sendable {
    enum Kind: Hashable, Sendable {
        /// `/` over the list: filters as one types.
        case filter
        /// `/` in a text.
        case search
        /// A time, since which changes are shown.
        case since
        /// `:`.
        case command
    }

    let kind: Kind
    private(set) var line: LineEditor
    /// What stood there before: Esc brings it back.
    let before: String
    /// What is wrong with the text.
    var fault: String?
    /// What Tab offers; nil once something else was typed.
    private(set) var offer: Offer?
    /// Where in the history one is; nil outside it.
    private var recalled: Recalled?

    init(_ kind: Kind, text: String = "", memory: PromptMemory = PromptMemory()) {
        self.kind = kind
        line = LineEditor(text, cutText: memory.cutText)
        before = text
    }

    var text: [Character] { line.text }
    var cursor: Int { line.cursor }
    var string: String { line.string }

    /// Takes a key that edits; false when it is none.
    mutating func edit(_ key: Key) -> Bool {
        guard line.edit(key) else { return false }
        offer = nil
        return true
    }

    // MARK: History

    /// How many lines back, and what was being typed before that.
    private struct Recalled: Equatable {
        let steps: Int
        let draft: String
    }

    /// Goes to the line before in a history, or to the one after; behind the newest is what was being typed. False at
    /// an end.
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

    /// Candidates on show, and which of them stands in the text.
    struct Offer: Equatable, Sendable {
        let completion: Completion
        /// nil while only what they have in common stands there.
        fileprivate(set) var chosen: Int?
    }

    /// Goes to the next candidate or the one before, going round; false when none is on show.
    mutating func turn(by step: Int) -> Bool {
        guard var offer else { return false }
        let count = offer.completion.candidates.count
        let next = offer.chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
        offer.chosen = next
        line.replace(offer.completion.start..<cursor, with: offer.completion.candidates[next])
        self.offer = offer
        return true
    }

    /// Takes a completion in: the only candidate, or what all have in common, or where that is nothing new the first
    /// one or the last.
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
