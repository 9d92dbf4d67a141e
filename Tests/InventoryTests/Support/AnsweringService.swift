// A service that answers each action by a function of the request, for answers that the emulator never gives.

import Essentials
import FoundationEssentials
import GAAPEmulator
import Inventory
import Synchronization
import TencentCloud
import TestSupport

/// Answers by a function of the request, and keeps the requests.
final class AnsweringService: Transport {
    /// Returns the members of `Response`, without braces and RequestId.
    typealias Answer = @Sendable (RequestSummary) -> String

    private let answer: Answer
    private let kept = Mutex<[RequestSummary]>([])

    init(_ answer: @escaping Answer) { self.answer = answer }

    var requests: [RequestSummary] { kept.withLock(\.self) }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let request = RequestSummary(
            action: request.headers["X-TC-Action"] ?? "", body: String(decoding: request.body, as: UTF8.self))
        kept.withLock { $0.append(request) }
        let body = #"{"Response":{\#(answer(request)),"RequestId":"r-1"}}"#
        return TransportResponse(status: 200, headers: [], body: Data(body.utf8))
    }

    func shutdown() async {}

    /// The members of a page of a list.
    static func list(_ name: String, _ rows: [String], total: Int? = nil) -> String {
        #""TotalCount":\#(total ?? rows.count),"\#(name)":[\#(rows.joined(separator: ","))]"#
    }

    static let denied = #""Error":{"Code":"UnauthorizedOperation","Message":"not authorized"}"#

    /// Asks a question, waits for its end, and returns what the account knows then.
    func read(_ question: Question) async -> (account: Account, events: [FetchEvent]) {
        let time = FakeTime(jumps: true)
        let log = EventLog()
        let service = FetchService(
            connect: { () throws(CloudError) in
                Client(
                    transport: self, endpoint: .ofEmulatorInProcess,
                    credentials: CredentialStore(
                        CredentialChain([FixedCredentials(EmulatorOptions.credential)]), time: time.source),
                    quota: Quota(rate: 1_000, time: time.source), time: time.source, observe: { log.add(.called($0)) })
            }, emit: log.add)
        await service.load(question, id: LoadID(1), priority: .foreground)
        await until { log.isFinished(LoadID(1)) }
        var account = Account()
        account.begin(LoadID(1), question, isOnlySource: true)
        let events = log.events(of: LoadID(1))
        for event in events { _ = account.apply(event, at: Moment(1)) }
        return (account, events)
    }
}

extension RequestSummary {
    /// The page of a list that the request asks for.
    func answer(_ name: String, _ rows: [String]) -> String {
        let page = rows.dropFirst(number("Offset") ?? 0).prefix(number("Limit") ?? 20)
        return AnsweringService.list(name, Array(page), total: rows.count)
    }

    private func number(_ key: String) -> Int? {
        guard let start = body.firstRange(of: "\"\(key)\":") else { return nil }
        return Int(body[start.upperBound...].prefix { $0.isNumber })
    }
}

/// Counts from any thread.
final class Tally: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock(\.self) }

    /// Counts one more, and returns how many there are then.
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
