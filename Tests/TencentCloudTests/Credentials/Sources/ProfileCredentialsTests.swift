import Essentials
import Testing

@testable import TencentCloud

@Suite struct ProfileCredentialsTests {
    private static let now = UnixTime(1_800_000_000)
    private static let path = "/home/u/.tccli/default.credential"
    private static let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    private static let pair = #""secretId":"AKIDx","secretKey":"k""#

    private func find(
        _ text: String, choice: ProfileCredentials.Choice = .usual, at path: String = path, home: String? = "/home/u",
        role: Role? = nil, services: KeyServices = .stub()
    ) async -> CredentialFinding {
        await ProfileCredentials(
            choice, role: role, home: home, files: .inMemory([path: text]),
            machine: MachineRoleCredentials(metadata: services.metadata, now: { Self.now }), service: services.tokens,
            now: { Self.now }
        ).find()
    }

    @Test(arguments: [
        ("{\(pair)}", nil, nil), (#"{\#(pair),"token":null,"type":""}"#, nil, nil),
        (#"{\#(pair),"type":"default","token":""}"#, nil, nil), (#"{\#(pair),"token":"t"}"#, "t", nil),
        (#"{\#(pair),"token":"t","expiresAt":1800000900}"#, "t", 1_800_000_900.0),
        (#"{\#(pair),"token":"t","type":"oauth","expiresAt":1800000900.5,"oauth":{"site":1}}"#, "t", 1_800_000_900.5),
        (#"{\#(pair),"token":"t","type":"sso","expiresAt":1800000900,"sso":{}}"#, "t", 1_800_000_900),
    ])
    func `Each kind of profile is read`(text: String, token: String?, end: Double?) async {
        let wanted = Credential(
            secretID: "AKIDx", secretKey: Secret("k"), token: token.map(Secret.init), expiresAt: end.map(UnixTime.init))
        #expect(await find(text).credential == wanted)
    }

    @Test(arguments: [
        ("oauth", "expiresAt has passed; run `tccli auth login`"),
        ("sso", "expiresAt has passed; run `tccli sso login`"),
        ("default", "expiresAt has passed; renew secretId, secretKey and token"),
    ])
    func `The error for an expired login names the command to run`(kind: String, words: String) async {
        for end in [1_799_999_999, 1_800_000_000] {
            let text = #"{"secretId":"AKIDx","secretKey":"hunter2","token":"t","type":"\#(kind)","expiresAt":\#(end)}"#
            #expect(await find(text).broken == words)
        }
    }

    @Test(arguments: [
        (#"{"secretId":"hunter2"}"#, "secretId is present but secretKey is missing"),
        (#"{"secretKey":"hunter2","token":"t"}"#, "secretKey is present but secretId is missing"),
        (#"{"secretId":"AKIDx","secretKey":" hunter2"}"#, "secretKey contains a blank"),
        (#"{"secretId":"AKIDx","secretKey":"k","token":"'hunter2'"}"#, "token has quotes"),
        (#"{"secretId":"AKIDx","secretKey":"hunter2","type":"oauth"}"#, "token is missing; run `tccli auth login`"),
        (#"{"type":"oauth"}"#, "neither secretId nor secretKey; run `tccli auth login`"),
        (#"{"type":"sso"}"#, "neither secretId nor secretKey; run `tccli sso login`"),
        (#"{"type":"hunter2"}"#, "type must be default, oauth, sso or cvm-role"),
        (#"{"secretId":7,"secretKey":"hunter2"}"#, "secretId is not a string"),
        (#"{"secretId":"AKIDx","secretKey":"hunter2","expiresAt":"hunter2"}"#, "expiresAt is not a number"),
        (deep, "is not JSON"), (#"{"secretId":\#(deep),"secretKey":"hunter2"}"#, "is not JSON"),
        (#"{"oauth":\#(deep),"secretKey":"hunter2"}"#, "is not JSON"),
        (String(repeating: " ", count: 900_000), "is not JSON"),
        (#"["hunter2"]"#, "is JSON, but not an object"), ("\"hunter2\"", "is JSON, but not an object"),
        ("hunter2", "is not JSON"), ("", "is not JSON"), (#"{"secretKey":"hunter2""#, "is not JSON"),
    ])
    func `An error is reported with the file and the key, and ends the search`(text: String, words: String) async {
        let finding = await find(text)
        #expect(finding.broken?.contains(words) == true, "\(finding)")
        #expect(finding.line[.english].hasPrefix("\(Self.path): "))
        #expect(!allTextForms(of: finding).contains("hunter2"))
    }

    @Test func `The default profile may be missing or have no key`() async {
        #expect(await find("", at: "/elsewhere").line[.english] == "\(Self.path): not there")
        #expect(await find("{}").nothing == "has neither secretId nor secretKey")
        let homeless = await find("", home: nil)
        #expect(homeless.line[.english] == "~/.tccli/default.credential: HOME is not set")
    }

    @Test func `A profile with settings but no key is distinguished from a profile that does not exist`() async {
        let finding = await find("{}", at: "/home/u/.tccli/default.configure")
        #expect(finding.nothing == "not there, only /home/u/.tccli/default.configure; run `tccli configure`")
        let work = await find(
            "{}", choice: .named("work", by: Wording(verbatim: "--profile")), at: "/home/u/.tccli/work.configure")
        #expect(work.broken?.contains("run `tccli configure --profile work`") == true)
    }

    @Test func `A profile that was requested explicitly must exist`() async {
        let choice = ProfileCredentials.Choice.named("work", by: Wording(verbatim: "TCCLI_PROFILE"))
        let path = "/home/u/.tccli/work.credential"
        #expect(await find("{\(Self.pair)}", choice: choice, at: path).credential != nil)
        #expect(
            await find("", choice: choice).line[.english] == "\(path): not there; TCCLI_PROFILE selects this profile")
        #expect(await find("", choice: choice).broken != nil)
        let empty = await find("{}", choice: choice, at: path)
        #expect(empty.broken == "has neither secretId nor secretKey; TCCLI_PROFILE selects this profile")
        let over = await find(
            #"{\#(Self.pair),"token":"t","type":"oauth","expiresAt":1}"#, choice: choice, at: path)
        #expect(over.broken == "expiresAt has passed; run `tccli auth login --profile work`")
    }

    @Test(arguments: ["", "../other", "a/b", "/etc/passwd", "a\0b", ".", "..", "a\nb"])
    func `A profile name that would lead outside the profile directory is rejected`(name: String) async {
        let finding = await find("{\(Self.pair)}", choice: .named(name, by: Wording(verbatim: "--profile")))
        #expect(finding.broken?.hasPrefix("--profile must be the name of a profile") == true)
    }

    // MARK: Roles

    @Test(arguments: [
        (#"{\#(pair),"role-arn":"qcs::x","role-session-name":"me"}"#, "me"),
        (#"{\#(pair),"role-arn":"qcs::x"}"#, "gaapscope"),
        (#"{\#(pair),"role-arn":"qcs::x","role-session-name":""}"#, "gaapscope"),
    ])
    func `A profile with a role assumes the role with the key of the profile`(text: String, session: String)
        async throws
    {
        let tokens = AnsweringTransport.tokens()
        let finding = await find(text, services: .stub(tokens: tokens))
        #expect(
            finding.credential
                == Credential(
                    secretID: "AKIDtemp1", secretKey: Secret("k1"), token: Secret("t1"),
                    expiresAt: UnixTime(4_000_000_000)))
        #expect(finding.line[.english] == "\(Self.path): key …emp1, role qcs::x assumed with key …KIDx")
        let body = String(decoding: try #require(tokens.requests.first).body, as: UTF8.self)
        #expect(body == #"{"RoleArn":"qcs::x","RoleSessionName":"\#(session)"}"#)
    }

    @Test func `The role from the environment takes precedence over the role of the profile`() async throws {
        let tokens = AnsweringTransport.tokens()
        let finding = await find(
            #"{\#(Self.pair),"role-arn":"qcs::x"}"#, role: Role(arn: "qcs::y"), services: .stub(tokens: tokens))
        #expect(finding.origin?[.english] == "role qcs::y assumed with key …KIDx")
        #expect(tokens.requests.count == 1)
    }

    @Test(arguments: [
        (#""role-arn":"'hunter2'""#, "role-arn has quotes"), (#""role-arn":" x""#, "role-arn contains a blank"),
        (#""role-arn":7"#, "role-arn is not a string"),
        (#""role-arn":"qcs::x","role-session-name":"x""#, "role-session-name must be 2 to 128"),
        (#""role-arn":"qcs::x","role-session-name":"a b""#, "role-session-name must be 2 to 128"),
    ])
    func `An invalid role is reported with its key in the file, and no request is made`(part: String, words: String)
        async
    {
        let tokens = AnsweringTransport.tokens()
        let finding = await find("{\(Self.pair),\(part)}", services: .stub(tokens: tokens))
        #expect(finding.broken?.contains(words) == true, "\(finding)")
        #expect(!finding.line[.english].contains("hunter2"))
        #expect(tokens.requests.isEmpty)
    }

    @Test func `A profile of type cvm-role uses the key of the machine's role`() async {
        let finding = await find(#"{"type":"cvm-role"}"#, services: .stub(metadata: .machine()))
        #expect(finding.line[.english] == "\(Self.path): key …hine, role reader")
        #expect(finding.credential?.expiresAt == UnixTime(4_000_000_000))
    }

    @Test func `A profile of type cvm-role can assume another role with the machine's key`() async throws {
        let tokens = AnsweringTransport.tokens()
        let finding = await find(
            #"{"type":"cvm-role","role-arn":"qcs::x"}"#, services: .stub(metadata: .machine(), tokens: tokens))
        #expect(finding.line[.english] == "\(Self.path): key …emp1, role qcs::x assumed with key …hine")
        #expect(try #require(tokens.requests.first).headers["X-TC-Token"] == "t")
    }

    @Test func `A profile of type cvm-role on a machine without a role is an error`() async {
        let nowhere = await find(#"{"type":"cvm-role"}"#)
        #expect(nowhere.broken?.hasPrefix("type cvm-role: the host metadata.tencentyun.com is unknown") == true)
        let none = await find(#"{"type":"cvm-role"}"#, services: .stub(metadata: .machine(role: (404, ""))))
        #expect(none.broken == "type cvm-role: metadata.tencentyun.com has no role for this machine")
    }
}
