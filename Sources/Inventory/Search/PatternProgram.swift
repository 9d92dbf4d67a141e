// Compiles a tree to instructions, so that all alternatives can be followed at the same time.

import Essentials

/// The program that a matcher runs.
struct PatternProgram: Sendable, Equatable {
    enum Instruction: Sendable, Equatable {
        /// Matches one character of a set. The value is the index of the set in `sets`.
        case set(Int)
        /// Continue at both instructions.
        case split(Int, Int)
        case jump(Int)
        case anchor(PatternNode.Anchor)
        case found
    }

    /// The maximum number of instructions. Each of them may be evaluated for each character of a text.
    private static let maximumLength = 600

    private(set) var instructions: [Instruction] = []
    private(set) var sets: [CharacterSet] = []

    init(_ node: PatternNode) throws(Pattern.ParseError) {
        try add(node)
        try emit(.found)
    }

    private mutating func emit(_ instruction: Instruction) throws(Pattern.ParseError) {
        guard instructions.count < Self.maximumLength else {
            throw Pattern.ParseError(Wording("the regular expression is too long", zh: "正则表达式过长"))
        }
        instructions.append(instruction)
    }

    private mutating func add(_ node: PatternNode) throws(Pattern.ParseError) {
        switch node {
        case .nothing: break
        case .set(let set):
            let known = sets.firstIndex(of: set) ?? sets.count
            if known == sets.count { sets.append(set) }
            try emit(.set(known))
        case .anchor(let anchor): try emit(.anchor(anchor))
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let branches): try add(branches)
        case .repeated(let inner, let minimum, let maximum):
            for _ in 0..<minimum { try add(inner) }
            if let maximum {
                try addOptional(inner, times: maximum - minimum)
            } else {
                // split ─► inner ─► back to the split
                let split = instructions.count
                try emit(.split(split + 1, split + 1))
                try add(inner)
                try emit(.jump(split))
                instructions[split] = .split(split + 1, instructions.count)
            }
        }
    }

    private mutating func add(_ branches: [PatternNode]) throws(Pattern.ParseError) {
        var ends: [Int] = []
        for (number, branch) in branches.enumerated() {
            guard number < branches.count - 1 else {
                try add(branch)
                break
            }
            let split = instructions.count
            try emit(.split(split + 1, split + 1))
            try add(branch)
            ends.append(instructions.count)
            try emit(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for end in ends { instructions[end] = .jump(instructions.count) }
    }

    private mutating func addOptional(_ inner: PatternNode, times: Int) throws(Pattern.ParseError) {
        var splits: [Int] = []
        for _ in 0..<times {
            splits.append(instructions.count)
            try emit(.split(instructions.count + 1, instructions.count + 1))
            try add(inner)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }
}
