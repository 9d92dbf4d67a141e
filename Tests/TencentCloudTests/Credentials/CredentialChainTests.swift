import Testing

@testable import TencentCloud

@Suite struct CredentialChainTests {
    private struct Played: CredentialSource {
        let name: String
        let outcome: CredentialFinding.Outcome
        func find() -> CredentialFinding { CredentialFinding(name, outcome) }
    }
    private let credential = Credential(secretID: "AKIDx", secretKey: Secret("k"))

    private func empty(_ name: String) -> Played { Played(name: name, outcome: .nothing(because: "not set")) }

    @Test func `The first source that has something wins`() async throws {
        let other = Credential(secretID: "AKIDy", secretKey: Secret("k"))
        let search = await CredentialChain([empty("a"), FixedCredentials(credential), FixedCredentials(other)]).search()
        #expect(try search.result.get() == credential)
        #expect(search.findings.map(\.line) == ["a: not set", "given: key …KIDx"])
    }

    @Test func `A source that has half of something ends the search, and is all there is to tell`() async {
        let broken = Played(name: "b", outcome: .broken(because: "half of it"))
        let search = await CredentialChain([empty("a"), broken, FixedCredentials(credential)]).search()
        #expect(throws: CredentialProblem(tried: ["b: half of it"])) { try search.result.get() }
        #expect(search.findings.count == 2)
    }

    @Test func `Where nothing is found every source is named`() async {
        await #expect(throws: CredentialProblem(tried: ["a: not set", "b: not set"])) {
            try await CredentialChain([empty("a"), empty("b")]).resolve()
        }
        await #expect(throws: CredentialProblem(tried: [])) { try await CredentialChain([]).resolve() }
    }
}
