// An answer's whole way: envelope, models, state words, columns, search, histories, traffic, owners, raw JSON. The
// first byte chooses the action whose errors are worded.

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
        try keep(body)
        try keepOwners(body)
        try keepHistory(body)
        try keepTraffic(body)
        read(body)
    }

    /// No listener is lost on its way into the account, and every cell can be printed.
    private static func keep(_ body: [UInt8]) throws {
        let opened = open(DescribeTCPListeners.self, body)
        guard let listeners = opened?.value.listenerSet else { return }
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
                try expectHarmless(text, from: column.id.rawValue)
            }
        }
    }

    /// The lists of owners, and the detail of one, become owners that can be printed and found.
    private static func keepOwners(_ body: [UInt8]) throws {
        var proxies = open(DescribeProxies.self, body)?.value.proxies ?? []
        if let detail = open(DescribeProxyDetail.self, body)?.value.proxyDetail { proxies.append(detail) }
        let groups = open(DescribeProxyGroupList.self, body)?.value.proxyGroupList ?? []
        let owners = proxies.compactMap { Owner($0) } + groups.compactMap { Owner($0) }
        var account = Account()
        account.learn(owners)
        for owner in owners {
            try BrokenPromise.unless(!owner.id.text.isEmpty, "an owner has an id")
            try BrokenPromise.unless(account.owners[owner.id] != nil, "an owner that was listed is known")
            for text in [owner.name, owner.regions, owner.domain ?? "", owner.address ?? ""] {
                try expectHarmless(DisplayText.visible(text), from: "an owner")
            }
        }
    }

    /// The health of an origin over time: in order, not of the future, and drawn whole.
    private static func keepHistory(_ body: [UInt8]) throws {
        if let answer = open(DescribeRealServerStatistics.self, body)?.value {
            let history = OriginHistory(answer, granularity: 60, readAt: now)
            try keep(history)
            for port in history.ports.values { try keep(port) }
        }
        if let answer = open(GetMonitorData.self, body)?.value {
            let origins = (answer.dataPoints ?? []).compactMap(\.origin)
            try keep(OriginHistory(answer, of: origins, granularity: 60, readAt: now))
        }
    }

    private static func keep(_ history: OriginHistory) throws {
        let times = history.points.map(\.at)
        try BrokenPromise.unless(
            zip(times, times.dropFirst()).allSatisfy { $0.isBefore($1) }, "points ascend, one a time")
        try BrokenPromise.unless(times.allSatisfy { !now.isBefore($0) }, "no point is later than the reading")
        for cells in [0, 1, 60] {
            try BrokenPromise.unless(
                history.strip(cells: cells, span: 3_600).count == cells, "a strip has all its cells")
        }
        try BrokenPromise.unless(
            history.downSince.map { !now.isBefore($0.time) } ?? true, "nothing has been down since later")
        try BrokenPromise.unless(history.falls <= history.points.count && history.reach >= 0, "falls are counted")
        var account = Account()
        var origin = BindRealServer()
        (origin.realServerID, origin.realServerStatus) = ("rs-fuzz", .abnormal)
        var listener = TCPListener()
        (listener.listenerID, listener.healthCheck, listener.realServerSet) = ("listener-fuzz", .on, [origin])
        _ = account.merge([listener], askedOf: .proxy("link-fuzz"), reading: 1, at: now, requestID: nil)
        let key = OriginKey(realServerID: "rs-fuzz", listenerID: "listener-fuzz")
        account.note(history, of: key)
        try BrokenPromise.unless(
            account.originHistory(of: origin, in: account.rows[0]) == history, "a history is kept as it came")
    }

    /// What a listener has carried: numbers that can be drawn.
    private static func keepTraffic(_ body: [UInt8]) throws {
        guard let answer = open(DescribeListenerStatistics.self, body)?.value else { return }
        let points = Traffic(answer, readAt: now).points
        try BrokenPromise.unless(zip(points, points.dropFirst()).allSatisfy { $0.at.isBefore($1.at) }, "moments ascend")
        for number in points.flatMap({ [$0.incoming, $0.outgoing] }).compactMap(\.self) {
            try BrokenPromise.unless(number.isFinite && number >= 0, "a number can be drawn")
        }
    }

    /// nil where the body is no answer of the action: then there is nothing to keep.
    private static func open<A: GAAPAction>(_ action: A.Type, _ body: [UInt8]) -> (value: A.Answer, requestID: String?)?
    {
        try? Envelope.open(response(body), as: A.Answer.self, action: A.name, now: now.wall)
    }

    private static func expectHarmless(_ text: String, from place: String) throws {
        try BrokenPromise.unless(
            !text.unicodeScalars.contains { $0.properties.generalCategory == .control },
            "no control character reaches the terminal from \(place)")
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
