// The parser's completion scripts know the default command only by its name: after `gaapscope --proxy ` they offer
// nothing. The additions here make the shell treat a line that begins with a flag as a line of the browser.

enum CompletionScript {
    /// Returns a completion script of the parser with the support for the default command added. Returns any other text
    /// unchanged.
    static func completed(_ script: String, defaultCommand: String) -> String {
        if script.hasPrefix("#!/bin/bash") { return "\(script)\n\n\(bash(defaultCommand))" }
        if script.hasPrefix("function __gaapscope") { return "\(script)\n\n\(fish(defaultCommand))" }
        // A zsh completion file ends with a call of the function that it defines. The addition must precede that call.
        guard script.hasPrefix("#compdef "), let call = script.firstRange(of: "\nif [[ \"${funcstack[1]}\"") else {
            return script
        }
        return "\(script[..<call.lowerBound])\n\(zsh(defaultCommand))\(script[call.lowerBound...])"
    }

    private static func bash(_ command: String) -> String {
        #"""
        _gaapscope_by_default() {
            if ((COMP_CWORD > 0)) && [[ "${COMP_WORDS[1]}" = -* ]]; then
                COMP_LINE="${COMP_WORDS[0]} \#(command)${COMP_LINE#"${COMP_WORDS[0]}"}"
                COMP_WORDS=("${COMP_WORDS[0]}" \#(command) "${COMP_WORDS[@]:1}")
                ((COMP_CWORD += 1, COMP_POINT += 1 + \#(command.count)))
            fi
            _gaapscope "${@}"
        }

        complete -o filenames -F _gaapscope_by_default gaapscope
        """#
    }

    private static func zsh(_ command: String) -> String {
        #"""
        functions[__gaapscope_command]="${functions[_gaapscope]}"
        _gaapscope() {
            if [[ "${words[2]}" = -* ]]; then
                words=("${words[1]}" \#(command) "${(@)words[2,-1]}")
                ((CURRENT += 1))
            fi
            __gaapscope_command "${@}"
        }

        """#
    }

    private static func fish(_ command: String) -> String {
        #"""
        functions --erase __gaapscope_typed_tokens
        functions --copy __gaapscope_tokens __gaapscope_typed_tokens
        function __gaapscope_tokens
            set -l tokens (__gaapscope_typed_tokens $argv)
            if string match -q -- '-p*' $argv[1]
                # The first word after the program's name, even if it is still being typed.
                set -l first $tokens[2] (commandline -t)
                if string match -q -- '-*' $first[1]
                    set tokens $tokens[1] \#(command) $tokens[2..]
                end
            end
            string join -- \n $tokens
        end
        """#
    }
}
