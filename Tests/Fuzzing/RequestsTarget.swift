// A request to the emulator. The first byte chooses the action, and whether the rest is a body or the query of a GET,
// signed rightly, or a header's value.

import Essentials
import FoundationEssentials
import GAAP
import GAAPEmulator
import TencentCloud

enum RequestsTarget {
    private static let now = UnixTime(1_795_000_000)
    private static let emulator: Emulator = {
        var options = EmulatorOptions()
        options.fleet = FleetOptions(proxies: 4, groups: 2, listeners: 20)
        options.requestsPerSecond = .max
        return Emulator(
            options: options, time: TimeSource(now: { now }, uptime: { .zero }, sleep: { _ in }))
    }()

    static func run(_ bytes: [UInt8]) async throws {
        guard let first = bytes.first else { return }
        let actions = GAAPService.actions
        let action = actions[Int(first & 0x3F) % actions.count]
        let rest = Array(bytes.dropFirst())
        var request =
            switch first {
            case ..<0x40: signed(action, body: rest)
            case ..<0x80: signed(action, query: String(decoding: rest, as: UTF8.self))
            default: signed(action, body: Array("{}".utf8))
            }
        if first >= 0x80, let place = rest.first.map({ Int($0) % request.headers.count }) {
            request.headers[place].value = String(decoding: rest.dropFirst(), as: UTF8.self)
        }
        let answer = await emulator.respond(to: request)
        try BrokenPromise.unless(answer.status == 200, "every request has an answer of the service's form")
        do throws(CloudError) {
            _ = try Envelope.open(answer, as: Nothing.self, action: action.name, now: now)
        } catch {
            guard case .service(let fault) = error else { throw BrokenPromise("an answer that is none: \(error)") }
            try BrokenPromise.unless(fault.requestID != nil, "a refusal has its RequestId")
            let isTrusted = first < 0x80
            try BrokenPromise.unless(
                !(isTrusted && fault.matches("AuthFailure")), "what is signed rightly is let in, not \(fault.code)")
        }
    }

    private struct Nothing: Decodable {}

    /// - Parameter query: makes it a GET.
    private static func signed(_ action: any GAAPAction.Type, body: [UInt8] = [], query: String? = nil)
        -> EmulatorRequest
    {
        let host = "gaap.tencentcloudapi.com"
        let body = Data(body)
        let signature = TC3Signature(
            timestamp: now.wholeSeconds, service: action.service,
            headers: [("content-type", "application/json"), ("host", host)], body: body, query: query)
        return EmulatorRequest(
            method: query == nil ? "POST" : "GET", path: query.map { "/?\($0)" } ?? "/",
            headers: [
                TransportHeader("Host", host), TransportHeader("Content-Type", "application/json"),
                TransportHeader("X-TC-Action", action.name), TransportHeader("X-TC-Version", action.version),
                TransportHeader("X-TC-Timestamp", String(now.wholeSeconds)), TransportHeader("X-TC-Language", "en-US"),
                TransportHeader("Authorization", signature.authorization(EmulatorOptions.credential)),
            ], body: body)
    }
}
