// The rules, as functions from a file to what is wrong in it. They stand apart from the tests over the tree, so that
// each can be shown to fail.

extension SourceTree.File {
    /// What is wrong with a Swift file, one line each.
    var breaches: [String] {
        let imports = Set(text.imports)
        var found = imports.intersection(Walls.banned).map { "imports \($0)" }
        if isInSources {
            if let allowed = Walls.allowed[target] {
                found += imports.subtracting(allowed).map { "imports \($0), which \(target) may not" }
            } else {
                found.append("is in \(target), a target without a row in the table")
            }
            for (word, owner) in Walls.exclusive where owner != target {
                found += text.lines(saying: word).map { "line \($0): names \(word), which is \(owner)'s" }
            }
            for (word, other) in Walls.replaced {
                found += text.lines(saying: word).map { "line \($0): names \(word); use \(other)" }
            }
        }
        for word in Walls.needReason {
            found += text.linesWithoutReason(saying: word).map { "line \($0): \(word) without a reason" }
        }
        return found.sorted().map { "\(path) \($0)" }
    }

    /// What is wrong with a C file: only CTerminal's own files may include curses, its headers not, lest it spreads.
    var cBreaches: [String] {
        guard !(path.hasPrefix("Sources/CTerminal/") && path.hasSuffix(".c")) else { return [] }
        let curses = ["curses.h", "ncurses.h", "term.h", "cursesw.h"]
        return text.includes.filter { include in curses.contains { include == $0 || include.hasSuffix("/" + $0) } }
            .map { "\(path) includes \($0)" }
    }
}
