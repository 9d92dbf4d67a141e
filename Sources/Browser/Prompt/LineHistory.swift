// What was typed at prompts before, a list for each kind of prompt: a filter is no command.

/// Lines that were entered, oldest first, each once.
package struct LineHistory: Equatable, Sendable {
    /// Lines kept.
    package static let most = 50

    package private(set) var lines: [String] = []

    package init() {}

    /// Takes a line in; one that was there before becomes the newest. Blank ones are not kept.
    package mutating func add(_ line: String) {
        guard line.contains(where: { $0 != " " }) else { return }
        lines.removeAll { $0 == line }
        lines.append(line)
        lines.removeFirst(max(0, lines.count - Self.most))
    }
}

/// What prompts remember from one to the next.
package struct PromptMemory: Equatable, Sendable {
    package private(set) var histories: [Prompt.Kind: LineHistory] = [:]
    /// What was cut last, at any prompt.
    package var cutText = ""

    package init() {}

    package func lines(of kind: Prompt.Kind) -> [String] { histories[kind]?.lines ?? [] }

    package mutating func add(_ line: String, to kind: Prompt.Kind) {
        histories[kind, default: LineHistory()].add(line)
    }
}
