// Each invalid snapshot has an error message: what is wrong, where, and what to do.

import Essentials
import TencentCloud
import TestSupport
import Testing

import Inventory
@testable import Reports

@Suite struct SnapshotErrorTests {
    private static let start = #"{"schemaVersion":1,"fetchedAt":"2026-11-23T06:41:37Z","complete":true"#

    static let texts: [(text: String, words: String)] = [
        ("", "the file is empty: take the snapshot again"),
        (" \n", "the file is empty: take the snapshot again"),
        ("hello", "not valid JSON (line 1, column 1: a value is expected, not “h”)"),
        ("<html>", "not valid JSON"),
        (
            start + ",\n\"listeners\":[{\"Port\":80",
            "the file ends unexpectedly (line 2, column 24: a comma or } is expected"
        ),
        (
            start + ",\n\"listeners\":[{\"ListenerName\":\"abc",
            "the file ends unexpectedly (line 2, column 30: a text without"
        ),
        (start + ",\n\"listeners\":[,]}", "line 2, column 14: a value is expected, not “,”"),
        (
            start + #","listeners":[]}"# + "\n" + start,
            "line 2, column 1: unexpected text after the end of the value: it must be a single"
        ),
        ("[]", "JSON, but not a snapshot: schemaVersion is missing: use a file from gaapscope snapshot"),
        ("{}", "JSON, but not a snapshot: schemaVersion is missing"),
        (#"{"Response":{"ListenerSet":[]}}"#, "JSON, but not a snapshot: schemaVersion is missing"),
        (#"{"schemaVersion":1}"#, "fetchedAt is missing"),
        (start + "}", "listeners is missing"),
        (
            #"{"schemaVersion":3,"anything":"else"}"#,
            "schemaVersion 3 is newer than 2, the latest that this version supports: update"
        ),
        (#"{"schemaVersion":0}"#, "schemaVersion 0 does not exist"),
        (#"{"schemaVersion":"1"}"#, "schemaVersion is not an integer"),
        (
            #"{"schemaVersion":1,"fetchedAt":"soon","complete":true,"listeners":[]}"#,
            "fetchedAt is not a time like 2026"
        ),
        (start + #","listeners":{}}"#, "listeners is not a list"),
        (start + #","listeners":[{"ProxyId":"a"},5]}"#, "listeners[1] is not an object"),
        (start + #","listeners":[],"owners":["x"]}"#, "owners[0] is not an object"),
        (
            start + ",\n\"listeners\":[\n{\"ProxyId\":\"a\"},\n {\"Port\":\"80\"}]}",
            "line 4, column 2: listeners[1].Port is not an integer"
        ),
        (
            start + #","listeners":[{"Port":99999999999999999999}]}"#,
            "line 1, column 84: listeners[0].Port is not a number in range"
        ),
        (
            start + #","listeners":[{"RealServerSet":[{"DownIPList":"x"}]}]}"#,
            "listeners[0].RealServerSet[0].DownIPList is not a list"
        ),
        (start + #","listeners":[{"Port":80}]}"#, "listeners[0] has no owner: add ProxyId, GroupId or Owner"),
        (
            start + #","listeners":[],"owners":[{"Id":"x","Kind":"bus"}]}"#,
            "owner “x” has the unknown kind “bus”: Kind must be"
        ),
        (start + #","listeners":[],"owners":[{"Kind":"proxy"}]}"#, "owners[0].Id is missing"),
    ]

    @Test(arguments: texts)
    func `An error has a location and advice`(_ text: String, _ words: String) {
        expect(Array(text.utf8), words)
    }

    @Test(
        arguments: [
            (Array("{\"a\":\"".utf8) + [0xFF, 0xFE], "line 1, column 7: not valid UTF-8: save it as UTF-8"),
            (Array("{\n\"a\":\"".utf8) + [0xED, 0xA0, 0x80], "line 2, column 6: not valid UTF-8"),
            ([0x7B, 0x00, 0x7D, 0x00], "not UTF-8, possibly UTF-16"),
            ([0xFF, 0xFE, 0x7B, 0x00], "not UTF-8, possibly UTF-16"),
        ] as [([UInt8], String)])
    func `A file that is not UTF-8 is reported`(_ bytes: [UInt8], _ words: String) {
        expect(bytes, words)
    }

    @Test func `Deep nesting is rejected`() {
        let deep = String(repeating: "[", count: 100_000)
        expect(Array((Self.start + #","listeners":"# + deep).utf8), "nested deeper than 32")
    }

    @Test
    func `No truncated snapshot is accepted`() {
        let whole = Array((Self.start + #","listeners":[{"ListenerId":"监听","ProxyId":"link-1","Port":80}]}"#).utf8)
        #expect(throws: Never.self) { try SnapshotDocument(parsing: whole) }
        for count in whole.indices {
            #expect(throws: SnapshotError.self) { try SnapshotDocument(parsing: Array(whole.prefix(count))) }
        }
    }

    private func expect(_ bytes: [UInt8], _ words: String) {
        do throws(SnapshotError) {
            _ = try SnapshotDocument(parsing: bytes)
            Issue.record("an invalid snapshot was accepted")
        } catch {
            #expect(error.description.contains(words), "\(error)")
            #expect(error.fullMessage[.chinese].isChinese && !error.fullMessage[.english].isChinese)
        }
    }
}
