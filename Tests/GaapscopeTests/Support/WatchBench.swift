// Watches an emulator in this process through the real client. The time passes only while the watch waits.

import Essentials
import GAAPEmulator
import Inventory
import Reports
import Synchronization
import TencentCloud
import TestSupport

@testable import gaapscope

/// Collects what a watch finds, and calls a closure between sweeps.
final class WatchBench: WatchReceiver {
    let clock = FakeTime(jumps: true)
    let emulator: Emulator
    let session: AccountSession
    let keys: Keys
    private(set) var sweeps: [Sweep] = []
    private(set) var calls = 0
    private(set) var account = Account()
    /// Called after each sweep with its number.
    var between: (Int) -> Void = { _ in }

    /// - Parameter key: the key of the credential source at the start.
    init(
        proxies: Int = 3, groups: Int = 1, listeners: Int = 20, churn: Bool = false,
        key: Credential = EmulatorOptions.credential
    ) {
        var options = EmulatorOptions()
        options.fleet = FleetOptions(seed: 1, proxies: proxies, groups: groups, listeners: listeners)
        options.churn = churn
        options.requestsPerSecond = 1_000
        let (time, emulator) = (clock.source, Emulator(options: options, time: clock.source))
        self.emulator = emulator
        let keys = Keys(key)
        self.keys = keys
        let store = CredentialStore(
            CredentialChain([keys]), time: time)
        session = AccountSession(language: .english, time: time) { pace, emit in
            FetchService(
                pace: pace,
                connect: { () async throws(CloudError) in
                    Client(
                        transport: EmulatorTransport(emulator, time: time), endpoint: .ofEmulatorInProcess,
                        credentials: store,
                        quota: Quota(rate: 1_000, time: time), retry: .once, time: time,
                        observe: { emit(.called($0)) })
                }, emit: emit)
        }
    }

    func take(_ call: AccountReader.Call) { calls += 1 }

    func take(_ sweep: Sweep, _ account: Account) {
        sweeps.append(sweep)
        self.account = account
        between(sweep.number)
    }

    /// Runs a number of sweeps.
    @discardableResult
    func run(
        _ count: Int, _ question: Question = Question(.all), past: AccountWatch.Past = .init()
    ) async -> WatchLoop<WatchBench>.End {
        var loop = WatchLoop(
            watch: AccountWatch(question, interval: 30, past: past), receiver: self, session: session,
            time: clock.source, interval: 30)
        let end = await loop.run(limit: count)
        await session.close()
        return end
    }

    /// Discards the collected sweeps, which a test of many sweeps does not need.
    func forgetSweeps() { sweeps = [] }

    func deny(_ isDenied: Bool) {
        emulator.updateFaults { faults in
            faults.rules = isDenied ? [FaultRule(.denied(code: "UnauthorizedOperation"))] : []
        }
    }

    /// The address of the healthy origin with the most listeners.
    var busiestAddress: String {
        let bindings = emulator.fleet.listeners.values.joined().filter { $0.checksHealth && $0.status == 0 }
            .flatMap { Set($0.bindings.map(\.origin)) }
        let origins = emulator.fleet.origins
        let counts = Dictionary(bindings.map { ($0, 1) }, uniquingKeysWith: +)
            .filter { origins[$0.key].health == .up && !origins[$0.key].isDomain }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { origins[$0.key].address } ?? ""
    }
}

/// A credential source with one key.
final class Keys: CredentialSource {
    let name = Wording(verbatim: "a test")
    private let key: Mutex<Credential>

    init(_ key: Credential) { self.key = Mutex(key) }

    /// Replaces the key.
    func replace(by new: Credential) { key.withLock { $0 = new } }

    func find() -> CredentialFinding { CredentialFinding(name, .found(key.withLock { $0 })) }
}
