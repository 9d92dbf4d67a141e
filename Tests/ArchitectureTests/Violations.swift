// The rules, as functions from a file to its violations. They are separate from the tests over the source tree, so that
// a test can show that each rule detects a violation.

extension SourceTree.File {
    /// The violations in a Swift file, one line per violation.
    var violations: [String] {
        let imports = Set(text.imports)
        var found = imports.intersection(DependencyRules.banned).map { "imports \($0)" }
        if isInSources {
            if let allowed = DependencyRules.allowed[target] {
                found += imports.subtracting(allowed).map { "imports \($0), which \(target) may not" }
            } else {
                found.append("is in \(target), a target without a row in the table")
            }
            for (word, owner) in DependencyRules.exclusive where owner != target {
                found += text.lines(containing: word).map { "line \($0): names \(word), which only \(owner) may use" }
            }
            for (word, other) in DependencyRules.replaced {
                found += text.lines(containing: word).map { "line \($0): names \(word); use \(other)" }
            }
        }
        for word in DependencyRules.needReason {
            found += text.linesWithoutReason(containing: word).map { "line \($0): \(word) without a reason" }
        }
        return found.sorted().map { "\(path) \($0)" }
    }

    /// The violations in a C file. Only the .c files of CTerminal may include curses; its headers may not, because the
    /// include would reach every file that includes them.
    var cViolations: [String] {
        guard !(path.hasPrefix("Sources/CTerminal/") && path.hasSuffix(".c")) else { return [] }
        let curses = ["curses.h", "ncurses.h", "term.h", "cursesw.h"]
        return text.includes.filter { include in curses.contains { include == $0 || include.hasSuffix("/" + $0) } }
            .map { "\(path) includes \($0)" }
    }
}
