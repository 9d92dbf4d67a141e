import Essentials
import Synchronization

@testable import TencentCloud
import TestSupport

/// A client with a scripted transport and a manual clock, and the call records that the client reported.
final class ClientFixture: Sendable {
    let time = ManualTime()
    let transport: ScriptedTransport
    let client: Client
    private let log: Log

    private final class Log: Sendable { let records = Mutex<[CallRecord]>([]) }

    var records: [CallRecord] { log.records.withLock { $0 } }

    init(
        _ script: [ScriptedTransport.Line], rate: Int = 20, token: Secret? = nil,
        credentials: (any CredentialSource)? = nil, language: Language = .english
    ) {
        let log = Log()
        self.log = log
        transport = ScriptedTransport(script, time: time.source)
        let credential = Credential(secretID: "AKIDx", secretKey: Secret("k"), token: token)
        client = Client(
            transport: transport, endpoint: .forTests,
            credentials: CredentialStore(
                CredentialChain([credentials ?? FixedCredentials(credential)]), time: time.source),
            quota: Quota(rate: rate, time: time.source), retry: RetryPolicy { 1 }, time: time.source,
            language: language, observe: { record in log.records.withLock { $0.append(record) } })
    }

    func start(_ action: Ping = Ping()) -> Task<Result<Reply<Ping.Answer>, CloudError>, Never> {
        time.start { [client] in
            do throws(CloudError) {
                return .success(try await client.call(action, about: "link-1"))
            } catch {
                return .failure(error)
            }
        }
    }

    func call(_ action: Ping = Ping()) async -> Result<Reply<Ping.Answer>, CloudError> {
        let task = start(action)
        await time.run()
        return await task.value
    }

    /// Returns the code of the failure, or `fine`.
    func outcome(_ result: Result<Reply<Ping.Answer>, CloudError>) -> String {
        switch result {
        case .success: "fine"
        case .failure(.service(let error)): error.code
        case .failure(let error): "\(error)"
        }
    }
}
