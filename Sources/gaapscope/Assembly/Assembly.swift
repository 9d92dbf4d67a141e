// Putting the parts together: settings and environment become a client of the live service, or of the embedded emulator. The only
// place that knows both.

import FoundationEssentials
import GAAPEmulator
import HTTPTransport
import Inventory
import TencentCloud

/// Where the data come from.
enum Source: Sendable {
    case live
    /// The emulator inside this process, through the very same signed HTTP.
    case demo
}

struct Assembly: Sendable {
    let settings: Settings
    let source: Source
    let environment: [String: String]

    /// What the header calls the account.
    var accountLabel: String { source == .demo ? "demo" : "default" }

    /// A fetch service that connects when it is first asked.
    func fetchService(emit: @escaping @Sendable (FetchEvent) -> Void) -> FetchService {
        FetchService(
            pageSize: settings.pageSize, connect: { () async throws(CloudError) in try await connect(emit) }, emit: emit
        )
    }

    private func connect(_ emit: @escaping @Sendable (FetchEvent) -> Void) async throws(CloudError) -> Client {
        var endpoint = settings.endpoint
        var credentials = CredentialChain.standard(environment: environment)
        if source == .demo {
            endpoint = try await startEmulator()
            credentials = CredentialChain([FixedCredentials(EmulatorOptions.credential)])
        } else {
            // Without a key nothing need be opened; the error is told at once.
            do throws(CredentialProblem) { _ = try credentials.resolve() } catch { throw .credentials(error) }
        }
        let transport = try makeTransport(to: endpoint)
        return Client(
            transport: transport, endpoint: endpoint, credentials: credentials,
            quota: Quota(rate: settings.rate, time: .system), language: settings.language,
            observe: { emit(.called($0)) })
    }

    private func makeTransport(to endpoint: Endpoint) throws(CloudError) -> HTTPTransport {
        do {
            return try HTTPTransport(
                endpoint: endpoint, caFile: settings.caFile, totalTimeout: settings.timeout, environment: environment)
        } catch {
            throw .transport(TransportFault(.other, "\(error)"))
        }
    }

    private func startEmulator() async throws(CloudError) -> Endpoint {
        var options = EmulatorOptions()
        options.churn = true
        let server = EmulatorServer(Emulator(options: options))
        let (endpoints, ready) = AsyncStream.makeStream(of: Result<Endpoint, EmulatorServer.Failure>.self)
        Task.detached {
            do throws(EmulatorServer.Failure) {
                try await server.run { ready.yield(.success($0)) }
            } catch {
                ready.yield(.failure(error))
            }
        }
        for await result in endpoints {
            switch result {
            case .success(let endpoint): return endpoint
            case .failure(let error): throw .transport(TransportFault(.other, "the emulator: \(error.reason)"))
            }
        }
        throw .cancelled
    }
}
