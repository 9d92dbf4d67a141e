// DescribeTCPListeners: fields, filters, pages.

import FoundationEssentials
import GAAP
import Essentials
import Testing

@testable import GAAPEmulator

@Suite struct ListenerListTests {
    let fixture = EmulatorFixture()

    private func richest() throws -> (owner: FleetOwner, listeners: [FleetListener]) {
        let proxies = fixture.emulator.fleet.listeners.filter { if case .proxy = $0.key { true } else { false } }
        let found = try #require(proxies.max { ($0.value.count, $0.key.id) < ($1.value.count, $1.key.id) })
        return (found.key, found.value)
    }

    @Test(arguments: [1, 7, 20, 100])
    func `Pages cover every listener exactly once, whatever their size`(_ limit: Int) async throws {
        let (owner, listeners) = try richest()
        var ids: [String] = []
        var offset = 0
        repeat {
            let page = await fixture.call(
                "DescribeTCPListeners", #"{"ProxyId":"\#(owner.id)","Offset":\#(offset),"Limit":\#(limit)}"#)
            #expect(page.total == listeners.count)
            ids += page.rows.compactMap { $0["ListenerId"].text }
            offset += limit
        } while offset < listeners.count
        #expect(ids == listeners.map(\.id))
    }

    @Test
    func `The default page has 20 rows, newest first`() async throws {
        let fixture = EmulatorFixture(EmulatorFixture.demo)
        let (owner, listeners) = try #require(fixture.emulator.fleet.listeners.first { $0.value.count > 20 })
        let key = if case .proxy = owner { "ProxyId" } else { "GroupId" }
        let page = await fixture.call("DescribeTCPListeners", #"{"\#(key)":"\#(owner.id)"}"#)
        #expect(page.rows.count == 20)
        #expect(page.total == listeners.count)
        let times = page.rows.compactMap { $0["CreateTime"].number }
        #expect(times == times.sorted(by: >))
    }

    @Test(arguments: [10_000, Int.max])
    func `A page beyond the end is empty and contains the total`(_ offset: Int) async throws {
        let (owner, listeners) = try richest()
        let page = await fixture.call("DescribeTCPListeners", #"{"ProxyId":"\#(owner.id)","Offset":\#(offset)}"#)
        #expect(page.rows.isEmpty)
        #expect(page.total == listeners.count)
    }

    @Test
    func `Name and port match exactly, the search value matches partially, and the total counts the matches`()
        async throws
    {
        let (owner, listeners) = try richest()
        func ids(_ filter: String) async -> [String] {
            let page = await fixture.call("DescribeTCPListeners", #"{"ProxyId":"\#(owner.id)",\#(filter),"Limit":100}"#)
            #expect(page.total == page.rows.count)
            return page.rows.compactMap { $0["ListenerId"].text }
        }
        let one = listeners[0]
        #expect(await ids(#""Port":\#(one.port)"#) == [one.id])
        #expect(await ids(#""ListenerName":"\#(one.name)""#) == listeners.filter { $0.name == one.name }.map(\.id))
        #expect(await ids(#""ListenerName":"\#(one.name.dropLast())""#).isEmpty)
        #expect(await ids(#""ListenerName":"\#(one.name)","Port":\#(one.port)"#) == [one.id])
        #expect(await ids(#""ListenerId":"\#(one.id)","Port":\#(one.port % 64_999 + 1)"#).isEmpty)
        let part = String(one.name.prefix(3))
        #expect(
            await ids(#""SearchValue":"\#(part)""#)
                == listeners.filter { $0.name.contains(part) || "\($0.port)".contains(part) }.map(\.id))
        #expect(
            await ids(#""SearchValue":"80""#)
                == listeners.filter { $0.name.contains("80") || "\($0.port)".contains("80") }.map(\.id))
    }

    @Test
    func `A listener is found by its ID alone, and names its owner`() async throws {
        for (owner, listeners) in fixture.emulator.fleet.listeners {
            guard let listener = listeners.first else { continue }
            let page = await fixture.call("DescribeTCPListeners", #"{"ListenerId":"\#(listener.id)"}"#)
            #expect(page.total == 1)
            let row = try #require(page.rows.first)
            switch owner {
            case .proxy(let id):
                #expect(row["ProxyId"].text == id)
                #expect(row["GroupId"].isNull)
            case .group(let id):
                #expect(row["GroupId"].text == id)
                #expect(row["ProxyId"].isNull)
            }
        }
    }

    @Test
    func `A row has 21 fields, an origin has 7, and the client's types decode each of them`() async throws {
        for (_, row) in await fixture.allListeners() {
            #expect(row.members.count == 21)
            for origin in row["RealServerSet"].items { #expect(origin.members.count == 7) }
            let listener = try JSONDecoder().decode(TCPListener.self, from: Data(row.encoded))
            // Encoding gives the sent row without its nulls.
            let again = try JSONReader.read(Array(try JSONEncoder().encode(listener)))
            #expect(again.sorted == row.withoutNulls.sorted)
        }
    }

    @Test
    func `RealServerPort is set only for groups and proxies of version 1.0`() async throws {
        let fixture = EmulatorFixture(EmulatorFixture.demo)
        let old = Set(fixture.emulator.fleet.proxies.filter { $0.version == "1.0" }.map(\.id))
        #expect(!old.isEmpty)
        for (owner, row) in await fixture.allListeners() {
            let hasOrigins = !row["RealServerSet"].items.isEmpty
            let isGroup = if case .group = owner { true } else { false }
            #expect(row["RealServerPort"].isNull == !((isGroup || old.contains(owner.id)) && hasOrigins))
        }
    }

    @Test
    func `A listener added between two pages shifts the later rows, and a removed listener causes a skipped row`()
        async throws
    {
        let (owner, listeners) = try richest()
        func ids(_ offset: Int) async -> [String] {
            await fixture.call("DescribeTCPListeners", #"{"ProxyId":"\#(owner.id)","Offset":\#(offset),"Limit":2}"#)
                .rows.compactMap { $0["ListenerId"].text }
        }
        #expect(await ids(0) == listeners[0...1].map(\.id))
        fixture.emulator.update { $0.insert(FleetListener(id: "listener-new", name: "new", port: 1), into: owner) }
        #expect(await ids(2) == listeners[1...2].map(\.id))
        fixture.emulator.update {
            $0.remove(listener: "listener-new")
            $0.remove(listener: listeners[0].id)
        }
        #expect(await ids(2) == listeners[3...4].map(\.id))
    }
}

extension JSONValue {
    /// The value with the members of every object sorted by name.
    fileprivate var sorted: JSONValue {
        switch self {
        case .array(let items): .array(items.map(\.sorted))
        case .object(let members):
            .object(members.map { Member(name: $0.name, value: $0.value.sorted) }.sorted { $0.name < $1.name })
        default: self
        }
    }

    fileprivate var withoutNulls: JSONValue {
        .object(members.filter { !$0.value.isNull })
    }
}
