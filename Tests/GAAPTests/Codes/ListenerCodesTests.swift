import Testing

@testable import GAAP

@Suite struct OpenCodeTests {
    private static func survives<Code: OpenCode>(_: Code.Type, _ text: String) throws -> Bool {
        let code = try decode([Code].self, "[\(text)]")
        return try json(code) == "[\(text)]"
    }

    @Test(arguments: ["0", "1", "4", "7", "-1", "9223372036854775807", "-9223372036854775808"])
    func `A numeric code is kept unchanged, known or not`(text: String) throws {
        #expect(try Self.survives(ListenerStatus.self, text))
        #expect(try Self.survives(BindStatus.self, text))
        #expect(try Self.survives(RealServerStatus.self, text))
        #expect(try Self.survives(Toggle.self, text))
        #expect(try Self.survives(ClientIPMethod.self, text))
    }

    @Test(arguments: [#""""#, #""rr""#, #""RUNNING""#, #""neu 新""#])
    func `A text code is kept unchanged, known or not`(text: String) throws {
        #expect(try Self.survives(Scheduler.self, text))
        #expect(try Self.survives(RealServerType.self, text))
        #expect(try Self.survives(FailoverRole.self, text))
        #expect(try Self.survives(OwnerStatus.self, text))
        #expect(try Self.survives(BanStatus.self, text))
        #expect(try Self.survives(NetworkType.self, text))
        #expect(try Self.survives(PackageType.self, text))
        #expect(try Self.survives(IPVersion.self, text))
        #expect(try Self.survives(Carrier.self, text))
    }

    @Test func `An unknown code is shown as unknown, with its value`() {
        #expect(!ListenerStatus(7).isKnown)
        #expect(ListenerStatus(7).words == "unknown (7)")
        #expect(Scheduler("ip_hash").words == "unknown (ip_hash)")
        #expect(OwnerStatus("running").words == "unknown (running)")
    }

    @Test(arguments: [
        (ListenerStatus.running, 0, "running"), (.creating, 1, "creating"), (.destroying, 2, "destroying"),
        (.adjustingOrigins, 3, "adjusting origins"), (.changingConfiguration, 4, "config changing"),
    ])
    func `The listener status codes are the documented codes`(status: ListenerStatus, raw: Int, words: String) {
        #expect(status.raw == raw)
        #expect(status.isKnown)
        #expect(status.words == words)
    }

    @Test func `The two health codes have opposite polarity`() {
        #expect(BindStatus(0) == .abnormal)
        #expect(BindStatus(1) == .normal)
        #expect(RealServerStatus(0) == .normal)
        #expect(RealServerStatus(1) == .abnormal)
    }

    @Test(arguments: [("RUNNING", "running"), ("CREATE_FAILED", "create failed"), ("CHANGING", "changing")])
    func `The status of an owner is shown in lower case`(raw: String, words: String) {
        #expect(OwnerStatus(raw).words == words)
    }
}
