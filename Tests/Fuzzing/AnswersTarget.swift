// An answer's whole way: envelope, models, state words, columns, search, raw JSON. The first byte chooses the action.

import FoundationEssentials
import GAAP
import Inventory
import TencentCloud

enum AnswersTarget {
    private static let now = UnixTime(1_795_000_000)

    static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let actions = GAAPService.actions
        let body = Array(bytes.dropFirst())
        try actions[Int(first) % actions.count].decode(response(body), at: now)
        try keep(body)
        read(body)
    }

    /// No listener is lost on its way into the account, and every cell can be printed.
    private static func keep(_ body: [UInt8]) throws {
        let opened = try? Envelope.open(
            response(body), as: DescribeTCPListeners.Answer.self, action: DescribeTCPListeners.name, now: now)
        guard let listeners = opened?.value.listenerSet else { return }  // no answer: nothing to keep
        var account = Account()
        let rows = account.merge(
            listeners, askedOf: .proxy("link-fuzz"), reading: 1, at: now, requestID: opened?.requestID,
            received: Received.listeners(in: body))
        try BrokenPromise.unless(rows.count == listeners.count, "every listener has a row")
        let filter = try FilterExpression(parsing: "down")
        try BrokenPromise.unless(filter.matches(in: account).count == account.rows.count, "a filter judges every row")
        for row in Set(rows).prefix(20).map({ account.rows[$0] }) {
            let context = ColumnContext(owner: nil, now: now)
            for column in Column.all {
                let text = DisplayText.visible(column.text(row, context))
                try BrokenPromise.unless(
                    !text.unicodeScalars.contains { $0.properties.generalCategory == .control },
                    "no control character reaches the terminal from \(column.id)")
            }
        }
    }

    /// The strict reader reads what it writes.
    private static func read(_ body: [UInt8]) {
        _ = JSONElements.find(["Response", "ListenerSet"], in: body)
        _ = try? JSONReader.read(body)  // most inputs are no JSON
    }

    private static func response(_ body: [UInt8]) -> TransportResponse {
        TransportResponse(
            status: 200, headers: [TransportHeader("Content-Type", "application/json")], body: Data(body))
    }
}

extension GAAPAction {
    /// Any answer becomes a value, or an error that has words.
    fileprivate static func decode(_ response: TransportResponse, at now: UnixTime) throws {
        do throws(CloudError) {
            _ = try Envelope.open(response, as: Answer.self, action: name, now: now)
        } catch {
            try BrokenPromise.unless(!Notice(error).line.isEmpty, "an error has words")
        }
    }
}
