import Testing

@testable import TencentCloud

@Suite struct EnvironmentCredentialsTests {
    private static let id = "TENCENTCLOUD_SECRET_ID"
    private static let key = "TENCENTCLOUD_SECRET_KEY"
    private static let token = "TENCENTCLOUD_TOKEN"

    @Test func `A pair is found, with a token where there is one`() throws {
        let pair = EnvironmentCredentials(environment: [Self.id: "AKID", Self.key: "k"])
        #expect(try pair.find() == Credential(secretID: "AKID", secretKey: Secret("k")))
        let three = EnvironmentCredentials(environment: [Self.id: "AKID", Self.key: "k", Self.token: "t"])
        #expect(try three.find() == Credential(secretID: "AKID", secretKey: Secret("k"), token: Secret("t")))
    }

    @Test(arguments: [[:], [id: ""], [id: "", key: "", token: ""], [token: "t"], ["PATH": "/bin"]])
    func `Nothing set is nothing found`(environment: [String: String]) throws {
        #expect(try EnvironmentCredentials(environment: environment).find() == nil)
    }

    @Test(arguments: [
        ([id: "AKIDx"], key), ([id: "AKIDx", key: ""], key), ([key: "hunter2"], id), ([id: "", key: "hunter2"], id),
        ([key: "hunter2", token: "hunter2"], id),
    ])
    func `Half a pair is an error that names the missing half`(environment: [String: String], missing: String) {
        let problem = #expect(throws: CredentialProblem.self) {
            try EnvironmentCredentials(environment: environment).find()
        }
        #expect(problem?.tried.joined().contains("\(missing) is not") == true)
        #expect(problem?.tried.joined().contains("hunter2") == false)
    }

    @Test(
        arguments: [
            ("\"hunter2\"", "quotes"), ("'hunter2'", "quotes"), ("\"hunter2", "quotes"), ("hunter2'", "quotes"),
            (" hunter2", "blank"), ("hunter2 ", "blank"), ("hunter2\n", "blank"), ("hunter2\r\nX-Evil: 1", "blank"),
            ("hun\tter2", "blank"), (" ", "blank"), ("hunter２", "blank"), ("hunter2\0", "blank"),
        ], [id, key, token])
    func `Quotes, blanks and strange characters are an error that names the variable and not the value`(
        value: (text: String, word: String), variable: String
    ) {
        var environment = [Self.id: "AKIDx", Self.key: "k"]
        environment[variable] = value.text
        let problem = #expect(throws: CredentialProblem.self) {
            try EnvironmentCredentials(environment: environment).find()
        }
        let words = problem?.tried.joined() ?? ""
        #expect(words.contains(variable))
        #expect(words.contains(value.word))
        #expect(!words.contains("hunter") && !words.contains("hun\t"))
    }
}

@Suite struct CredentialChainTests {
    private struct Empty: CredentialSource {
        let name: String
        func find() -> Credential? { nil }
    }
    private struct Broken: CredentialSource {
        let name = "broken"
        func find() throws(CredentialProblem) -> Credential? { throw CredentialProblem(tried: ["half of it"]) }
    }
    private let credential = Credential(secretID: "AKIDx", secretKey: Secret("k"))

    @Test func `The first source that has something wins`() throws {
        let other = Credential(secretID: "AKIDy", secretKey: Secret("k"))
        let chain = CredentialChain([Empty(name: "a"), FixedCredentials(credential), FixedCredentials(other)])
        #expect(try chain.resolve() == credential)
    }

    @Test func `A source that has half of something ends the search`() {
        let chain = CredentialChain([Broken(), FixedCredentials(credential)])
        #expect(throws: CredentialProblem(tried: ["half of it"])) { try chain.resolve() }
    }

    @Test func `Where nothing is found every source is named`() {
        let chain = CredentialChain([Empty(name: "a"), Empty(name: "b")])
        #expect(throws: CredentialProblem(tried: ["a: not set", "b: not set"])) { try chain.resolve() }
    }
}
