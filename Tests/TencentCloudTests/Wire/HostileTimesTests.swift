// Wrong times and waits from a response, a file or a clock: nothing traps, and nothing waits forever.

import Essentials
import FoundationEssentials
import Testing

@testable import TencentCloud

@Suite struct HostileTimesTests {
    private static let clocks = [
        0, 1, -1, 65_535, 1.8e9, Double(Int.max), Double(Int.min), .greatestFiniteMagnitude, .infinity, -.infinity,
        .nan,
    ]

    private static let waits: [(text: String, isAWait: Bool)] = [
        ("0", true), ("1", true), ("65535", true), ("9223372036854775807", true), ("9223372036854775808", true),
        ("18446744073709551616", true), (String(repeating: "9", count: 400), true), ("-1", false),
        ("-9223372036854775808", false), ("NaN", false), ("nan", false), ("inf", false), ("-inf", false),
        ("Infinity", false), ("1e9", false), ("0x10", false), ("", false), (" ", false), ("1 ", false), ("+1", false),
        ("Thu, 01 Jan 1970 00:00:00 GMT", true), ("Fri, 31 Dec 9999 23:59:60 GMT", true),
        ("Wed, 31 Dec 1969 23:59:59 GMT", false), ("Sat, 01 Jan 10000 00:00:00 GMT", false),
        ("Thu, 01 Jan -1 00:00:00 GMT", false), ("Thu, 01 Jan 99999999999999999999 00:00:00 GMT", false),
    ]

    @Test(arguments: waits) func `Every wait that a service requests is clamped to between zero and one day`(
        text: String, isAWait: Bool
    ) {
        let dates = [nil] + Self.waits.map(\.text)
        for clock in Self.clocks {
            for date in dates {
                let headers =
                    [TransportHeader("Retry-After", text)] + (date.map { [TransportHeader("Date", $0)] } ?? [])
                let wait = RetryAfter.parse(headers, now: UnixTime(clock))
                #expect((wait != nil) == isAWait, "\(text) at \(clock), Date \(date ?? "none")")
                if let wait { #expect((.zero ... .seconds(86_400)).contains(wait)) }
            }
        }
    }

    @Test(arguments: clocks) func `A response with any Date header is decoded, whatever the local clock shows`(
        clock: Double
    ) throws {
        struct Pong: Decodable, Equatable { let pong: Int }
        for (date, _) in Self.waits {
            let answer = try Envelope.open(
                TransportResponse(
                    status: 200, headers: [TransportHeader("Date", date)],
                    body: Data(#"{"Response":{"pong":1,"RequestId":"r"}}"#.utf8)),
                as: Pong.self, action: "Ping", now: UnixTime(clock))
            #expect(answer.value == Pong(pong: 1))
        }
    }

    @Test(arguments: clocks) func `Every time can be formatted in each format`(clock: Double) {
        let time = UnixTime(clock)
        #expect(HTTPDate.format(time).hasSuffix(" GMT"))
        #expect(!ServiceTime.text(time).isEmpty)
    }

    private static let ends = [
        "0", "1", "-1", "65535", "1800000001", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "1e308", "-1e308", "1e-308", "4000000000.5",
    ]

    @Test(arguments: ends, clocks) func `A key is rejected if its ExpiredTime has passed, and kept otherwise`(
        end: String, clock: Double
    ) async throws {
        let text = #"{"TmpSecretId":"AKIDx","TmpSecretKey":"k","Token":"t","ExpiredTime":\#(end)}"#
        let key = try JSONDecoder().decode(TemporaryKey.self, from: Data(text.utf8))
        let now = Moment(wall: UnixTime(clock), uptime: .seconds(1_000))
        guard let credential = try? key.credential(now: now.wall) else {
            // If the clock shows NaN, every key counts as expired.
            #expect(try clock.isNaN || #require(Double(end)) <= clock)
            return
        }
        let store = CredentialStore(
            search: {
                CredentialSearch(findings: [CredentialFinding(Wording(verbatim: "x"), .found(credential))])
            }, now: { now })
        #expect(try await store.credential() == credential)
    }

    @Test(arguments: ["1e400", "-1e400", "NaN", "Infinity", "\"soon\"", "[]", "true"])
    func `A value that is not a number is not an ExpiredTime`(end: String) {
        let text = #"{"TmpSecretId":"AKIDx","TmpSecretKey":"k","Token":"t","ExpiredTime":\#(end)}"#
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(TemporaryKey.self, from: Data(text.utf8))
        }
    }
}
