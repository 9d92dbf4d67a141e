// Emulates the GAAP API with a generated fleet, and refuses the same requests as the real service. The emulator is a
// function from request to response. The HTTP server and the in-process transport are thin layers around it.
//
// A request is processed in this order: choice of faults → latency → gate (caller and action) → rate limit → faults
// that refuse → body → parameters → values → resources. Errors have HTTP status 200, and the content type is exactly
// `application/json`: otherwise the official SDK discards errors.

package import Essentials
import FoundationEssentials
import Synchronization
package import TencentCloud

/// An emulated GAAP service.
package final class Emulator: Sendable {
    /// A response and how it is transmitted.
    package struct Served: Sendable, Equatable {
        package let response: TransportResponse
        package let delivery: Delivery
    }

    private struct State {
        var fleet: Fleet
        var churn: Churn?
        var faults: Faults
        var chance: SplitMix64
        var windows: [String: FrequencyWindow] = [:]
    }

    package let options: EmulatorOptions
    private let time: TimeSource
    private let start: Duration
    private let state: Mutex<State>
    private let makeRequestID: @Sendable () -> String
    private let onRequest: @Sendable (RequestRecord) -> Void

    /// The time in seconds in which a user can look at an incident before anything else changes.
    private static let calmOfIncident = 60.0

    /// Creates an emulator and its fleet.
    /// - Parameters:
    ///   - requestID: returns another id for each request.
    ///   - onRequest: called for every request, after the response is computed and before it is sent.
    package init(
        options: EmulatorOptions = EmulatorOptions(), time: TimeSource = .system,
        requestID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        onRequest: @escaping @Sendable (RequestRecord) -> Void = { _ in }
    ) {
        self.options = options
        self.time = time
        makeRequestID = requestID
        self.onRequest = onRequest
        start = time.uptime()
        let fleet = Fleet(options.fleet)
        // An incident exists from the start. Other disturbances begin later.
        let calm = options.fleet.story == .incident ? Self.calmOfIncident : 0
        state = Mutex(
            State(
                fleet: fleet, churn: options.churn ? Churn(seed: options.fleet.seed, fleet: fleet, calm: calm) : nil,
                faults: options.faults, chance: SplitMix64(seed: options.fleet.seed)))
    }

    /// The current account, without the changes of churn.
    package var fleet: Fleet { state.withLock { $0.fleet } }

    /// Changes the account, for example between two pages. In the program, only churn changes the account. This method
    /// is for callers that have the emulator in the same process, such as tests.
    package func update(_ change: (inout Fleet) -> Void) {
        let elapsed = (time.uptime() - start) / .seconds(1)
        state.withLock {
            let before = $0.fleet
            change(&$0.fleet)
            $0.fleet.noteChanges(from: before, at: elapsed)
        }
    }

    /// Changes the faults. This method is for callers that have the emulator in the same process.
    package func updateFaults(_ change: (inout Faults) -> Void) { state.withLock { change(&$0.faults) } }

    /// Returns the response to a request.
    package func respond(to request: EmulatorRequest) async -> TransportResponse {
        await serve(request).response
    }

    /// Returns the response to a request and how it is transmitted. Returns early if the task is cancelled.
    package func serve(_ request: EmulatorRequest) async -> Served {
        let arrival = time.uptime()
        let action = request.headers["X-TC-Action"] ?? ""
        let (delay, faults) = state.withLock { $0.faults.draw(action: action, chance: &$0.chance) }
        if delay > .zero {
            try? await time.sleep(delay)  // if cancelled, the response is no longer needed
        }
        let language = request.headers["X-TC-Language"].flatMap(Language.init) ?? options.language
        let requestID = makeRequestID()
        var code: String?
        var members: [JSONValue.Member]
        do {
            members = try answer(request, id: requestID, faults: faults, language: language)
        } catch {
            code = error.code
            members = [
                JSONValue.Member(
                    name: "Error",
                    value: ["Code": .string(error.code), "Message": .string(error.message(in: language))])
            ]
        }
        members.append(JSONValue.Member(name: "RequestId", value: .string(requestID)))
        var response = envelope(members)
        for fault in faults { fault.apply(to: &response) }
        onRequest(
            RequestRecord(action: action, arrival: arrival - start, code: code, faults: faults, requestID: requestID))
        return Served(response: response, delivery: faults.map(\.delivery).first { $0 != .whole } ?? .whole)
    }

    private func answer(
        _ request: EmulatorRequest, id: String, faults: [Fault], language: Language
    ) throws(RefusalError) -> [JSONValue.Member] {
        let passed = try RequestGate(credentials: options.credentials, now: time.now()).check(request)
        try checkFrequency(action: passed.handler.action.name, secretID: passed.credential.secretID)
        let faulted = FaultedRequest(
            action: passed.handler.action.name, service: passed.handler.action.service,
            version: passed.handler.action.version, requestID: id, hasToken: passed.credential.token != nil,
            elapsed: time.uptime() - start, limit: options.requestsPerSecond)
        for fault in faults {
            if let refusal = fault.refusal(of: faulted) { throw refusal }
        }

        let asked = try passed.handler.parameters.check(members(of: request, taking: passed.handler.parameters))
        var values = asked
        for fault in faults {
            if let refusal = fault.refusal(of: asked) { throw refusal }
            fault.change(&values)
        }
        var members = try passed.handler.answer(values, from: view(in: language))
        for fault in faults { fault.change(&members, asked: asked) }
        return members
    }

    /// Returns the parameters of a request, from its body, or from the query of a GET request.
    private func members(
        of request: EmulatorRequest, taking parameters: [Parameter]
    ) throws(RefusalError) -> [JSONValue.Member] {
        if let query = request.query { return try FlatParameters(query).members(by: parameters) }
        let body: JSONValue
        do { body = try JSONReader.read(Array(request.body)) } catch { throw .notAnObject }
        guard case .object(let members) = body else { throw .notAnObject }
        return members
    }

    private func checkFrequency(action: String, secretID: String) throws(RefusalError) {
        let now = time.uptime()
        let limit = options.requestsPerSecond
        let count = state.withLock {
            $0.windows["\(action) \(secretID)", default: FrequencyWindow()].excess(at: now, limit: limit)
        }
        if let count { throw .tooFrequent(count: count, limit: limit) }
    }

    private func view(in language: Language) -> FleetView {
        let elapsed = (time.uptime() - start) / .seconds(1)
        return state.withLock {
            FleetView(
                fleet: $0.fleet, churn: $0.churn, elapsed: elapsed, now: time.now(), seed: options.fleet.seed,
                language: language)
        }
    }

    private func envelope(_ members: [JSONValue.Member]) -> TransportResponse {
        let body: JSONValue = ["Response": .object(members)]
        return TransportResponse(
            status: 200,
            headers: [
                TransportHeader("Content-Type", "application/json"),
                TransportHeader("Date", HTTPDate.format(time.now())),
                TransportHeader("Server", "gaapscope-emulator"),
            ],
            body: Data(body.encoded))
    }
}
