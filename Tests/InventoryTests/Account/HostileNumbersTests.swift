// Extreme numbers from a response, in every field and every output: nothing traps, and each number is shown unchanged.

import GAAP
import Essentials
import TestSupport
import Testing

@testable import Inventory
import Reports

@Suite struct HostileNumbersTests {
    private static let numbers = [0, 1, -1, 65_535, 65_536, Int(Int32.max), Int(Int32.min), .max, .max - 1, .min]
    private static let times = [0, -1, 65_535, 1.8e9, Double(Int.max), Double(Int.min), .infinity, -.infinity, .nan]

    private static func listener(_ id: String, _ number: Int) -> TCPListener {
        var origin = BindRealServer.origin("10.0.0.1", .abnormal)
        origin.realServerPort = number
        origin.realServerWeight = number
        origin.realServerID = "rs-1"
        var listener = TCPListener.sample(id, port: number, origins: [origin, .origin("10.0.0.2")])
        listener.realServerPort = number
        listener.createTime = number
        listener.delayLoop = number
        listener.connectTimeout = number
        listener.unhealthyThreshold = number
        listener.healthyThreshold = number
        listener.sessionPersist = number
        return listener
    }

    @Test(arguments: numbers) func `Every column, detail and document accepts any number and shows it unchanged`(
        number: Int
    ) {
        var account = Account()
        let listener = Self.listener("listener-1", number)
        account.take([listener, .sample("listener-2")])
        account.take([listener], reading: 2, at: 30)
        let now = Moment(31)
        for column in Column.all {
            let context = ColumnContext(owner: nil, now: now, freshFor: 60)
            _ = column.text(account.rows[0], context)
            for isReversed in [false, true] {
                let sort = SortOrder(column: column.id, isReversed: isReversed)
                #expect(Set(sort.sorted([0, 1], in: account, now: now)) == [0, 1])
            }
        }
        #expect(Column[.port].text(account.rows[0], ColumnContext(owner: nil, now: now)) == "\(number)")
        for field in DetailField.all { _ = field.value(listener)?[.chinese] }
        let recency = Recency.utc(now: now, freshFor: 60)
        _ = WhyRule.sentences(account.whyFacts(account.rows[0], recency))
        #expect(!ListenerSheet(0, in: account, recency: recency, language: .english).lines.isEmpty)
        let report = Report(
            account: account, rows: [0, 1], columns: Column.all, isComplete: true, now: now)
        for format in OutputFormat.allCases {
            var text = ""
            format.formatter.write(report, OutputOptions()) { text += $0 }
            #expect(text.contains("\(number)"), "\(format)")
        }
    }

    @Test(arguments: times) func `A row that was read at any time can be shown, sorted and written to a document`(
        time: Double
    ) {
        for read in Self.times {
            let rows = [
                Row(Self.listener("listener-1", 80), owner: nil, readAt: Moment(wall: UnixTime(read))),
                Row(Self.listener("listener-2", 80), owner: nil, readAt: Moment(read)),
            ]
            let now = Moment(time)
            for column in Column.all {
                for row in rows {
                    _ = column.text(row, ColumnContext(owner: nil, now: now, freshFor: 60))
                    _ = column.sortKey(row, ColumnContext(owner: nil, now: now, freshFor: 60))
                }
            }
            var account = Account()
            account.longestGap = 60
            for (number, moment) in [Moment(read), now, Moment(wall: UnixTime(read)), now].enumerated() {
                _ = account.merge(
                    [Self.listener("listener-1", 80)], askedOf: .proxy("link-1"), reading: number, at: moment,
                    requestID: nil)
            }
            #expect(account.rows[0].readAt == now || time.isNaN)
            _ = account.rows[0].since?.lasting(now: Moment(read), readAt: now, freshFor: 60)
            _ = account.downSince(0, in: account.rows[0])
            let report = Report(account: account, rows: [0], isComplete: true, now: now)
            #expect(!report.document.rows.isEmpty)
        }
    }
}
