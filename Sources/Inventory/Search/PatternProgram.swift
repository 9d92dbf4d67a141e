// A tree as instructions, so that all ways through it can be followed at the same time.

import Essentials

/// What a matcher runs.
struct PatternProgram: Sendable, Equatable {
    enum Instruction: Sendable, Equatable {
        /// One character of a set, by its place in `sets`.
        case set(Int)
        /// Both ways.
        case split(Int, Int)
        case jump(Int)
        case place(PatternNode.Place)
        case found
    }

    /// Instructions at most: each may have to be looked at for each letter of a text.
    private static let longest = 600

    private(set) var instructions: [Instruction] = []
    private(set) var sets: [CharacterSet] = []

    init(_ node: PatternNode) throws(Pattern.ParseError) {
        try add(node)
        try emit(.found)
    }

    private mutating func emit(_ instruction: Instruction) throws(Pattern.ParseError) {
        guard instructions.count < Self.longest else {
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
        case .place(let place): try emit(.place(place))
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let branches): try add(branches)
        case .repeated(let inner, let least, let most):
            for _ in 0..<least { try add(inner) }
            if let most {
                try addOptional(inner, times: most - least)
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
