import Testing

@testable import TencentCloud

@Suite struct ProfileCredentialsTests {
    private static let now = UnixTime(1_800_000_000)
    private static let path = "/home/u/.tccli/default.credential"
    private static let pair = #""secretId":"AKIDx","secretKey":"k""#

    private func find(
        _ text: String, choice: ProfileCredentials.Choice = .usual, at path: String = path
    ) async -> CredentialFinding {
        await ProfileCredentials(choice, home: "/home/u", files: .these([path: text]), now: { Self.now }).find()
    }

    @Test(arguments: [
        ("{\(pair)}", nil, nil), (#"{\#(pair),"token":null,"type":""}"#, nil, nil),
        (#"{\#(pair),"type":"default","token":""}"#, nil, nil), (#"{\#(pair),"token":"t"}"#, "t", nil),
        (#"{\#(pair),"token":"t","expiresAt":1800000900}"#, "t", 1_800_000_900.0),
        (#"{\#(pair),"token":"t","type":"oauth","expiresAt":1800000900.5,"oauth":{"site":1}}"#, "t", 1_800_000_900.5),
        (#"{\#(pair),"token":"t","type":"sso","expiresAt":1800000900,"sso":{}}"#, "t", 1_800_000_900),
    ])
    func `Each kind of key is read`(text: String, token: String?, end: Double?) async {
        let wanted = Credential(
            secretID: "AKIDx", secretKey: Secret("k"), token: token.map(Secret.init), expiresAt: end.map(UnixTime.init))
        #expect(await find(text).credential == wanted)
    }

    @Test(arguments: [
        ("oauth", "expiresAt has passed; run `tccli auth login`"),
        ("sso", "expiresAt has passed; run `tccli sso login`"),
        ("default", "expiresAt has passed; renew secretId, secretKey and token"),
    ])
    func `A login that is over says what to run`(kind: String, words: String) async {
        for end in [1_799_999_999, 1_800_000_000] {
            let text = #"{"secretId":"AKIDx","secretKey":"hunter2","token":"t","type":"\#(kind)","expiresAt":\#(end)}"#
            #expect(await find(text).broken == words)
        }
    }

    @Test(arguments: [
        (#"{"secretId":"hunter2"}"#, "secretId is there but secretKey is not"),
        (#"{"secretKey":"hunter2","token":"t"}"#, "secretKey is there but secretId is not"),
        (#"{"secretId":"AKIDx","secretKey":" hunter2"}"#, "secretKey holds a blank"),
        (#"{"secretId":"AKIDx","secretKey":"k","token":"'hunter2'"}"#, "token has quotes"),
        (#"{"secretId":"AKIDx","secretKey":"hunter2","type":"oauth"}"#, "token is not; run `tccli auth login`"),
        (#"{"type":"oauth"}"#, "neither secretId nor secretKey; run `tccli auth login`"),
        (#"{"type":"sso"}"#, "neither secretId nor secretKey; run `tccli sso login`"),
        (#"{"type":"hunter2"}"#, "type is none of default, oauth, sso and cvm-role"),
        (#"{"secretId":7,"secretKey":"hunter2"}"#, "secretId is not a text"),
        (#"{"secretId":"AKIDx","secretKey":"hunter2","expiresAt":"hunter2"}"#, "expiresAt is not a number"),
        (#"["hunter2"]"#, "is JSON, but not an object"), ("\"hunter2\"", "is JSON, but not an object"),
        ("hunter2", "is not JSON"), ("", "is not JSON"), (#"{"secretKey":"hunter2""#, "is not JSON"),
    ])
    func `What is wrong is told by file and key, and ends the search`(text: String, words: String) async {
        let finding = await find(text)
        #expect(finding.broken?.contains(words) == true, "\(finding)")
        #expect(finding.line.hasPrefix("\(Self.path): "))
        #expect(!everyText(of: finding).contains("hunter2"))
    }

    @Test func `The usual profile may be missing or without a key`() async {
        #expect(await find("", at: "/elsewhere").line == "\(Self.path): not there")
        #expect(await find("{}").nothing == "has neither secretId nor secretKey")
        let homeless = await ProfileCredentials(.usual, home: nil, files: .these([:]), now: { Self.now }).find()
        #expect(homeless.line == "~/.tccli/default.credential: HOME is not set")
    }

    @Test func `A profile with settings alone is told from one that nobody made`() async {
        let finding = await find("{}", at: "/home/u/.tccli/default.configure")
        #expect(finding.nothing == "not there, only /home/u/.tccli/default.configure; run `tccli configure`")
        let work = await find("{}", choice: .named("work", by: "--profile"), at: "/home/u/.tccli/work.configure")
        #expect(work.broken?.contains("run `tccli configure --profile work`") == true)
    }

    @Test func `A profile that was asked for must be there`() async {
        let choice = ProfileCredentials.Choice.named("work", by: "TCCLI_PROFILE")
        let path = "/home/u/.tccli/work.credential"
        #expect(await find("{\(Self.pair)}", choice: choice, at: path).credential != nil)
        #expect(await find("", choice: choice).line == "\(path): not there; TCCLI_PROFILE asks for this profile")
        #expect(await find("", choice: choice).broken != nil)
        let empty = await find("{}", choice: choice, at: path)
        #expect(empty.broken == "has neither secretId nor secretKey; TCCLI_PROFILE asks for this profile")
        let over = await find(
            #"{\#(Self.pair),"token":"t","type":"oauth","expiresAt":1}"#, choice: choice, at: path)
        #expect(over.broken == "expiresAt has passed; run `tccli auth login --profile work`")
    }

    @Test(arguments: ["", "../other", "a/b", "/etc/passwd", "a\0b", ".", "..", "a\nb"])
    func `A name that leads elsewhere is refused`(name: String) async {
        let finding = await find("{\(Self.pair)}", choice: .named(name, by: "--profile"))
        #expect(finding.broken?.hasPrefix("--profile must be the name of a profile") == true)
    }
}
