// What `gaapscope doctor` reports about the site of the key and about the terminal.

import Essentials
import PseudoTerminal
import TencentCloud
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct DoctorPlaceTests {
    @Test(arguments: [
        ("https://gaap.intl.tencentcloudapi.com", "international", "china"),
        ("https://gaap.ap-guangzhou.tencentcloudapi.com", "china", "international"),
    ])
    func `An unknown key is reported with the other site as advice`(endpoint: String, site: String, other: String)
        throws
    {
        let endpoint = try Endpoint(parsing: endpoint)
        let unknown = Doctor.siteFinding(endpoint, isKeyKnown: false)
        #expect(unknown.level == .fail && unknown.status == .credentials)
        #expect(unknown.what[.english].contains(site) && unknown.advice?[.english].hasSuffix("--site \(other)") == true)
        #expect(Doctor.siteFinding(endpoint, isKeyKnown: true).what[.english] == "the \(site) site knows the key")
        #expect(Doctor.siteFinding(endpoint, isKeyKnown: nil).level == .info)
    }

    @Test func `The answers of the service show whether it knows the key`() throws {
        let emulator = try EmulatorProcess()
        let known = try emulator.run(["doctor"])
        #expect(known.lines(of: "site").map { $0.hasPrefix("pass ") } == [true])
        // A service that finds the signature wrong knows the key.
        let wrong = try emulator.run(["doctor"], changes: ["TENCENTCLOUD_SECRET_KEY": "wrong"])
        #expect(wrong.lines(of: "site").map { $0.hasPrefix("pass ") } == [true])
        let unknown = try emulator.run(["doctor"], changes: ["TENCENTCLOUD_SECRET_ID": "AKIDunknown"])
        #expect(unknown.status == 3)
        #expect(unknown.lines(of: "site").map { $0.hasPrefix("fail ") } == [true])
    }

    @Test func `Without a terminal the environment determines the lines about the terminal`() throws {
        let emulator = try EmulatorProcess()
        let rows = try emulator.run(["doctor"], changes: ["STY": "1.x"]).lines(of: "terminal")
        for words in ["xterm-256color, 256 colours", "UTF-8", "OSC 52 through screen"] {
            #expect(rows.contains { $0.contains(words) }, "\(words)")
        }
        // The tmux server does not exist, so nothing is claimed about its settings.
        let tmux = try emulator.run(["doctor"], changes: ["TMUX": "/nonexistent,1,0"]).lines(of: "terminal")
        #expect(tmux.contains { $0.contains("OSC 52 through tmux") && $0.contains("tmux set -s set-clipboard on") })
        let bare = try emulator.run(["doctor"], changes: ["TERM": nil, "LANG": "C"])
        #expect(bare.status == 0)
        #expect(!bare.lines(of: "terminal").contains { $0.hasPrefix("warn ") })
        // C.UTF-8 is used instead of C.
        #expect(bare.lines(of: "terminal").contains { $0.hasPrefix("pass ") && $0.hasSuffix("UTF-8") })
    }

    @Test func `In a terminal the window size is reported`() throws {
        let emulator = try EmulatorProcess()
        let terminal = try PseudoTerminal(
            try ChildProcess.gaapscope.get(), ["doctor"], environment: emulator.environment,
            size: ScreenSize(columns: 117, rows: 45))
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(String(decoding: terminal.outputSinceMark, as: UTF8.self).contains("45 rows, 117 columns"))
    }
}
