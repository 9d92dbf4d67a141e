// The complete processing of a response: envelope, models, states, columns, search, histories, traffic, owners, raw
// JSON. The first byte selects the action whose decoding is tested.

import Essentials
import FoundationEssentials
import GAAP
import Inventory
import Reports
import TencentCloud

enum AnswersTarget {
    private static let now = Moment(wall: UnixTime(1_795_000_000), uptime: .seconds(100))

    static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let actions = GAAPService.actions
        let body = Array(bytes.dropFirst())
        try actions[Int(first) % actions.count].decode(response(body), at: now.wall)
        try checkListeners(body)
        try checkOwners(body)
        try checkHistory(body)
        try checkTraffic(body)
        read(body)
    }

    /// Checks that no listener is lost when it is merged into the account, and that every cell can be printed.
    private static func checkListeners(_ body: [UInt8]) throws {
        let opened = open(DescribeTCPListeners.self, body)
        guard let listeners = opened?.value.listenerSet else { return }
        var account = Account()
        let rows = account.merge(
            listeners, askedOf: .proxy("link-fuzz"), reading: 1, at: now, requestID: opened?.requestID,
            received: Received.listeners(in: body))
        try FailedCheck.unless(rows.count == listeners.count, "every listener has a row")
        let filter = try FilterExpression(parsing: "down")
        try FailedCheck.unless(filter.matches(in: account).count == account.rows.count, "a filter evaluates every row")
        for row in Set(rows).prefix(20).map({ account.rows[$0] }) {
            let context = ColumnContext(owner: nil, now: now)
            for column in Column.all {
                let text = DisplayText.visible(column.text(row, context))
                try expectHarmless(text, from: column.id.rawValue)
            }
        }
    }

    /// Checks that owners from the lists and from the detail of a proxy can be printed and found.
    private static func checkOwners(_ body: [UInt8]) throws {
        var proxies = open(DescribeProxies.self, body)?.value.proxies ?? []
        if let detail = open(DescribeProxyDetail.self, body)?.value.proxyDetail { proxies.append(detail) }
        let groups = open(DescribeProxyGroupList.self, body)?.value.proxyGroupList ?? []
        let owners = proxies.compactMap { Owner($0) } + groups.compactMap { Owner($0) }
        var account = Account()
        account.learn(owners)
        for owner in owners {
            try FailedCheck.unless(!owner.id.text.isEmpty, "an owner has an id")
            try FailedCheck.unless(account.owners[owner.id] != nil, "a listed owner is in the account")
            for text in [owner.name, owner.regions, owner.domain ?? "", owner.address ?? ""] {
                try expectHarmless(DisplayText.visible(text), from: "an owner")
            }
        }
    }

    /// Checks that the history of an origin is sorted, contains no future points and can be drawn completely.
    private static func checkHistory(_ body: [UInt8]) throws {
        if let answer = open(DescribeRealServerStatistics.self, body)?.value {
            let history = OriginHistory(answer, granularity: 60, readAt: now)
            try check(history)
            for port in history.ports.values { try check(port) }
        }
        if let answer = open(GetMonitorData.self, body)?.value {
            let origins = (answer.dataPoints ?? []).compactMap(\.origin)
            try check(OriginHistory(answer, of: origins, granularity: 60, readAt: now))
        }
    }

    private static func check(_ history: OriginHistory) throws {
        let times = history.points.map(\.at)
        try FailedCheck.unless(
            zip(times, times.dropFirst()).allSatisfy { $0.isBefore($1) },
            "points are sorted by time, without duplicates")
        try FailedCheck.unless(
            times.allSatisfy { !now.isBefore($0) }, "no point is later than the time of the response")
        for cells in [0, 1, 60] {
            try FailedCheck.unless(
                history.strip(cells: cells, span: 3_600).count == cells, "a strip has the requested number of cells")
        }
        try FailedCheck.unless(
            history.downSince.map { !now.isBefore($0.time) } ?? true, "downSince is not in the future")
        try FailedCheck.unless(
            history.falls <= history.points.count && history.reach >= 0, "falls and reach are in range")
        var account = Account()
        var origin = BindRealServer()
        (origin.realServerID, origin.realServerStatus) = ("rs-fuzz", .abnormal)
        var listener = TCPListener()
        (listener.listenerID, listener.healthCheck, listener.realServerSet) = ("listener-fuzz", .on, [origin])
        _ = account.merge([listener], askedOf: .proxy("link-fuzz"), reading: 1, at: now, requestID: nil)
        let key = OriginKey(realServerID: "rs-fuzz", listenerID: "listener-fuzz")
        account.note(history, of: key)
        try FailedCheck.unless(
            account.originHistory(of: origin, in: account.rows[0]) == history, "a history is stored unchanged")
    }

    /// Checks that the traffic of a listener is sorted and that its numbers can be drawn.
    private static func checkTraffic(_ body: [UInt8]) throws {
        guard let answer = open(DescribeListenerStatistics.self, body)?.value else { return }
        let points = Traffic(answer, readAt: now).points
        try FailedCheck.unless(
            zip(points, points.dropFirst()).allSatisfy { $0.at.isBefore($1.at) }, "points are sorted by time")
        for number in points.flatMap({ [$0.incoming, $0.outgoing] }).compactMap(\.self) {
            try FailedCheck.unless(number.isFinite && number >= 0, "a number can be drawn")
        }
    }

    /// Decodes a body; returns nil if the body is not a response of the action.
    private static func open<A: GAAPAction>(_ action: A.Type, _ body: [UInt8]) -> (value: A.Answer, requestID: String?)?
    {
        try? Envelope.open(response(body), as: A.Answer.self, action: A.name, now: now.wall)
    }

    private static func expectHarmless(_ text: String, from source: String) throws {
        try FailedCheck.unless(
            !text.unicodeScalars.contains { $0.properties.generalCategory == .control },
            "no control character reaches the terminal from \(source)")
    }

    /// Runs the JSON element finder and the strict JSON reader, which must not trap.
    private static func read(_ body: [UInt8]) {
        _ = JSONElements.find(["Response", "ListenerSet"], in: body)
        _ = try? JSONReader.read(body)  // most inputs are not JSON
    }

    private static func response(_ body: [UInt8]) -> TransportResponse {
        TransportResponse(
            status: 200, headers: [TransportHeader("Content-Type", "application/json")], body: Data(body))
    }
}

extension GAAPAction {
    /// Checks that decoding any response gives a value or an error with a message.
    fileprivate static func decode(_ response: TransportResponse, at now: UnixTime) throws {
        do throws(CloudError) {
            _ = try Envelope.open(response, as: Answer.self, action: name, now: now)
        } catch {
            try FailedCheck.unless(!Notice(error).line.isEmpty, "an error has a message")
        }
    }
}
