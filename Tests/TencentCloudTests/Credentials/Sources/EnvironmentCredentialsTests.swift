import Essentials
import Testing

@testable import TencentCloud

@Suite struct EnvironmentCredentialsTests {
    private static let id = "TENCENTCLOUD_SECRET_ID"
    private static let key = "TENCENTCLOUD_SECRET_KEY"
    private static let token = "TENCENTCLOUD_TOKEN"

    private func find(_ environment: [String: String]) -> CredentialFinding {
        EnvironmentCredentials(environment: environment).find()
    }

    @Test func `A pair is found, with its token if one is set`() {
        let pair = find([Self.id: "AKID", Self.key: "k"])
        #expect(pair.credential == Credential(secretID: "AKID", secretKey: Secret("k")))
        let three = find([Self.id: "AKID", Self.key: "k", Self.token: "t"])
        #expect(three.credential == Credential(secretID: "AKID", secretKey: Secret("k"), token: Secret("t")))
    }

    @Test(arguments: [[:], [id: ""], [id: "", key: "", token: ""], [token: "t"], ["PATH": "/bin"]])
    func `If no variable is set, no key is found`(environment: [String: String]) {
        #expect(find(environment).nothing == "\(Self.id) and \(Self.key) are not set")
    }

    @Test(arguments: [
        ([id: "AKIDx"], key), ([id: "AKIDx", key: ""], key), ([key: "hunter2"], id), ([id: "", key: "hunter2"], id),
        ([key: "hunter2", token: "hunter2"], id),
    ])
    func `Half a pair ends the search and names the missing half`(environment: [String: String], missing: String) {
        let finding = find(environment)
        #expect(finding.broken?.contains("\(missing) is not") == true)
        #expect(!allTextForms(of: finding).contains("hunter2"))
    }

    @Test(
        arguments: [
            ("\"hunter2\"", "quotes"), ("'hunter2'", "quotes"), ("\"hunter2", "quotes"), ("hunter2'", "quotes"),
            ("“hunter2”", "character"), (" hunter2", "blank"), ("hunter2 ", "blank"), ("hunter2\n", "blank"),
            ("hunter2\r\nX-Evil: 1", "blank"), ("hun\tter2", "blank"), (" ", "blank"), ("hunter２", "blank"),
            ("hunter2\0", "blank"),
        ], [id, key, token])
    func `Quotes, blanks and unexpected characters are reported with the variable and without its value`(
        value: (text: String, word: String), variable: String
    ) {
        var environment = [Self.id: "AKIDx", Self.key: "k"]
        environment[variable] = value.text
        let finding = find(environment)
        #expect(finding.broken?.contains(variable) == true)
        #expect(finding.broken?.contains(value.word) == true)
        #expect(!finding.line[.english].contains("hunter") && !finding.line[.english].contains("hun\t"))
    }

    @Test(arguments: [
        (["TENCENTCLOUD_ROLE_ARN": "\"qcs::x\""], "TENCENTCLOUD_ROLE_ARN has quotes"),
        (["TENCENTCLOUD_ROLE_ARN": "qcs::x "], "TENCENTCLOUD_ROLE_ARN contains a blank"),
        (
            ["TENCENTCLOUD_ROLE_ARN": "qcs::x", "TENCENTCLOUD_ROLE_SESSION_NAME": "a/b"],
            "TENCENTCLOUD_ROLE_SESSION_NAME must be"
        ),
    ])
    func `An invalid role ends the search, with or without a key`(role: [String: String], words: String) {
        #expect(find(role).broken?.contains(words) == true)
        #expect(find(role.merging([Self.id: "AKIDx", Self.key: "k"]) { $1 }).broken?.contains(words) == true)
    }
}
