// `list` on a terminal: the width and colours apply only there.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct TerminalListTests {
    private func list(
        _ emulator: EmulatorProcess, _ arguments: [String] = [], columns: Int = 60, changes: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            ChildProcess.gaapscope.get(), ["list"] + arguments,
            environment: emulator.environment.merging(changes) { $1 }, size: ScreenSize(columns: columns, rows: 80))
        #expect(try terminal.waitForExit() == .exited(0))
        return terminal
    }

    @Test func `A table is cut to the width only on a terminal`() throws {
        let emulator = try EmulatorProcess()
        let piped = try emulator.run(["list"]).output.split(separator: "\n")
        let widest = piped.map(\.count).max() ?? 0
        #expect(widest > 60)
        let screen = try list(emulator).screen
        // A line longer than the terminal would occupy two rows.
        #expect(screen.text.filter { !$0.isEmpty }.count == piped.count)
        #expect(screen.text.allSatisfy { row in row.isEmpty || piped.contains { $0.prefix(24) == row.prefix(24) } })
        let wide = try list(emulator, columns: 200).screen
        #expect(wide.text.contains { $0.count > 60 })
        // In streamed output the order of owners is not fixed.
        let markdown = try list(emulator, ["-o", "md"])
        let shown = String(decoding: markdown.outputSinceMark, as: UTF8.self).split(whereSeparator: \.isNewline)
        #expect(try shown.sorted() == emulator.run(["list", "-o", "md"]).output.split(separator: "\n").sorted())
    }

    @Test func `State words have colours on a terminal, and elsewhere only on request`() throws {
        let emulator = try EmulatorProcess()
        func colorOfDown(_ terminal: PseudoTerminal) throws -> ScreenCell.Color {
            let row = try #require(terminal.screen.text.firstIndex { $0.hasPrefix("DOWN ") })
            return terminal.screen.cell(row, 0).foreground
        }
        #expect(try colorOfDown(list(emulator)) != .standard)
        #expect(try colorOfDown(list(emulator, changes: ["NO_COLOR": "1"])) == .standard)
        #expect(try colorOfDown(list(emulator, ["--color", "never"])) == .standard)
        #expect(try !emulator.run(["list"]).output.contains("\u{1B}"))
        #expect(try emulator.run(["list", "--color", "always"]).output.contains("\u{1B}["))
        for format in ["json", "csv", "md"] {
            #expect(try !emulator.run(["list", "--color", "always", "-o", format]).output.contains("\u{1B}"))
        }
    }
}
