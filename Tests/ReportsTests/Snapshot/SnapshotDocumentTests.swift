// What is written is read again as it was, and is what the published schema says.

import TestSupport
import FoundationEssentials
import Essentials
import Testing

@testable import GAAP
import Inventory
@testable import Reports

@Suite struct SnapshotDocumentTests {
    private static func text(_ document: SnapshotDocument) -> String {
        var bytes: [UInt8] = []
        document.write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Every state, both kinds of owner, names that need care.
    /// The states that a listener has by itself; STOP comes from its owner.
    private static let ownStates = State.allCases.filter { $0 != .stop }

    private static func sample() -> SnapshotDocument {
        var group = Owner(id: .group("lg-1"), name: "组 \"一\"")
        group.originRegion = "Guangzhou"
        var proxy = Owner(id: .proxy("link-1"), name: "edge")
        proxy.isRead = true
        proxy.status = .value(.running)
        proxy.ban = .value(.notBanned)
        var member = Owner(id: .proxy("link-2"), name: "成员")
        member.isRead = true
        member.status = .value(.closed)
        member.ban = .value(.banned)
        group.isRead = true
        group.status = .value(.changing)
        group.members = [member]
        proxy.accessRegion = "Frankfurt"
        proxy.originRegion = "Singapore"
        proxy.domain = "a.example"
        proxy.address = "192.0.2.1"
        proxy.bandwidth = 100
        var rows = ownStates.enumerated().map { number, state in
            Row(
                .sample("listener-\(number)", in: state, name: "\u{1B}[2J\\ \"\(state)\"", port: 80 + number), at: 1_000
            )
        }
        rows.append(Row(.sample("listener-g", proxy: nil, group: "lg-1"), at: 1_000))
        var document = SnapshotDocument(fetchedAt: UnixTime(1_000), isComplete: false, rows: rows)
        document.account = "prod"
        document.endpoint = "https://gaap.example"
        document.scope = .all
        document.filters = "--port 80"
        document.owners = [.init(proxy, isComplete: true), .init(group, isComplete: false)]
        return document
    }

    @Test func `What is written is read again`() throws {
        let written = Self.sample()
        let read = try SnapshotDocument(parsing: Array(Self.text(written).utf8))
        #expect(read.rows.map(\.listener) == written.rows.map(\.listener))
        #expect(read.rows.map(\.owner) == written.rows.map(\.owner))
        #expect(read.rows.map(\.state) == Self.ownStates + [.ok])
        #expect(read.owners == written.owners)
        #expect(read.fetchedAt == written.fetchedAt)
        #expect(!read.isComplete)
        #expect(read.account == "prod")
        #expect(read.endpoint == "https://gaap.example")
        #expect(read.scope == .all)
        #expect(read.filters == "--port 80")
        #expect(Self.text(read) == Self.text(written))
    }

    @Test func `Nothing is a document too`() throws {
        let empty = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: true, rows: [])
        let read = try SnapshotDocument(parsing: Array(Self.text(empty).utf8))
        #expect(read.rows.isEmpty)
        #expect(read.isComplete)
        #expect(read.scope == nil)
    }

    @Test(arguments: [
        #"{"ListenerId":"l-1","ProxyId":"link-1","Port":80,"Future":{"a":[1.50,"\u4e2d"]},"Null":null}"#,
        #"{ "ListenerId" : "l-1", "ProxyId" : "link-1" }"#,
        // Fields of other types than documented: the service sent them so.
        #"{"ListenerId":"l-1","ProxyId":"link-1","Port":"80","RealServerSet":[7,{"RealServerStatus":"1"}]}"#,
    ])
    func `A listener is kept as it was received, byte for byte`(_ json: String) throws {
        let listener = try JSONDecoder().decode(TCPListener.self, from: Data(json.utf8))
        let page = Array(json.utf8)
        let row = Row(
            listener, owner: .proxy("link-1"), readAt: Moment(wall: UnixTime(0)),
            received: Received(page: page, place: 0..<page.count))
        let document = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: true, rows: [row])
        let text = Self.text(document)
        // Only the blanks between values are left out.
        #expect(text.contains(json.dropLast().filter { $0 != " " }))
        let read = try SnapshotDocument(parsing: Array(text.utf8))
        #expect(read.rows.first?.listener == listener)
        #expect(try JSONReader.read(Array(#require(read.rows.first?.received).bytes)) == JSONReader.read(page))
        #expect(Self.text(read) == text)
    }

    @Test func `A listener of another writer is read without its bytes`() throws {
        let text = #"""
            {"schemaVersion":1,"fetchedAt":"2026-11-23T06:41:37+01:00","complete":true,"later":{},
             "listeners":[{"State":"NEW","Owner":{"Kind":"group","Id":"lg-1","Name":"n"},"ListenerId":"l"}]}
            """#
        let read = try SnapshotDocument(parsing: Array(text.utf8))
        #expect(read.rows.map(\.owner) == [.group("lg-1")])
        #expect(read.rows.first?.received == nil)
        #expect(read.owners.map(\.owner.name) == ["n"])
        #expect(Timestamp.text(read.fetchedAt) == "2026-11-23T05:41:37Z")
    }

    @Test func `Owners are written without a character that steers a terminal, and read as they were`() throws {
        let hostile = "a\u{202E}b\u{9B}31m\u{1B}[2J"
        var owner = Owner(id: .proxy("link-1"), name: hostile)
        owner.isRead = true
        owner.status = .value(OwnerStatus(hostile))
        owner.domain = hostile
        owner.accessRegion = hostile
        var document = SnapshotDocument(
            fetchedAt: UnixTime(0), isComplete: true, rows: [Row(.sample("listener-1", name: hostile), at: 0)])
        document.owners = [.init(owner, isComplete: true)]
        document.account = hostile
        let text = Self.text(document)
        #expect(!text.unicodeScalars.contains { $0.isInvisible && $0 != "\n" })
        let read = try SnapshotDocument(parsing: Array(text.utf8))
        #expect(read.owners == document.owners && read.account == hostile)
        #expect(Self.text(read) == text)
    }

    @Test func `The byte order mark of some editors is no harm`() throws {
        let bytes = Array(Self.text(Self.sample()).utf8)
        #expect(try SnapshotDocument(parsing: [0xEF, 0xBB, 0xBF] + bytes).rows.count == 9)
    }

    @Test func `One that was cut with another tool is not complete`() throws {
        let text =
            #"{"schemaVersion":1,"fetchedAt":"2026-11-23T06:41:37Z","complete":true,"totalCount":2,"listeners":[]}"#
        #expect(try !SnapshotDocument(parsing: Array(text.utf8)).isComplete)
    }

    @Test func `As an account it knows its owners and how far they were read`() throws {
        let account = Self.sample().contents
        #expect(account.rows.count == 9)
        #expect(account.owners[.group("lg-1")]?.owner.name == "组 \"一\"")
        #expect(account.owners[.proxy("link-1")]?.reading == .complete(at: Moment(wall: UnixTime(1_000))))
        #expect(account.owners[.group("lg-1")]?.reading == .unread)
        #expect(try FilterExpression(parsing: "region:guangzhou").matches(in: account).filter { $0 }.count == 1)
    }

    // MARK: Sides of a comparison

    @Test
    func `What is missing is gone only where it was asked for and read`() {
        func document(_ scope: Scope?, complete: Bool = true, filters: String = "") -> SnapshotDocument {
            var document = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: complete, rows: [])
            document.scope = scope
            document.filters = filters
            document.owners = [
                .init(Owner(id: .proxy("link-1")), isComplete: true), .init(Owner(id: .proxy("link-2"))),
            ]
            return document
        }
        func extent(_ one: SnapshotDocument, _ other: SnapshotDocument) -> Comparison.Side.Extent {
            one.side(comparedWith: other).extent
        }
        let all = document(.all)
        #expect(extent(all, all) == .whole)
        #expect(extent(document(nil), all) == .whole)
        #expect(extent(document(.all, complete: false), all) == .only([.proxy("link-1")]))
        #expect(extent(document(.group("lg-1")), all) == .only([.proxy("link-1"), .group("lg-1")]))
        #expect(extent(document(.listener("l")), document(.listener("l"))) == .whole)
        #expect(extent(document(.all, filters: "--problems"), all) == .only([]))
        #expect(extent(all, document(.all, filters: "--problems")) == .whole)
        #expect(extent(document(.all, filters: "--problems"), document(.all, filters: "--problems")) == .whole)
    }

    @Test(arguments: [Scope.all, .proxy("link-1"), .group("lg-1"), .listener("a b")])
    func `A scope is written as flags`(_ scope: Scope) {
        #expect(Scope(flags: scope.flags) == scope)
    }

    @Test(arguments: ["", "--all x", "--proxy", "--nonsense a"])
    func `What is no scope is none`(_ text: String) {
        #expect(Scope(flags: text) == nil)
    }

    // MARK: Schema

    @Test func `The schema fits what is written`() throws {
        let schema = try SchemaCheck("docs/snapshot.schema.json")
        #expect(try schema.faults(JSONReader.read(Array(Self.text(Self.sample()).utf8))) == [])
        let empty = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: true, rows: [])
        #expect(try schema.faults(JSONReader.read(Array(Self.text(empty).utf8))) == [])
    }

    @Test func `The schema has every name and no other`() throws {
        let schema = try SchemaCheck("docs/snapshot.schema.json")
        #expect(schema.names() == SnapshotKey.allCases.map(\.rawValue))
        let added = SnapshotListenerKey.allCases.map(\.rawValue)
        #expect(schema.names(of: "listener") == TCPListener.CodingKeys.allCases.map(\.rawValue) + added)
        #expect(schema.names(of: "origin") == BindRealServer.CodingKeys.allCases.map(\.rawValue))
        #expect(schema.names(of: "owner") == SnapshotOwnerKey.allCases.map(\.rawValue))
    }

    @Test(arguments: [
        (#"{"schemaVersion":1}"#, "$ lacks listeners"),
        (#"{"schemaVersion":3}"#, "$.schemaVersion is none of the values allowed"),
        (#"{"more":1}"#, "$.more is not in the schema"),
        (#"{"totalCount":-1}"#, "$.totalCount is below 0"),
        (#"{"listeners":[{"Port":"80"}]}"#, #"$.listeners[0].Port is not of type ["integer", "null"]"#),
        (#"{"listeners":[{"State":"BAD"}]}"#, "$.listeners[0].State is none of the values allowed"),
    ])
    func `The check sees what does not fit`(_ text: String, _ fault: String) throws {
        #expect(try SchemaCheck("docs/snapshot.schema.json").faults(JSONReader.read(Array(text.utf8))).contains(fault))
    }
}
