// A filter expression, typed and complete, over a small account.

import Essentials
import GAAP
import Inventory

enum FiltersTarget {
    /// The maximum size of a filter in bytes. A prompt and a command line accept more, but evaluate it only once.
    private static let maximumSize = 4_096

    static func run(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes.prefix(maximumSize), as: UTF8.self)
        for isBeingTyped in [false, true] {
            guard let filter = try parse(text, isBeingTyped) else { continue }
            let matches = filter.matches(in: account)
            try FailedCheck.unless(matches.count == account.rows.count, "a filter evaluates every row")
            try FailedCheck.unless(matches == filter.matches(in: account), "a filter has one result")
        }
    }

    private static func parse(_ text: String, _ isBeingTyped: Bool) throws -> FilterExpression? {
        do throws(FilterExpression.ParseError) {
            return try FilterExpression(parsing: text, isBeingTyped: isBeingTyped)
        } catch {
            try FailedCheck.unless(
                !error.message[.english].isEmpty && !error.message[.chinese].isEmpty, "an error has a message")
            return nil
        }
    }

    private static let account: Account = {
        var account = Account()
        let listeners = (1...8).map { number in
            var listener = TCPListener()
            listener.listenerID = "listener-\(number)"
            listener.listenerName = ["web", "登录服务器", "ＷＥＢ", "a\u{301}b", "", "x:y", "/re/", "\"q\""][number - 1]
            listener.port = number * 8_000
            var origin = BindRealServer()
            (origin.realServerIP, origin.downIPList) = ("10.0.0.\(number)", ["2001:db8::\(number)"])
            (listener.healthCheck, listener.realServerSet) = (.on, [origin])
            return listener
        }
        _ = account.merge(
            listeners, askedOf: .proxy("link-fuzz"), reading: 1,
            at: Moment(wall: UnixTime(1_795_000_000), uptime: .seconds(100)), requestID: nil)
        return account
    }()
}
