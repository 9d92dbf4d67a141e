// Putting the parts together: settings and environment become a client of the live service, or of the embedded
// emulator. The only place that knows both.

import Essentials
import FoundationEssentials
import GAAP
import GAAPEmulator
import HTTPTransport
import Inventory
import Reports
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
    /// nil for as many attempts as make sense, each as long as is set; else one attempt, of so long at most.
    private let longestCall: Duration?
    /// Made at once, since what it finds wrong is a setting; nil for the demo, whose port is not known yet.
    private let live: Live?

    /// What the live service is reached through.
    private struct Live: Sendable {
        let transport: any Transport
        let keys: KeyServices
        /// Whose key the session signs with.
        let holder = SessionHolder()
    }

    init(
        settings: Settings, source: Source, environment: [String: String], longestCall: Duration? = nil
    ) throws(SettingsError) {
        self.settings = settings
        self.source = source
        self.environment = environment
        self.longestCall = longestCall
        do throws(HTTPSettingError) {
            live = source == .demo ? nil : try Self.makeLive(settings, environment, longestCall)
        } catch {
            throw SettingsError(error.message)
        }
    }

    /// What the header calls the account.
    var accountLabel: String { source == .demo ? "demo" : settings.profile ?? Self.unnamedAccount }

    /// What an account is called that no profile names.
    static let unnamedAccount = "default"

    /// Where the last sweep of the account is kept. Nil for the demo, whose account is new each time, and as long as
    /// nobody can tell whose key it is without asking the network: no rows are shown that may be another account's.
    var lastState: LastState? {
        guard let live, let holder = live.holder.value(else: chain(live).holder) else { return nil }
        return LastState(holder: holder, endpoint: settings.endpoint, environment: environment)
    }

    private func chain(_ live: Live) -> CredentialChain {
        CredentialChain.standard(environment: environment, profile: settings.profile, services: live.keys)
    }

    /// What a document about the whole account says of itself.
    var provenance: Report.Provenance {
        Report.Provenance(
            account: accountLabel, endpoint: source == .demo ? nil : settings.endpointText, scope: .all)
    }

    /// A fetch service that connects when it is first asked.
    /// - Parameter pace: is waited for before each page.
    func fetchService(
        pace: @escaping @Sendable () async -> Void = {}, emit: @escaping @Sendable (FetchEvent) -> Void
    ) -> FetchService {
        FetchService(
            pageSize: settings.pageSize, history: settings.history, pace: pace,
            connect: { () async throws(CloudError) in try await connect(emit) }, emit: emit)
    }

    /// A client by itself.
    func client(
        emit: @escaping @Sendable (FetchEvent) -> Void = { _ in }
    ) async throws(CloudError) -> Client { try await connect(emit) }

    private func connect(_ emit: @escaping @Sendable (FetchEvent) -> Void) async throws(CloudError) -> Client {
        guard let live else {
            let key = CredentialStore(
                CredentialChain([FixedCredentials(EmulatorOptions.credential)]), now: { TimeSource.system.moment })
            let endpoint = try await startEmulator()
            do throws(HTTPSettingError) {
                return client(try HTTPTransport(), endpoint, key, emit)
            } catch {
                throw .transport(TransportError(.other, error.message))
            }
        }
        let credentials = CredentialStore(
            chain(live), now: { TimeSource.system.moment }, holder: live.holder.value, warn: { emit(.warned($0)) },
            learn: live.holder.learn)
        // Without a key nothing need be opened; the error is told at once.
        do throws(CredentialError) {
            _ = try await credentials.credential()
        } catch {
            throw Task.isCancelled ? .cancelled : .credentials(error)
        }
        return client(live.transport, settings.endpoint, credentials, emit)
    }

    private func client(
        _ transport: any Transport, _ endpoint: Endpoint, _ credentials: CredentialStore,
        _ emit: @escaping @Sendable (FetchEvent) -> Void
    ) -> Client {
        Client(
            transport: transport, endpoint: endpoint, credentials: credentials,
            quota: Quota(rate: settings.rate, time: .system),
            retry: longestCall == nil ? RetryPolicy(patience: settings.timeout) : .once,
            language: settings.language,
            observe: { emit(.called($0)) })
    }

    /// How an endpoint is reached with these settings.
    /// - Parameter longest: bounds a call further.
    static func configuration(
        for endpoint: Endpoint, settings: Settings, environment: [String: String], longest: Duration? = nil
    ) throws(HTTPSettingError) -> HTTPTransport.Configuration {
        let limits = TimeLimits(timeout: settings.timeout, longest: longest)
        return HTTPTransport.Configuration(
            connectTimeout: limits.connect, readTimeout: limits.read, totalTimeout: limits.total,
            proxy: try ProxySettings(environment: environment).proxy(for: endpoint),
            authorities: try CertificateAuthorities(
                option: settings.caFile, environment: environment, for: endpoint))
    }

    private static func makeLive(
        _ settings: Settings, _ environment: [String: String], _ longest: Duration?
    ) throws(HTTPSettingError) -> Live {
        func configuration(for endpoint: Endpoint) throws(HTTPSettingError) -> HTTPTransport.Configuration {
            try Self.configuration(for: endpoint, settings: settings, environment: environment, longest: longest)
        }
        let listeners = try configuration(for: settings.endpoint)
        let transport = try HTTPTransport(listeners)
        // NO_PROXY may name the host of one service and not that of another.
        var others: [Endpoint: HTTPTransport] = [:]
        for host in Set(GAAPService.actions.map { $0.endpoint(beside: settings.endpoint) }) {
            let way = try configuration(for: host)
            if way != listeners { others[host] = try HTTPTransport(way) }
        }
        let tokens = settings.endpoint.neighbour("sts")
        let keys = try configuration(for: tokens)
        return Live(
            transport: others.isEmpty ? transport : HostTransport(usual: transport, others: others),
            keys: KeyServices(
                metadata: MetadataService(transport: try HTTPTransport(.metadata)),
                // A transport of its own only where the way there is another: each reads all authorities.
                tokens: TokenService(
                    transport: keys == listeners ? transport : try HTTPTransport(keys), endpoint: tokens)))
    }

    private func startEmulator() async throws(CloudError) -> Endpoint {
        var options = EmulatorOptions()
        options.fleet.story = .incident
        options.churn = true
        let server = EmulatorServer(Emulator(options: options))
        let (endpoints, ready) = AsyncStream.makeStream(of: Result<Endpoint, EmulatorServer.StartError>.self)
        Task.detached {
            do throws(EmulatorServer.StartError) {
                try await server.run { ready.yield(.success($0)) }
            } catch {
                ready.yield(.failure(error))
            }
        }
        for await result in endpoints {
            switch result {
            case .success(let endpoint): return endpoint
            case .failure(let error):
                throw .transport(
                    TransportError(
                        .other,
                        Wording(
                            "the emulator: \(error.message[.english])", zh: "模拟服务：\(error.message[.chinese])")))
            }
        }
        throw .cancelled
    }
}
