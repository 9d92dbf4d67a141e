// How the built program finds keys in files. The service is the emulator.

import FoundationEssentials
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct CredentialFilesTests {
    private let emulator: EmulatorProcess

    init() throws { emulator = try EmulatorProcess() }

    private var id: String { emulator.environment["TENCENTCLOUD_SECRET_ID"] ?? "" }
    private var key: String { emulator.environment["TENCENTCLOUD_SECRET_KEY"] ?? "" }

    /// Runs `list` with a home directory that contains one file.
    private func list(
        _ path: String, _ text: String, mode: Int = 0o600, arguments: [String] = [], changes: [String: String?] = [:]
    ) throws -> (result: ChildProcess.Result, path: String) {
        try withTemporaryFolder { home in
            let file = URL(filePath: "\(home)/\(path)")
            let folder = file.deletingLastPathComponent().path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for folder in [home, folder] {
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
            }
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
            var changes = changes
            changes["HOME"] = home
            for name in ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] where changes[name] == nil {
                changes.updateValue(nil, forKey: name)
            }
            return (try emulator.run(["list", "--no-header"] + arguments, changes: changes), file.path)
        }
    }

    @Test func `The default profile of tccli and the file of the SDKs are found`() throws {
        let profile = try list(".tccli/default.credential", #"{"secretId":"\#(id)","secretKey":"\#(key)"}"#)
        let ini = try list(".tencentcloud/credentials", "[default]\nsecret_id = \(id)\nsecret_key = \(key)\n")
        for (result, _) in [profile, ini] {
            #expect(result.status == 0)
            #expect(result.errors.isEmpty, "\(result.errors)")
            #expect(!result.output.isEmpty)
        }
    }

    @Test func `A file that every user can read works and produces a warning of one line`() throws {
        let (result, path) = try list(
            ".tccli/default.credential", #"{"secretId":"\#(id)","secretKey":"\#(key)"}"#, mode: 0o644)
        #expect(result.status == 0)
        #expect(result.errors == "gaapscope: \(path) can be read by every user of this machine; chmod 600 it\n")
        #expect(!result.output.isEmpty)
    }

    @Test func `A profile given by a flag takes precedence over the key in the environment`() throws {
        let wrong = ["TENCENTCLOUD_SECRET_ID": "AKIDnobody", "TENCENTCLOUD_SECRET_KEY": "k"]
        let (result, _) = try list(
            ".tccli/work.credential", #"{"secretId":"\#(id)","secretKey":"\#(key)"}"#,
            arguments: ["--profile", "work"],
            changes: wrong)
        #expect(result.status == 0, "\(result.errors)")
        let (other, path) = try list(
            ".tccli/work.credential", "{}", arguments: ["--profile", "home"],
            changes: emulator.environment.filter { $0.key.hasPrefix("TENCENTCLOUD_") })
        #expect(other.status == 3)
        #expect(other.errors.contains(path.replacing("work", with: "home") + ": not there"), "\(other.errors)")
    }

    @Test(arguments: [
        (
            #"{"secretId":"AKIDx","secretKey":"hunter2","token":"t","type":"oauth","expiresAt":1}"#,
            "run `tccli auth login`"
        ),
        (
            #"{"secretId":"AKIDx","secretKey":"hunter2","token":"t","type":"sso","expiresAt":1}"#,
            "run `tccli sso login`"
        ),
        (#"{"secretId":"AKIDx","secretKey":"\"hunter2\""}"#, "secretKey has quotes around its value; remove them"),
        (#"{"secretId":"AKIDx","secretKey":" hunter2"}"#, "secretKey contains a blank"),
        (#"{"secretKey":"hunter2"}"#, "secretKey is present but secretId is missing"), ("hunter2", "is not JSON"),
    ])
    func `An error of a file names its path and key and exits with status 3`(text: String, words: String) throws {
        let (result, path) = try list(".tccli/default.credential", text)
        #expect(result.status == 3)
        #expect(result.errors.contains("no credentials (\(path): "), "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(!result.errors.contains("hunter2"))
        #expect(result.output.isEmpty)
    }
}
