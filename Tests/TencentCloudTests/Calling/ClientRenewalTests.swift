import Essentials
import FoundationEssentials
import Synchronization
import Testing

@testable import TencentCloud
import TestSupport

/// Returns the keys of a list, one per search, and the last key for every later search.
final class RotatingCredentials: CredentialSource {
    let name = Wording(verbatim: "rotating")
    private let credentials: [Credential]
    private let count = Mutex(0)

    init(_ tokens: [String]) {
        credentials = tokens.map { Credential(secretID: "AKIDx", secretKey: Secret("k"), token: Secret($0)) }
    }

    var searches: Int { count.withLock(\.self) }

    func find() -> CredentialFinding {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return found(credentials[min(number, credentials.count) - 1])
    }
}

/// A service that accepts only the given tokens.
private final class GuardedTransport: Transport {
    private let valid: Set<String>
    private let log = Mutex<[String]>([])

    init(valid: Set<String>) { self.valid = valid }

    /// The tokens of the received requests, in order.
    var tokens: [String] { log.withLock(\.self) }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let token = request.headers["X-TC-Token"] ?? ""
        log.withLock { $0.append(token) }
        let body =
            valid.contains(token)
            ? #"{"Response":{"Pong":1,"RequestId":"r"}}"#
            : #"{"Response":{"Error":{"Code":"AuthFailure.TokenFailure","Message":"no"},"RequestId":"r"}}"#
        return TransportResponse(status: 200, headers: [], body: Data(body.utf8))
    }
}

@Suite(.timeLimit(.minutes(3))) struct ClientRenewalTests {
    private let time = ManualTime()

    private func client(_ transport: any Transport, _ source: any CredentialSource) -> Client {
        Client(
            transport: transport, endpoint: .forTests,
            credentials: CredentialStore(CredentialChain([source]), time: time.source),
            quota: Quota(rate: 1000, time: time.source), retry: RetryPolicy { 1 }, time: time.source)
    }

    private func code(_ body: () async throws -> Void) async -> String {
        do {
            try await body()
            return "fine"
        } catch CloudError.service(let error) {
            return error.code
        } catch {
            return "\(error)"
        }
    }

    @Test func `If a token is refused, the client renews the token and repeats the call with a new signature`() async {
        let transport = GuardedTransport(valid: ["new"])
        let source = RotatingCredentials(["old", "new"])
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == "fine")
        #expect(transport.tokens == ["old", "new"])
        #expect(await code { _ = try await client.call(Ping()) } == "fine")
        #expect(transport.tokens == ["old", "new", "new"])
        #expect(source.searches == 2)
    }

    @Test func `A call renews its token at most once`() async {
        let transport = GuardedTransport(valid: ["d"])
        let source = RotatingCredentials(["a", "b", "c", "d"])
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == "AuthFailure.TokenFailure")
        #expect(transport.tokens == ["a", "b"])
        #expect(source.searches == 2)
    }

    @Test func `If the renewal finds the same token, the refusal is reported and the call is not repeated`() async {
        let transport = GuardedTransport(valid: [])
        let source = RotatingCredentials(["old"])
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == "AuthFailure.TokenFailure")
        #expect(transport.tokens == ["old"])
        #expect(source.searches == 2)
    }

    @Test func `Fifty concurrent calls whose token expires renew it once`() async {
        let transport = GuardedTransport(valid: ["new"])
        let source = RotatingCredentials(["old", "new", "newer"])
        let client = client(transport, source)
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { await code { _ = try await client.call(Ping()) } } }
            for await code in group { #expect(code == "fine") }
        }
        #expect(source.searches == 2)
        #expect(transport.tokens.count { $0 == "new" } == 50)
    }

    @Test(arguments: [
        ("AuthFailure.SecretIdNotFound", 2), ("AuthFailure.InvalidSecretId", 2), ("AuthFailure.SignatureFailure", 2),
        ("AuthFailure.TokenFailure", 2), ("AuthFailure", 2), ("AuthFailure.SomethingNew", 2),
        ("AuthFailure.SignatureExpire", 1), ("AuthFailure.UnauthorizedOperation", 1), ("AuthFailure.MFAFailure", 1),
        ("UnauthorizedOperation", 1), ("ResourceNotFound", 1),
    ])
    func `Only an error that refuses the key makes the client search for another key`(
        refusal: String, searches: Int
    ) async {
        let source = RotatingCredentials(["old", "new"])
        let transport = ScriptedTransport([.error(refusal)], time: time.source)
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == refusal)
        #expect(source.searches == searches)
        #expect(transport.requests.count == searches)
    }

    @Test func `The next call uses a key that was corrected in its file`() async throws {
        let home = Mutex(#"{"secretId":"AKIDwrong","secretKey":"k"}"#)
        let files = FileReading { path in
            path == "/h/.tccli/default.credential" ? .text(Secret(home.withLock(\.self)), isOpen: false) : .absent
        }
        let transport = ScriptedTransport(
            [
                .error("AuthFailure.SecretIdNotFound"), .error("AuthFailure.SecretIdNotFound"),
                .answer("{\"Response\":{}}"),
            ],
            time: time.source)
        let client = Client(
            transport: transport, endpoint: .forTests,
            credentials: CredentialStore(
                .standard(
                    environment: ["HOME": "/h"], files: files,
                    services: KeyServices(
                        metadata: MetadataService(transport: transport),
                        tokens: TokenService(transport: transport, endpoint: .forTests))),
                time: time.source),
            quota: Quota(rate: 1000, time: time.source), retry: RetryPolicy { 1 }, time: time.source)
        #expect(await code { _ = try await client.call(Ping()) } == "AuthFailure.SecretIdNotFound")
        // A key with another ID belongs to another account: it is not used within this session.
        home.withLock { $0 = #"{"secretId":"AKIDright","secretKey":"k"}"# }
        await #expect(throws: CloudError.credentials(.otherAccount)) { try await client.call(Ping()) }
        home.withLock { $0 = #"{"secretId":"AKIDwrong","secretKey":"corrected"}"# }
        #expect(await code { _ = try await client.call(Ping()) } == "fine")
    }
}
