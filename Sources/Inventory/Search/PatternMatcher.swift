// Follows all ways through a program at once, letter by letter. The sets of ways that come up are few, so each is kept
// as a state with the states that letters lead to: most letters of most texts cost one look into a table.
//
// Invariant: `kernels`, `edges` and `numbers` have the same states; a state is what is to be tried before the next
// letter, with the kind of the letter before it.

/// Looks for a pattern in one text after the other.
struct PatternMatcher {
    private struct Kernel: Hashable {
        /// Instructions to go on from, ascending.
        let ways: [Int]
        let before: Before
    }

    /// What stands before a place.
    private enum Before: Hashable { case nothing, word, other }

    /// States kept; beyond that they are all forgotten, so that no pattern takes much memory.
    private static let most = 1_000
    private static let (unknown, found): (Int32, Int32) = (-1, -2)
    /// Letters with a place in the table: ASCII, and the end of the text.
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

    /// Whether the pattern is somewhere in a folded text.
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
        // Not where all were forgotten meanwhile.
        if isKept, kernels.count >= count { edges[edge] = target }
        return target
    }

    private mutating func number(of kernel: Kernel) -> Int32 {
        if let known = numbers[kernel] { return known }
        if kernels.count >= Self.most {
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

    /// Where the ways lead with a letter; nil where one has come to its end.
    private mutating func follow(_ kernel: Kernel, _ scalar: Unicode.Scalar?) -> Kernel? {
        let isWord = scalar.map(CharacterSet.Kind.word.holds) ?? false
        func holds(_ place: PatternNode.Place) -> Bool {
            switch place {
            case .start: kernel.before == .nothing
            case .end: scalar == nil
            case .wordEdge: (kernel.before == .word) != isWord
            case .noWordEdge: (kernel.before == .word) == isWord
            }
        }
        for place in marks.indices { marks[place] = false }
        var open = kernel.ways
        // The pattern may begin at every letter.
        var next: Set<Int> = [0]
        while let place = open.popLast() {
            if marks[place] { continue }
            marks[place] = true
            switch program.instructions[place] {
            case .found: return nil
            case .jump(let target): open.append(target)
            case .split(let one, let other): open += [other, one]
            case .place(let wanted): if holds(wanted) { open.append(place + 1) }
            case .set(let set): if let scalar, program.sets[set].holds(scalar) { next.insert(place + 1) }
            }
        }
        return Kernel(ways: next.sorted(), before: isWord ? .word : .other)
    }
}
