// An emulator, its clock, and shortcuts for requests.

import Essentials
import GAAP
import TencentCloud

@testable import GAAPEmulator
import TestSupport

/// An emulator under test.
struct EmulatorFixture {
    let time = FakeTime(jumps: true)
    let emulator: Emulator
    let journal = RequestJournal()

    init(_ options: EmulatorOptions = EmulatorFixture.small) {
        emulator = Emulator(options: options, time: time.source, onRequest: journal.record)
    }

    /// A small fleet, with a rate limit so high that no test reaches it by accident.
    static var small: EmulatorOptions {
        var options = EmulatorOptions()
        options.fleet = FleetOptions(seed: 3, proxies: 14, groups: 2, listeners: 200)
        options.requestsPerSecond = 1_000_000
        return options
    }

    /// The same options with the fleet of the demo.
    static var demo: EmulatorOptions {
        var options = small
        options.fleet = FleetOptions()
        return options
    }

    func draft(_ body: String = "{}") -> RequestDraft { RequestDraft(at: time, body: body) }

    func send(_ draft: RequestDraft) async -> Answer { Answer(await emulator.respond(to: draft.request)) }

    func call(_ action: String = "DescribeTCPListeners", _ body: String, language: String? = "en-US") async -> Answer {
        var draft = draft(body)
        draft.setAction(action)
        draft.language = language
        return await send(draft)
    }

    /// Returns the client of this project over the in-process transport.
    func client() throws -> Client {
        Client(
            transport: EmulatorTransport(emulator, time: time.source),
            endpoint: try Endpoint(parsing: "http://127.0.0.1:8080"),
            credentials: CredentialStore(
                CredentialChain([FixedCredentials(EmulatorOptions.credential)]), time: time.source),
            quota: Quota(rate: 10_000, time: time.source), time: time.source)
    }

    /// Returns every listener as raw JSON, by owner.
    func allListeners() async -> [(owner: FleetOwner, row: JSONValue)] {
        var rows: [(owner: FleetOwner, row: JSONValue)] = []
        for owner in emulator.fleet.owners {
            let name = if case .proxy = owner { "ProxyId" } else { "GroupId" }
            var offset = 0
            while true {
                let page = await call(
                    "DescribeTCPListeners", #"{"\#(name)":"\#(owner.id)","Offset":\#(offset),"Limit":100}"#)
                rows += page.rows.map { (owner, $0) }
                offset += 100
                if offset >= page.total ?? 0 { break }
            }
        }
        return rows
    }
}
