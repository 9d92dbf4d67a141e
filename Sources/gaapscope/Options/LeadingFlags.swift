// Flags before the command: `gaapscope --profile prod list`. The parser accepts a command only as the first word, so
// these flags are moved behind the command. The parser also determines where they end.

import ArgumentParser

struct LeadingFlags: ParsableCommand {
    @OptionGroup private var client: ClientOptions
    @Argument(parsing: .captureForPassthrough) private var rest: [String] = []

    /// Returns the line from the first word that is neither a client flag nor its value.
    static func rest(of line: [String]) -> ArraySlice<String> {
        // A wrong line is returned unchanged, so that the parser of the command reports the error.
        guard line.first?.hasPrefix("--") == true, line.first?.hasPrefix("---") == false,
            let flags = try? parse(line), line.suffix(flags.rest.count).elementsEqual(flags.rest)
        else { return line[...] }
        return line.suffix(flags.rest.count)
    }

    /// Returns the line with the command moved before the client flags that precede it.
    /// - Parameter commands: the names of commands; another word stays where it is.
    static func behindCommand(_ line: [String], commands: [String]) -> [String] {
        let rest = rest(of: line)
        // The command `help` takes no flags, and the language is known without moving them.
        guard rest.count < line.count, let command = rest.first, command != "help", commands.contains(command) else {
            return line
        }
        return [command] + line[..<rest.startIndex] + rest.dropFirst()
    }
}
