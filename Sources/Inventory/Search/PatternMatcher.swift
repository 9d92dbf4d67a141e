// Follows all alternatives of a program at the same time, one character after the other. Few different sets of
// alternatives occur. Each set is stored as a state, together with the states that follow it. So most characters of
// most texts cost one table lookup.
//
// Invariant: `kernels`, `edges` and `numbers` have the same states. A state is the set of instructions to try before
// the next character, with the kind of the previous character.

/// Searches for a pattern in one text after another.
struct PatternMatcher {
    private struct Kernel: Hashable {
        /// The instructions to continue from, ascending.
        let ways: [Int]
        let before: Before
    }

    /// The kind of the character before a position.
    private enum Before: Hashable { case nothing, word, other }

    /// The maximum number of stored states. When it is reached, all are discarded, so that no pattern uses much memory.
    private static let maximumStates = 1_000
    private static let (unknown, found): (Int32, Int32) = (-1, -2)
    /// The number of characters in the table: ASCII, and the end of the text.
    private static let (letters, end) = (129, 128)

    private let program: PatternProgram
    private var kernels: [Kernel] = []
    private var edges: [Int32] = []
    private var numbers: [Kernel: Int32] = [:]
    private var marks: [Bool]

    init(_ pattern: Pattern) {
        program = pattern.program
        marks = Array(repeating: false, count: program.instructions.count)
    }

    /// Whether the pattern occurs in a folded text.
    mutating func isFound(in text: String) -> Bool {
        var state = number(of: Kernel(ways: [0], before: .nothing))
        for scalar in text.unicodeScalars {
            state = step(state, scalar)
            if state == Self.found { return true }
        }
        return step(state, nil) == Self.found
    }

    private mutating func step(_ state: Int32, _ scalar: Unicode.Scalar?) -> Int32 {
        let letter = scalar.map { Int($0.value) } ?? Self.end
        let isKept = scalar.map(\.isASCII) ?? true
        let edge = Int(state) * Self.letters + letter
        if isKept, edges[edge] != Self.unknown { return edges[edge] }
        guard let next = follow(kernels[Int(state)], scalar) else {
            if isKept { edges[edge] = Self.found }
            return Self.found
        }
        let count = kernels.count
        let target = number(of: next)
        // The edge is not stored if all states were discarded in the meantime.
        if isKept, kernels.count >= count { edges[edge] = target }
        return target
    }

    private mutating func number(of kernel: Kernel) -> Int32 {
        if let known = numbers[kernel] { return known }
        if kernels.count >= Self.maximumStates {
            kernels = []
            edges = []
            numbers = [:]
        }
        let new = Int32(kernels.count)
        kernels.append(kernel)
        edges += Array(repeating: Self.unknown, count: Self.letters)
        numbers[kernel] = new
        return new
    }

    /// The state after a character; nil if an alternative has matched.
    private mutating func follow(_ kernel: Kernel, _ scalar: Unicode.Scalar?) -> Kernel? {
        let isWord = scalar.map(CharacterSet.Kind.word.holds) ?? false
        func holds(_ place: PatternNode.Anchor) -> Bool {
            switch place {
            case .start: kernel.before == .nothing
            case .end: scalar == nil
            case .wordBoundary: (kernel.before == .word) != isWord
            case .notWordBoundary: (kernel.before == .word) == isWord
            }
        }
        for place in marks.indices { marks[place] = false }
        var open = kernel.ways
        // The pattern may begin at every character.
        var next: Set<Int> = [0]
        while let place = open.popLast() {
            if marks[place] { continue }
            marks[place] = true
            switch program.instructions[place] {
            case .found: return nil
            case .jump(let target): open.append(target)
            case .split(let one, let other): open += [other, one]
            case .anchor(let wanted): if holds(wanted) { open.append(place + 1) }
            case .set(let set): if let scalar, program.sets[set].holds(scalar) { next.insert(place + 1) }
            }
        }
        return Kernel(ways: next.sorted(), before: isWord ? .word : .other)
    }
}
