// Creates a client of the live service or of the embedded emulator from the settings and the environment. No other file
// depends on both.

import Essentials
import FoundationEssentials
import GAAP
import GAAPEmulator
import HTTPTransport
import Inventory
import Reports
import TencentCloud

/// Where the data comes from.
enum Source: Sendable {
    case live
    /// The emulator inside this process. It receives the same signed HTTP requests as the live service.
    case demo
}

struct Assembly: Sendable {
    let settings: Settings
    let source: Source
    let environment: [String: String]
    /// The time limit of a call that is attempted once. If nil, the client retries calls, and each attempt has the
    /// time limit of the settings.
    private let callLimit: Duration?
    /// Created in the initializer, because its errors are errors of settings. Nil for the demo, whose port is not
    /// known yet.
    private let live: Live?

    /// The transports to the live service.
    private struct Live: Sendable {
        let transport: any Transport
        let keys: KeyServices
        /// The holder of the key that the session signs with.
        let holder = SessionHolder()
    }

    init(
        settings: Settings, source: Source, environment: [String: String], callLimit: Duration? = nil
    ) throws(SettingsError) {
        self.settings = settings
        self.source = source
        self.environment = environment
        self.callLimit = callLimit
        do throws(HTTPSettingError) {
            live = source == .demo ? nil : try Self.makeLive(settings, environment, callLimit)
        } catch {
            throw SettingsError(error.message)
        }
    }

    /// The name of the account in the header.
    var accountLabel: String { source == .demo ? "demo" : settings.profile ?? Self.unnamedAccount }

    /// The name of an account without a profile.
    static let unnamedAccount = "default"

    /// Where the last sweep of the account is stored. Nil for the demo, whose account is new each time. Also nil while
    /// the holder of the key is not known without a network request, so that no rows of another account are shown.
    var lastState: LastState? {
        guard let live, let holder = live.holder.value(else: chain(live).holder) else { return nil }
        return LastState(holder: holder, endpoint: settings.endpoint, environment: environment)
    }

    private func chain(_ live: Live) -> CredentialChain {
        CredentialChain.standard(environment: environment, profile: settings.profile, services: live.keys)
    }

    /// The provenance of a document about the whole account.
    var provenance: Report.Provenance {
        Report.Provenance(
            account: accountLabel, endpoint: source == .demo ? nil : settings.endpointText, scope: .all)
    }

    /// Returns a fetch service that connects on its first request.
    /// - Parameter pace: awaited before each page.
    func fetchService(
        pace: @escaping @Sendable () async -> Void = {}, emit: @escaping @Sendable (FetchEvent) -> Void
    ) -> FetchService {
        FetchService(
            pageSize: settings.pageSize, history: settings.history, pace: pace,
            connect: { () async throws(CloudError) in try await connect(emit) }, emit: emit)
    }

    /// Returns a connected client without a fetch service.
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
        // Without a key, no connection is needed: fail at once.
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
            retry: callLimit == nil ? RetryPolicy(patience: settings.timeout) : .once,
            language: settings.language,
            observe: { emit(.called($0)) })
    }

    /// Returns the transport configuration for an endpoint.
    /// - Parameter limit: a further time limit of a call, besides the one of the settings.
    static func configuration(
        for endpoint: Endpoint, settings: Settings, environment: [String: String], limit: Duration? = nil
    ) throws(HTTPSettingError) -> HTTPTransport.Configuration {
        let limits = TimeLimits(timeout: settings.timeout, limit: limit)
        return HTTPTransport.Configuration(
            connectTimeout: limits.connect, readTimeout: limits.read, totalTimeout: limits.total,
            proxy: try ProxySettings(environment: environment).proxy(for: endpoint),
            authorities: try CertificateAuthorities(
                option: settings.caFile, environment: environment, for: endpoint))
    }

    private static func makeLive(
        _ settings: Settings, _ environment: [String: String], _ limit: Duration?
    ) throws(HTTPSettingError) -> Live {
        func configuration(for endpoint: Endpoint) throws(HTTPSettingError) -> HTTPTransport.Configuration {
            try Self.configuration(for: endpoint, settings: settings, environment: environment, limit: limit)
        }
        let listeners = try configuration(for: settings.endpoint)
        let transport = try HTTPTransport(listeners)
        // NO_PROXY may contain the host of one service and not the host of another.
        var others: [Endpoint: HTTPTransport] = [:]
        for host in Set(GAAPService.actions.map { $0.endpoint(beside: settings.endpoint) }) {
            let other = try configuration(for: host)
            if other != listeners { others[host] = try HTTPTransport(other) }
        }
        let tokens = settings.endpoint.neighbour("sts")
        let keys = try configuration(for: tokens)
        return Live(
            transport: others.isEmpty ? transport : HostTransport(usual: transport, others: others),
            keys: KeyServices(
                metadata: MetadataService(transport: try HTTPTransport(.metadata)),
                // Create a second transport only if its configuration differs: each one loads all authorities.
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
