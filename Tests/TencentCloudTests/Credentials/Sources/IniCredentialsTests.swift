import Essentials
import Testing

@testable import TencentCloud

@Suite struct IniCredentialsTests {
    private static let path = "/home/u/.tencentcloud/credentials"

    private func find(_ text: String, open: Set<String> = []) async -> CredentialFinding {
        await IniCredentials(home: "/home/u", files: .inMemory([Self.path: text], open: open)).find()
    }

    @Test(arguments: [
        "[default]\nsecret_id = AKIDx\nsecret_key = k", "[default]\nsecret_id=AKIDx\nsecret_key=k\n",
        "[default]\r\nsecret_id: AKIDx\r\nsecret_key: k\r\n", "[default]\rsecret_id=AKIDx\rsecret_key=k",
        "# [default]\n; note\n\n[other]\nsecret_id=no\nsecret_key=no\n[default]\n\tSECRET_ID =\tAKIDx \nSecret_Key=k",
        "[default]\nsecret_id=AKIDx\nsecret_key=k\nrole_arn=x\njunk\n[other]\nsecret_id=no",
        "[default]\nsecret_id=AKIDx\n[other]\n[default]\nsecret_key=k",
    ])
    func `The section [default] is read in the same way as by the SDKs`(text: String) async {
        #expect(await find(text).credential == Credential(secretID: "AKIDx", secretKey: Secret("k")))
    }

    @Test func `A value may contain the separators = and :, and the comment marks`() async {
        let finding = await find("[default]\nsecret_id=AKIDx\nsecret_key=a=b:c;d#e")
        #expect(finding.credential?.secretKey == Secret("a=b:c;d#e"))
    }

    @Test(arguments: [
        ("", "no section [default]"), ("secret_id=AKIDx\nsecret_key=k", "no section [default]"),
        ("[Default]\nsecret_id=AKIDx", "no section [default]"), ("[default]\n", "neither secret_id nor secret_key"),
        ("[default]\nsecret_id=\nsecret_key=", "neither secret_id nor secret_key"),
    ])
    func `If a file has no key, the search continues with the next source`(text: String, words: String) async {
        #expect(await find(text).nothing?.contains(words) == true)
    }

    @Test(arguments: [
        ("[default]\nsecret_id=hunter2", "secret_id is present but secret_key is missing"),
        ("[default]\nsecret_key=hunter2", "secret_key is present but secret_id is missing"),
        ("[default]\nsecret_id=AKIDx\nsecret_key=\"hunter2\"", "secret_key has quotes"),
        ("[default]\nsecret_id='hunter2'\nsecret_key=k", "secret_id has quotes"),
        ("[default]\nsecret_id=AKIDx\nsecret_key=hunter2 # mine", "secret_key contains a blank"),
        ("[default]\nsecret_id=AKIDx\nsecret_key=hunter2\nsecret_key=hunter2", "secret_key occurs twice"),
    ])
    func `An error is reported with the file and the key, and ends the search`(text: String, words: String) async {
        let finding = await find(text)
        #expect(finding.broken?.contains(words) == true)
        #expect(finding.line[.english].hasPrefix("\(Self.path): "))
        #expect(!allTextForms(of: finding).contains("hunter2"))
    }

    @Test func `A missing file or an unset HOME counts as no key`() async {
        let none = FileReading.inMemory([:])
        #expect(await IniCredentials(home: "/home/u", files: none).find().line[.english] == "\(Self.path): not there")
        let homeless = await IniCredentials(home: nil, files: none).find()
        #expect(homeless.line[.english] == "~/.tencentcloud/credentials: HOME is not set")
        #expect(homeless.nothing != nil)
    }

    @Test func `A file that other users can read is used, with a warning`() async {
        let text = "[default]\nsecret_id=AKIDx\nsecret_key=k"
        #expect(await find(text).warning == nil)
        let finding = await find(text, open: [Self.path])
        #expect(finding.credential != nil)
        #expect(await find("[default]", open: [Self.path]).warning == nil)
        #expect(await find("[default]\nsecret_id=x", open: [Self.path]).warning != nil)
        #expect(finding.warning?[.english] == "\(Self.path) can be read by every user of this machine; chmod 600 it")
    }

    @Test func `An unreadable file ends the search`() async {
        let unreadable = FileReading { _ in .unusable(because: Wording(verbatim: "cannot be read: permission denied")) }
        #expect(
            await IniCredentials(path: "/x", files: unreadable).find()
                == CredentialFinding(
                    Wording(verbatim: "/x"), .broken(because: Wording(verbatim: "cannot be read: permission denied"))))
    }
}
