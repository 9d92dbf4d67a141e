// A request to the emulator. The first byte selects the action, and whether the rest is a correctly signed body, the
// correctly signed query of a GET, or the value of a header.

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
        if first >= 0x80, let index = rest.first.map({ Int($0) % request.headers.count }) {
            request.headers[index].value = String(decoding: rest.dropFirst(), as: UTF8.self)
        }
        let answer = await emulator.respond(to: request)
        try FailedCheck.unless(answer.status == 200, "every request gets a response in the format of the service")
        do throws(CloudError) {
            _ = try Envelope.open(answer, as: Nothing.self, action: action.name, now: now)
        } catch {
            guard case .service(let fault) = error else { throw FailedCheck("not a valid response: \(error)") }
            try FailedCheck.unless(fault.requestID != nil, "an error response has a RequestId")
            let isTrusted = first < 0x80
            try FailedCheck.unless(
                !(isTrusted && fault.matches("AuthFailure")),
                "a correctly signed request is accepted, not refused with \(fault.code)")
        }
    }

    private struct Nothing: Decodable {}

    /// Returns a signed request.
    /// - Parameter query: the query of a GET request; nil for a POST request.
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
