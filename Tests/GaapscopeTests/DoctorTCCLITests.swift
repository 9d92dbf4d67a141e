// What `gaapscope doctor` reports about the endpoint of tccli, and that nothing else uses that endpoint.

import Essentials
import FoundationEssentials
import TencentCloud
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct DoctorTCCLITests {
    private static let path = "/home/u/.tccli/default.configure"

    private func finding(_ text: String, asking endpoint: String? = "https://gaap.tencentcloudapi.com") throws
        -> DoctorFinding?
    {
        Doctor.tccliFinding(
            Self.path, .text(Secret(text), isOpen: false), asking: try endpoint.map { try Endpoint(parsing: $0) })
    }

    @Test(arguments: ["gaap.tencentcloudapi.com", "https://gaap.tencentcloudapi.com", "GAAP.tencentcloudapi.com:443"])
    func `The same endpoint is recognized in every notation`(text: String) throws {
        let finding = try finding(
            #"{"_sys_param":{"region":"x"},"gaap":{"endpoint":"\#(text)","version":"2018-05-29"}}"#)
        #expect(finding?.what[.english] == "\(Self.path) makes tccli use the same endpoint")
        #expect(finding?.level == .info && finding?.status == nil)
    }

    @Test(arguments: [
        ("gaap.intl.tencentcloudapi.com", "https://gaap.intl.tencentcloudapi.com"),
        ("http://gaap.tencentcloudapi.com", "http://gaap.tencentcloudapi.com"), ("a b", "https://a b"),
    ])
    func `A different endpoint is reported with both endpoints and advice`(text: String, shown: String) throws {
        let finding = try finding(#"{"gaap":{"endpoint":"\#(text)"}}"#)
        #expect(
            finding?.what[.english] == "\(Self.path) makes tccli use \(shown), not https://gaap.tencentcloudapi.com")
        #expect(finding?.advice?[.english].contains("--site") == true)
        #expect(
            try self.finding(#"{"gaap":{"endpoint":"\#(text)"}}"#, asking: nil)?.what[.english]
                == "\(Self.path) makes tccli use \(shown)")
    }

    @Test(arguments: [
        "{}", #"{"gaap":{}}"#, #"{"gaap":{"endpoint":""}}"#, #"{"gaap":{"endpoint":7}}"#, #"{"gaap":null}"#,
    ])
    func `A profile without an endpoint is not reported`(text: String) throws { #expect(try finding(text) == nil) }

    @Test(arguments: [
        "", "[]", "{", String(repeating: "[", count: 10_000),
        #"{"gaap":"# + String(repeating: #"{"a":"#, count: 10_000),
        String(repeating: " ", count: 900_000),
    ])
    func `A file that cannot be parsed is reported, however deep or large it is`(text: String) throws {
        #expect(try finding(text)?.what[.english] == "\(Self.path) is not a JSON object")
    }

    @Test func `The file of the profile in use is read and changes no setting`() throws {
        let emulator = try EmulatorProcess()
        try withTemporaryFolder { home in
            try FileManager.default.createDirectory(atPath: "\(home)/.tccli", withIntermediateDirectories: true)
            func write(_ name: String, _ bytes: [UInt8]) throws {
                try Data(bytes).write(to: URL(filePath: "\(home)/.tccli/\(name).configure"))
            }
            try write("default", Array(#"{"gaap":{"endpoint":"gaap.example.com"}}"#.utf8))
            try write("work", Array(#"{"gaap":{"endpoint":"\#(emulator.endpoint)"}}"#.utf8))
            try write("broken", [0xFF, 0xFE, 0x00])
            func rows(_ profile: String?) throws -> [Substring] {
                let result = try emulator.run(["doctor"], changes: ["HOME": home, "TCCLI_PROFILE": profile])
                #expect(result.lines(of: "network").contains { $0.hasSuffix("endpoint \(emulator.endpoint)") })
                return result.lines(of: "tccli")
            }
            #expect(
                try rows(nil).map { $0.contains("use https://gaap.example.com, not \(emulator.endpoint)") } == [true])
            #expect(try rows("work").map { $0.hasSuffix("work.configure makes tccli use the same endpoint") } == [true])
            #expect(try rows("broken").map { $0.hasSuffix("broken.configure is not UTF-8") } == [true])
            #expect(try rows("nobody").isEmpty)
            let info = try emulator.run(["info"], changes: ["HOME": home, "GAAPSCOPE_ENDPOINT": nil])
            #expect(info.output.contains("https://gaap.intl.tencentcloudapi.com"))
            #expect(!info.output.contains("gaap.example.com"))
        }
    }
}
