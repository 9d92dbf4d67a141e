// What is outside the program: the account with its history, the line, the key, and what goes wrong with them.

import Essentials
import GAAPEmulator
import TencentCloud
import TestSupport

/// A period in which something goes wrong.
enum Weather: CaseIterable {
    case calm, flaky, storm, outage, refusing, throttled, slow, expiring, keyless, wrongClock

    /// The faults of the service.
    var rules: [FaultRule] {
        switch self {
        case .calm, .outage, .keyless, .wrongClock: []
        case .flaky:
            [
                FaultRule(.error(code: "InternalError"), rate: 0.05), FaultRule(.connectionReset, rate: 0.05),
                FaultRule(.charset, rate: 0.2), FaultRule(.html, rate: 0.01),
            ]
        case .storm:
            [
                FaultRule(.status(502), rate: 0.2), FaultRule(.truncatedBody, rate: 0.1),
                FaultRule(.empty, rate: 0.1), FaultRule(.wrongJSON, rate: 0.1), FaultRule(.throttled, rate: 0.2),
            ]
        case .refusing: [FaultRule(.denied(code: "UnauthorizedOperation"), rate: 0.5)]
        case .throttled:
            [
                FaultRule(.throttled, rate: 0.4),
                FaultRule(.busy(status: 429, retryAfter: 7, asDate: false), rate: 0.2),
                FaultRule(.busy(status: 503, retryAfter: 3, asDate: true), rate: 0.1),
            ]
        case .slow: [FaultRule(.slowBytes(pause: .milliseconds(40)), rate: 0.3)]
        case .expiring: [FaultRule(.tokenExpired(after: .zero), rate: 1)]
        }
    }
}

/// The account, the line and the key. Only the main thread uses it.
final class World: @unchecked Sendable {
    /// The account as it was from a moment on.
    struct Version {
        let number: Int
        let at: Duration
        let fleet: Fleet
    }

    let clock = SimulatedClock()
    let emulator: Emulator
    private let requests = RequestLog()
    private var random: Seeded
    private(set) var weather = Weather.calm
    private(set) var weatherSince = Duration.zero
    /// The versions of the account, the oldest first.
    private(set) var versions: [Version]
    private(set) var arrivals: [String: [Duration]] = [:]
    private(set) var calls = 0
    /// Calls that were sent and are not answered yet.
    private(set) var underWay = 0
    /// The maximum number of calls of one action in a sliding second.
    private(set) var busiest = 0
    /// The most listeners that the account has had.
    private(set) var mostListeners = 0
    private var madeIDs = 0

    /// Hours of the past that are kept.
    private static let memory = Duration.seconds(6 * 3_600)

    init(seed: UInt64) {
        random = Seeded(seed)
        var options = EmulatorOptions()
        options.fleet = FleetOptions(seed: seed, proxies: 3, groups: 1, listeners: 24)
        options.requestsPerSecond = 20
        var ids = Seeded(seed &+ 1)
        let makeID: @Sendable () -> String
        do {
            let state = IDs(&ids)
            makeID = { state.next() }
        }
        emulator = Emulator(options: options, time: clock.service, requestID: makeID, onRequest: requests.record)
        versions = [Version(number: 0, at: .zero, fleet: emulator.fleet)]
        mostListeners = emulator.fleet.listenerCount
    }

    /// The account from which the service computed an answer.
    func account(of requestID: String) -> Fleet? {
        guard let number = requests.versions[requestID], let first = versions.first?.number, number >= first else {
            return nil
        }
        return versions[number - first].fleet
    }

    /// The versions of the account that were valid within a period.
    func versions(from start: Duration, to end: Duration) -> ArraySlice<Version> {
        let first = versions.lastIndex { $0.at <= start } ?? 0
        let last = versions.lastIndex { $0.at <= end } ?? first
        return versions[first...max(first, last)]
    }

    // MARK: What happens

    /// Changes the weather. Half of the time it is calm.
    func changeWeather() {
        weather = Bool.random(using: &random) ? .calm : random.pick(Weather.allCases)
        weatherSince = clock.uptime
        let rules = weather.rules
        emulator.updateFaults { $0.rules = rules }
        let offsets: [Double] = [-7_200, -301, -100, 100, 301, 90_000]
        clock.setSkew(weather == .wrongClock ? random.pick(offsets) : 0)
    }

    /// Changes something in the account.
    func changeAccount() {
        emulator.update { fleet in
            let listeners = fleet.listeners.sorted { $0.key.id < $1.key.id }.flatMap(\.value)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                let index = Int.random(in: fleet.origins.indices, using: &random)
                let origin = fleet.origins[index]
                fleet.setHealth(origin.health == .up ? .down : .up, ofAddress: origin.address)
            case 4, 5:
                let status = random.pick([0, 0, 3, 4])
                if let listener = listeners.randomElement(using: &random) {
                    fleet.change(listener: listener.id) { $0.status = status }
                }
            case 6,
                7 where listeners.count < 40:
                let owner = random.pick(fleet.owners.sorted { $0.id < $1.id })
                madeIDs += 1
                var listener = FleetListener(
                    id: "listener-new\(madeIDs)", name: "new \(madeIDs)", port: 20_000 + madeIDs)
                listener.bindings = [.init(origin: Int.random(in: fleet.origins.indices, using: &random), port: 80)]
                fleet.insert(listener, into: owner)
            case 8 where listeners.count > 12:
                if let listener = listeners.randomElement(using: &random) { fleet.remove(listener: listener.id) }
            default:
                let (status, ban) = random.pick([
                    ("RUNNING", "RECOVER"), ("RUNNING", "RECOVER"), ("CLOSED", "RECOVER"), ("RUNNING", "BANNED"),
                    ("ADJUSTING", "RECOVER"),
                ])
                fleet.change(proxy: random.pick(fleet.proxies.map(\.id).sorted())) {
                    ($0.status, $0.banStatus) = (status, ban)
                }
            }
        }
        let now = clock.uptime
        let fleet = emulator.fleet
        mostListeners = max(mostListeners, fleet.listenerCount)
        requests.version += 1
        versions.append(Version(number: requests.version, at: now, fleet: fleet))
        while versions.count > 2, versions[1].at < now - Self.memory { versions.removeFirst() }
        requests.forget(before: versions[0].number)
    }

    // MARK: The line

    /// What the line does to a call.
    struct LineFault {
        var before: Duration
        var after: Duration
        var error: TransportError?
    }

    /// Notes a call that is about to be sent, and draws what the line does to it.
    func send(_ action: String) -> LineFault {
        calls += 1
        underWay += 1
        let now = clock.uptime
        var recent = (arrivals[action] ?? []).filter { now - $0 < .seconds(1) }
        recent.append(now)
        arrivals[action] = recent
        busiest = max(busiest, recent.count)
        // The account changes while its pages are read.
        if Int.random(in: 0..<60, using: &random) == 0 { changeAccount() }
        // Few different times, so that answers arrive together.
        func milliseconds(_ range: ClosedRange<Int>) -> Duration {
            .milliseconds(Int.random(in: range, using: &random) * 20)
        }
        var fault = LineFault(before: milliseconds(0...2), after: milliseconds(0...2))
        let dice = Int.random(in: 0..<100, using: &random)
        switch weather {
        case .outage:
            fault.error = TransportError(.connectionRefused, Wording(verbatim: "connection refused"))
            if dice < 20 { fault.before = .seconds(30) }
        case .storm where dice < 10, .slow where dice < 5:
            fault.before = .seconds(30)
            fault.error = TransportError(.readTimeout, Wording(verbatim: "no answer"))
        case .flaky where dice < 4:
            fault.error = TransportError(.connectionClosed, Wording(verbatim: "connection closed"))
        case .slow: fault.before = milliseconds(10...450)
        default: break
        }
        return fault
    }

    func answered() { underWay -= 1 }
}

/// The ids of requests: the same ones for each run of a seed.
private final class IDs: @unchecked Sendable {
    private var random: Seeded

    init(_ random: inout Seeded) { self.random = random }

    func next() -> String { "request-" + String(random.next(), radix: 16) }
}

/// From which version of the account the service computed which answer.
private final class RequestLog: @unchecked Sendable {
    /// The number of the version that is valid now.
    var version = 0
    private(set) var versions: [String: Int] = [:]

    @Sendable func record(_ record: RequestRecord) { versions[record.requestID] = version }

    func forget(before version: Int) { versions = versions.filter { $0.value >= version } }
}

/// The line to the emulator.
struct SimulatedTransport: Transport {
    let world: World
    private let emulator: EmulatorTransport

    init(_ world: World) {
        self.world = world
        emulator = EmulatorTransport(world.emulator, time: world.clock.service)
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let fault = world.send(request.headers["X-TC-Action"] ?? "")
        defer { world.answered() }
        try await wait(fault.before)
        if let error = fault.error { throw error }
        let response = try await emulator.send(request)
        try await wait(fault.after)
        return response
    }

    private func wait(_ duration: Duration) async throws(TransportError) {
        do {
            try await world.clock.client.sleep(duration)
        } catch {
            throw TransportError(.cancelled, Wording("cancelled", zh: "已取消"))
        }
    }
}

/// Where the key is: a temporary one and a permanent one of the same holder, by turns, and at times none.
struct SimulatedKeys: CredentialSource {
    let name = Wording(verbatim: "the simulation")
    let world: World

    func find() -> CredentialFinding {
        guard world.weather != .keyless else {
            return CredentialFinding(name, .nothing(because: Wording(verbatim: "the key is away")))
        }
        let now = world.clock.client.now()
        let isTemporary = world.weather != .expiring && Int(world.clock.uptime / .seconds(3_600)) % 2 == 0
        let key = isTemporary ? EmulatorOptions.temporaryCredential : EmulatorOptions.credential
        return CredentialFinding(
            name,
            .found(
                Credential(
                    secretID: key.secretID, secretKey: key.secretKey, token: key.token, expiresAt: now + 3_600
                ).held(by: .key("the simulation"))))
    }
}
