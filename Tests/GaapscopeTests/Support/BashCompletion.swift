// Calls the completion function of the bash script as the Tab key does.

enum BashCompletion {
    /// Returns the completions that bash offers.
    /// - Parameter line: the text after the program's name up to the cursor.
    static func offers(for line: String, environment: [String: String] = [:]) throws -> [String] {
        let program = try ChildProcess.gaapscope.get()
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        let script = """
            PATH=\(program.dropLast("/gaapscope".count)):$PATH
            source <(gaapscope --generate-completion-script bash)
            COMP_WORDS=(gaapscope \(words.map { "'\($0)'" }.joined(separator: " "))) COMP_CWORD=\(words.count)
            COMP_LINE='gaapscope \(line)' COMP_POINT=${#COMP_LINE}
            [[ $(complete -p gaapscope) =~ -F.([a-z_]+) ]]
            "${BASH_REMATCH[1]}" gaapscope '\(words.last ?? "")' '\(words.dropLast().last ?? "gaapscope")'
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try ChildProcess.run(
            ["-c", script], program: "/bin/bash", environment: environment.merging(["PATH": "/usr/bin:/bin"]) { $1 })
        return result.output.split(separator: "\n").map { $0.last == " " ? String($0.dropLast()) : String($0) }
    }
}
