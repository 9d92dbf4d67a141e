// Flags that stand before the command: `gaapscope --profile prod list`. The parser looks for a command in the first
// word only, so these flags are moved behind the command. The parser itself finds where they end.

import ArgumentParser

struct LeadingFlags: ParsableCommand {
    @OptionGroup private var client: ClientOptions
    @Argument(parsing: .captureForPassthrough) private var rest: [String] = []

    /// The line from the first word on that is neither a flag of the client nor its value.
    static func rest(of line: [String]) -> ArraySlice<String> {
        // A line that is wrong is left to the parser of the commands, which says what is wrong.
        guard line.first?.hasPrefix("--") == true, line.first?.hasPrefix("---") == false,
            let flags = try? parse(line), line.suffix(flags.rest.count).elementsEqual(flags.rest)
        else { return line[...] }
        return line.suffix(flags.rest.count)
    }

    /// The line with the command in front of the flags of the client that stood before it.
    /// - Parameter commands: words that may be meant; another one is left where it is.
    static func behindCommand(_ line: [String], commands: [String]) -> [String] {
        let rest = rest(of: line)
        // The command `help` takes no flags, and the language is known without moving them.
        guard rest.count < line.count, let command = rest.first, command != "help", commands.contains(command) else {
            return line
        }
        return [command] + line[..<rest.startIndex] + rest.dropFirst()
    }
}
