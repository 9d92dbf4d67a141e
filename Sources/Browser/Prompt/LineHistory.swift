// What was typed at prompts before, a list for each kind of prompt: a filter is no command.

/// Lines that were entered, oldest first, each once.
struct LineHistory: Equatable, Sendable {
    /// Lines kept.
    static let most = 50

    private(set) var lines: [String] = []

    init() {}

    /// Takes a line in; one that was there before becomes the newest. Blank ones are not kept.
    mutating func add(_ line: String) {
        guard line.contains(where: { $0 != " " }) else { return }
        lines.removeAll { $0 == line }
        lines.append(line)
        lines.removeFirst(max(0, lines.count - Self.most))
    }
}

/// What prompts remember from one to the next.
struct PromptMemory: Equatable, Sendable {
    private(set) var histories: [Prompt.Kind: LineHistory] = [:]
    /// What was cut last, at any prompt.
    var cutText = ""

    init() {}

    func lines(of kind: Prompt.Kind) -> [String] { histories[kind]?.lines ?? [] }

    mutating func add(_ line: String, to kind: Prompt.Kind) {
        histories[kind, default: LineHistory()].add(line)
    }
}
