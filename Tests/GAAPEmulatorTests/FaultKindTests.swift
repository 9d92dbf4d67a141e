// The table of faults: how a fault is parsed from its name, and what each fault does to a response.

import Essentials
import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct FaultKindTests {
    @Test(arguments: [
        ("error", FaultRule(.error(code: "InternalError"), rate: 0.1)),
        ("error=LimitExceeded@0.5", FaultRule(.error(code: "LimitExceeded"), rate: 0.5)),
        ("latency", FaultRule(.delayed(by: .milliseconds(200)))),
        ("latency=0@1", FaultRule(.delayed(by: .zero))), ("reset@0", FaultRule(.connectionReset, rate: 0)),
        ("slow=7", FaultRule(.slowBytes(pause: .milliseconds(7)), rate: 0.1)),
        ("deny=DescribeX", FaultRule(.denied(code: "AuthFailure.UnauthorizedOperation"), action: "DescribeX")),
        ("forbid=DescribeX", FaultRule(.denied(code: "UnauthorizedOperation"), action: "DescribeX")),
        ("gone=DescribeX", FaultRule(.actionGone, action: "DescribeX")),
        ("token=3", FaultRule(.tokenExpired(after: .seconds(3)))),
        ("page-size=20", FaultRule(.pagesRefused(above: 20))),
        ("status=401@1", FaultRule(.status(401))), ("total=-5", FaultRule(.wrongTotal(by: -5))),
        ("type=ListenerId@1", FaultRule(.wrongType(field: "ListenerId"))), ("drift", FaultRule(.shiftedPages)),
    ])
    func `A fault is parsed from its name, with a value and a rate if it accepts them`(text: String, rule: FaultRule)
        throws
    { #expect(try FaultKind.rule(parsing: text) == rule) }

    @Test(arguments: [
        ("nothing", "unknown fault “nothing”"), ("", "unknown fault “”"), ("reset=1", "reset takes no value"),
        ("slow=0", "slow=ms must be from 1 to 60000, not “0”"), ("slow=quick", "not “quick”"),
        ("deny", "deny needs a value: deny=action"), ("deny=", "deny needs a value"),
        ("reset@2", "from 0 to 1, not “2”"), ("reset@", "not “”"), ("reset@nan", "not “nan”"),
        ("status=99999999999999999999", "must be from 400"),
    ])
    func `An invalid fault is rejected with a reason`(text: String, words: String) {
        let flaw = #expect(throws: FaultKind.ParseError.self) { try FaultKind.rule(parsing: text) }
        #expect(flaw?.message[.english].contains(words) == true, "\(flaw?.message[.english] ?? "")")
    }

    @Test
    func `Each kind has a unique name and a description`() throws {
        #expect(Set(FaultKind.all.map(\.name)).count == FaultKind.all.count)
        for kind in FaultKind.all {
            #expect(kind.form.hasPrefix(kind.name) && !kind.about.isEmpty && (0...1).contains(kind.rate))
            if case .word(_, defaultValue: nil, _) = kind.value { continue }
            #expect(try FaultKind.rule(parsing: kind.name).rate == kind.rate)
        }
    }

    // MARK: Effects

    private let fixture = EmulatorFixture()

    private func answer(
        to body: String = #"{"Limit":4}"#, with fault: String, action: String = "DescribeProxies"
    ) async throws -> Answer {
        let rule = try FaultKind.rule(parsing: fault)
        fixture.emulator.updateFaults { $0.rules = [rule] }
        return await fixture.call(action, body)
    }

    @Test
    func `The fault type changes the type of the field at every level, and no other field`() async throws {
        let answer = try await answer(with: "type=Bandwidth@1")
        #expect(
            answer.rows.allSatisfy {
                $0["Bandwidth"].text != nil && $0["IPList"].items.allSatisfy { $0["Bandwidth"].text != nil }
            })
        #expect(answer.rows.allSatisfy { $0["Concurrent"].number != nil })
        #expect(try await self.answer(with: "type=ProxyName@1").rows[0]["ProxyName"]["Value"].text != nil)
        #expect(try await self.answer(with: "type=TotalCount@1").inside["TotalCount"].text != nil)
    }

    @Test
    func `Pages can drift, repeat, be short, or have a wrong total`() async throws {
        let ids = await fixture.call("DescribeProxies", #"{"Limit":100}"#).rows.compactMap { $0["ProxyId"].text }
        func page(_ fault: String, offset: Int) async throws -> (ids: ArraySlice<String>, total: Int?) {
            let answer = try await answer(to: #"{"Offset":\#(offset),"Limit":4}"#, with: fault)
            #expect(answer.inside["InstanceSet"] == answer.inside["ProxySet"])
            return (answer.inside["ProxySet"].items.compactMap { $0["ProxyId"].text }[...], answer.total)
        }
        #expect(try await page("drift", offset: 0) == (ids[0..<4], ids.count))
        #expect(try await page("drift", offset: 4) == (ids[3..<7], ids.count + 1))
        #expect(try await page("repeat", offset: 8) == (ids[0..<4], ids.count))
        #expect(try await page("short@1", offset: 4) == (ids[4..<6], ids.count))
        #expect(try await page("total=3", offset: 0) == (ids[0..<4], ids.count + 3))
        #expect(try await page("total=-1000", offset: 0).total == 0)
    }

    @Test
    func
        `A page size above the limit is refused, including the default of 20, and other page sizes are accepted`()
        async throws
    {
        #expect(try await answer(to: #"{"Limit":51}"#, with: "page-size=50").code == "InvalidParameterValue")
        #expect(try await answer(to: #"{"Limit":50}"#, with: "page-size=50").code == nil)
        #expect(try await answer(to: "{}", with: "page-size=19").code == "InvalidParameterValue")
    }

    @Test(arguments: [
        ("deny", "AuthFailure.UnauthorizedOperation"), ("forbid", "UnauthorizedOperation"),
    ])
    func `A denied action is refused with the message of the service, and other actions are accepted`(
        kind: String, code: String
    )
        async throws
    {
        let answer = try await answer(with: "\(kind)=DescribeProxies")
        #expect(answer.code == code)
        let message = try #require(answer.message)
        #expect(message.hasPrefix("You are not authorized to perform this operation. Check your CAM policies"))
        #expect(message.contains("(gaap:DescribeProxies)\nresource (*) has no permission\n]"))
        #expect(message.contains("[request id:\(answer.requestID ?? "-")]"))
        #expect(try await self.answer(with: "\(kind)=DescribeTCPListeners").code == nil)
    }

    @Test
    func `A removed action is refused like an unknown action`() async throws {
        let answer = try await answer(with: "gone=DescribeProxies")
        #expect(answer.code == "InvalidAction")
        #expect(
            answer.message
                == "The request action=`DescribeProxies` is invalid or not found in service=`gaap` and "
                + "version=`2018-05-29`.")
        #expect(try await self.answer(with: "gone=DescribeTCPListeners").code == nil)
    }

    @Test
    func `A token expires after its lifetime, and a key without a token never expires`() async throws {
        fixture.emulator.updateFaults { $0.rules = [FaultRule(.tokenExpired(after: .seconds(60)))] }
        func code(_ credential: Credential) async -> String? {
            var draft = fixture.draft(#"{"Limit":1}"#)
            draft.action = "DescribeProxies"
            draft.credential = credential
            return await fixture.send(draft).code
        }
        #expect(await code(EmulatorOptions.temporaryCredential) == nil)
        fixture.time.advance(by: .seconds(59))
        #expect(await code(EmulatorOptions.temporaryCredential) == nil)
        fixture.time.advance(by: .seconds(1))
        #expect(await code(EmulatorOptions.temporaryCredential) == "AuthFailure.TokenFailure")
        #expect(await code(EmulatorOptions.credential) == nil)
    }

    @Test
    func `Faults of the HTTP response: status, charset, empty body, HTML`() async throws {
        for status in [401, 500, 502] {
            #expect(try await answer(with: "status=\(status)@1").response.status == status)
        }
        let charset = try await answer(with: "charset")
        #expect(charset.response.headers["Content-Type"] == "application/json; charset=utf-8")
        #expect(charset.rows.count == 4)
        #expect(try await answer(with: "empty@1").response.body.isEmpty)
        #expect(try await answer(with: "html@1").response.headers["Content-Type"] == "text/html")
    }

    @Test
    func `Several faults apply to the same response`() async throws {
        fixture.emulator.updateFaults {
            $0.rules = [
                FaultRule(.delayed(by: .seconds(2))), FaultRule(.charset), FaultRule(.wrongTotal(by: 1)),
                FaultRule(.error(code: "InternalError"), action: "DescribeProxyGroupList"),
            ]
        }
        let before = fixture.time.source.uptime()
        let answer = await fixture.call("DescribeProxies", #"{"Limit":1}"#)
        #expect(fixture.time.source.uptime() - before == .seconds(2))
        #expect(answer.response.headers["Content-Type"] == "application/json; charset=utf-8")
        #expect(answer.total == fixture.emulator.fleet.proxies.count + 1)
        #expect(fixture.journal.records.last?.faults.count == 3)
    }
}
