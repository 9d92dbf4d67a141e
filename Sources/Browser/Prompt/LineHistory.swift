// The history of prompts, separately for each kind of prompt, because a filter is not a command.

/// The lines that were entered, oldest first, without duplicates.
struct LineHistory: Equatable, Sendable {
    /// The maximum number of stored lines.
    static let capacity = 50

    private(set) var lines: [String] = []

    init() {}

    /// Adds a line as the newest one, and removes an earlier copy of it. Blank lines are ignored.
    mutating func add(_ line: String) {
        guard line.contains(where: { $0 != " " }) else { return }
        lines.removeAll { $0 == line }
        lines.append(line)
        lines.removeFirst(max(0, lines.count - Self.capacity))
    }
}

/// The data that is kept from one prompt to the next.
struct PromptMemory: Equatable, Sendable {
    private(set) var histories: [Prompt.Kind: LineHistory] = [:]
    /// The last text that was cut, in any prompt.
    var cutText = ""

    init() {}

    func lines(of kind: Prompt.Kind) -> [String] { histories[kind]?.lines ?? [] }

    mutating func add(_ line: String, to kind: Prompt.Kind) {
        histories[kind, default: LineHistory()].add(line)
    }
}
