// The files that the browser writes and reads: exports, the sort order of the list, profiles.

import FoundationEssentials
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct BrowserFilesTests {
    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    @Test func `An export creates a new file in the current directory`() throws {
        try withTemporaryFolder { folder in
            let browser = try BrowserSession.started(directory: folder)
            browser.send("!x\r")
            try browser.waitFor("wrote ")
            browser.send("x\r")
            // The name contains the second, so it is in use now. A file gets its name when it is complete.
            func files() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".tmp") }
            }
            try browser.waitUntil("another file") { _ in try files().count == 2 }
            for file in try files() {
                #expect(file.hasPrefix("gaapscope-default-2") && file.hasSuffix(".csv"))
                let lines = try text("\(folder)/\(file)").split(whereSeparator: \.isNewline)
                #expect(lines[0].hasPrefix("\u{FEFF}state,port,name"))
                #expect(lines.count > 3 && !lines.dropFirst().contains { $0.hasPrefix("OK,") })
            }
        }
    }

    @Test func `A directory that is not writable is reported and the browser continues`() throws {
        let browser = try BrowserSession.started(changes: ["HOME": nil], directory: "/proc")
        // Without a home directory the journal cannot be written either. Its message appears at any time on the same
        // line, so it is awaited first.
        try browser.waitFor("kept in memory only")
        browser.send("x\r")
        try browser.waitUntil("the refusal") { $0.contains("not written") && $0.contains("/proc/gaapscope-default-") }
        browser.send("q")
        #expect(try browser.waitForExit() == .exited(0))
    }

    @Test func `The sort order of the list is stored for the next start`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let first = try BrowserSession.started(emulator, changes: ["HOME": folder])
            first.send(">r")
            try first.waitFor("sorted by PORT, reversed")
            first.send("q")
            #expect(try first.waitForExit() == .exited(0))
            #expect(try text("\(folder)/.local/state/gaapscope/order") == "-port\n")
            let second = try BrowserSession.started(emulator, changes: ["HOME": folder])
            let ports = second.screen.text[3..<10].compactMap { Int($0.dropFirst(6).prefix(5).filter(\.isNumber)) }
            #expect(ports.count == 7 && ports == ports.sorted(by: >))
        }
    }

    @Test func `A change of the profile shows another account on the same screen`() throws {
        try withTemporaryFolder { folder in
            let small = try EmulatorProcess(["--proxies", "3", "--groups", "1", "--listeners", "25", "--seed", "9"])
            let large = try EmulatorProcess()
            try FileManager.default.createDirectory(
                atPath: "\(folder)/.tccli", withIntermediateDirectories: true)
            for (name, emulator) in [("alpha", small), ("beta", large), ("broken", small)] {
                let keys = #"{"secretId":"\#(emulator.secretID)","secretKey":"\#(emulator.secretKey)"}"#
                try Data(keys.utf8).write(to: URL(filePath: "\(folder)/.tccli/\(name).credential"))
            }
            let config = """
                {"profiles": {"alpha": {"endpoint": "\(small.endpoint)"}, "beta": {"endpoint": "\(large.endpoint)"},
                              "broken": {"caFile": "/nonexistent.pem"}}}
                """
            try Data(config.utf8).write(to: URL(filePath: "\(folder)/config.json"))
            let browser = try BrowserSession(
                changes: ["HOME": folder, "GAAPSCOPE_ENDPOINT": nil],
                arguments: ["--config", "\(folder)/config.json", "--profile", "alpha"])
            try browser.waitUntil("the first account") {
                $0.text[0].contains("GAAP  alpha ") && $0.contains("25 listeners") && $0.isWhole
            }
            browser.send("P")
            try browser.waitUntil("the profiles") { $0.contains("Switch to profile") && $0.contains("broken") }
            browser.send("jj\r")
            try browser.waitUntil("the refusal") { $0.contains("/nonexistent.pem") && $0.contains("25 listeners") }
            browser.send("P" + "j\r")
            try browser.waitUntil("the second account") {
                $0.text[0].contains("GAAP  beta ") && $0.contains("60 listeners") && $0.isWhole
            }
            browser.send("q")
            #expect(try browser.waitForExit() == .exited(0))
            #expect(browser.isGivenBack)
        }
    }

    @Test func `The browser shows its requests as command lines of tccli`() throws {
        let browser = try BrowserSession.started()
        browser.send("C")
        try browser.waitUntil("the lines") { screen in
            screen.contains("tccli gaap DescribeProxies --Independent 1")
                && screen.contains("gaapscope list --endpoint http") && screen.contains("--sort state")
        }
    }
}

@Suite(.timeLimit(.minutes(10))) struct LanguageOfTheScreenTests {
    @Test func `The locale selects Chinese, and an ASCII screen uses English`() throws {
        let emulator = try EmulatorProcess()
        let chinese = try BrowserSession(emulator, changes: ["LANG": "zh_CN.UTF-8"])
        try chinese.waitUntil("the list") { $0.contains("状态") && $0.contains("名称") && $0.contains("DOWN") }
        let ascii = try BrowserSession(emulator, changes: ["LANG": "zh_CN.UTF-8"], arguments: ["--ascii"])
        try ascii.waitUntil("the list") { $0.contains("PORT NAME") && $0.contains("60 listeners") }
    }
}
