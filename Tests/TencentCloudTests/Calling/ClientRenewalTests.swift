import FoundationEssentials
import Synchronization
import Testing

@testable import TencentCloud

/// Gives out the keys of a list, one a search, and the last one for all that follow.
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

/// A service that lets only some tokens in.
private final class GuardedTransport: Transport {
    private let valid: Set<String>
    private let log = Mutex<[String]>([])

    init(valid: Set<String>) { self.valid = valid }

    /// The tokens it was shown, in order.
    var tokens: [String] { log.withLock(\.self) }

    func send(_ request: TransportRequest) async throws(TransportFault) -> TransportResponse {
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
            transport: transport, endpoint: .forTests, credentials: CredentialChain([source]),
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

    @Test func `A refused token is renewed and the call made again, signed afresh`() async {
        let transport = GuardedTransport(valid: ["new"])
        let source = RotatingCredentials(["old", "new"])
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == "fine")
        #expect(transport.tokens == ["old", "new"])
        #expect(await code { _ = try await client.call(Ping()) } == "fine")
        #expect(transport.tokens == ["old", "new", "new"])
        #expect(source.searches == 2)
    }

    @Test func `A call renews once, however many tokens there would be`() async {
        let transport = GuardedTransport(valid: ["d"])
        let source = RotatingCredentials(["a", "b", "c", "d"])
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == "AuthFailure.TokenFailure")
        #expect(transport.tokens == ["a", "b"])
        #expect(source.searches == 2)
    }

    @Test func `Where looking again brings the same token the refusal is told and nothing sent again`() async {
        let transport = GuardedTransport(valid: [])
        let source = RotatingCredentials(["old"])
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == "AuthFailure.TokenFailure")
        #expect(transport.tokens == ["old"])
        #expect(source.searches == 2)
    }

    @Test func `Fifty calls whose token ends in the middle renew once`() async {
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

    @Test func `Another refusal renews nothing`() async {
        let source = RotatingCredentials(["old", "new"])
        let transport = ScriptedTransport([.error("AuthFailure.SignatureFailure")], time: time.source)
        let client = client(transport, source)
        #expect(await code { _ = try await client.call(Ping()) } == "AuthFailure.SignatureFailure")
        #expect(source.searches == 1)
    }
}
