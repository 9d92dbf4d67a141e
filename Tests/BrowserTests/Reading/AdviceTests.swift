import Essentials
import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct AdviceTests {
    private static let sources = [
        "environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set",
        "/home/ops/.tccli/default.credential: not there", "/home/ops/.tencentcloud/credentials: not there",
    ]
    private static let noKey = CloudError.credentials(
        CredentialError(tried: sources.map { Wording(verbatim: $0) }))

    private func talk(
        columns: Int = 80, rows: Int = 24, language: Language = .english, failing error: CloudError = noKey
    ) throws -> Conversation {
        let endpoint = Site.international.endpoint
        var talk = Conversation(columns: columns, rows: rows, language: language) { $0.endpoint = endpoint }
        fail(&talk, error)
        return talk
    }

    private func fail(_ talk: inout Conversation, _ error: CloudError) {
        talk.deliver(
            .ownersListed(talk.run, action: "DescribeProxies", .failed(error)), .sweeping(talk.run, []),
            .finished(talk.run))
    }

    @Test(arguments: [Language.english, .chinese], [Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)])
    func `The first start without a key shows the complete advice`(language: Language, size: Size) throws {
        let talk = try talk(columns: size.columns, rows: size.rows, language: language)
        for text in [
            "TENCENTCLOUD_SECRET_ID=", "TENCENTCLOUD_SECRET_KEY=", "~/.tccli/default.credential",
            #"{"secretId": "#, "~/.tencentcloud/credentials", "secret_id = ", "secret_key = ", "gaapscope doctor",
            "gaapscope --demo", "--site china",
        ] {
            #expect(talk.shows(text), "\(text) is missing in:\n\(talk.testDescription)")
        }
        #expect(!talk.screen.dropFirst(2).contains { $0.hasSuffix("~") })
        #expect(talk.shows(language == .english ? "No credentials found" : "没有可用的密钥"))
    }

    @Test func `In a low window the advice scrolls`() throws {
        var talk = try talk(columns: 40, rows: 12)
        #expect(talk.shows("No credentials found"))
        var seen: Set<String> = []
        for _ in 0..<6 {
            seen.formUnion(talk.screen)
            talk.press(.pageDown)
        }
        for text in ["gaapscope doctor", "gaapscope --demo", "default.credential"] {
            #expect(seen.contains { $0.contains(text) }, "\(text)")
        }
    }

    @Test func `Esc closes the advice, an automatic refresh does not reopen it, and R does`() throws {
        var talk = try talk()
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
        talk.wait(40)
        talk.tick()
        fail(&talk, Self.noKey)
        #expect(talk.state.overlay == nil)
        talk.press(.character("R"))
        fail(&talk, Self.noKey)
        #expect(talk.shows("No credentials found"))
    }

    @Test func `The advice closes once a read succeeds`() throws {
        var talk = try talk()
        talk.press(.character("R"))
        #expect(talk.shows("No credentials found"))
        talk.readAll(Listeners.parse("link-a 80 web 10.0.0.1"))
        #expect(talk.state.overlay == nil)
        #expect(talk.ports == [80])
    }

    @Test(arguments: ["AuthFailure.SecretIdNotFound", "UnauthorizedOperation"])
    func `A wrong key and a missing permission are shown completely, with what to do`(code: String) throws {
        let talk = try talk(failing: refusal(code, "no"))
        #expect(talk.shows("DescribeTCPListeners failed: \(code)"))
        for text in ["gaapscope doctor", "gaapscope --demo", "--site china"] { #expect(talk.shows(text), "\(text)") }
    }

    @Test func `The advice does not cover rows that were already read`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character("R"))
        fail(&talk, Self.noKey)
        #expect(talk.state.overlay == nil)
        #expect(talk.shows("no credentials"))
    }
}
