// A written snapshot is read without changes and matches the published schema.

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

    /// The states that a listener can have by itself; STOP is caused by its owner.
    private static let ownStates = State.allCases.filter { $0 != .stop }

    /// Returns a document with every state, both kinds of owners, and names that need escaping.
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
        proxy.accessRegion = "Frankfurt"
        proxy.originRegion = "Singapore"
        proxy.domain = "a.example"
        proxy.address = "192.0.2.1"
        proxy.bandwidth = 100
        var details = OwnerDetails()
        details.accessRegionID = "Frankfurt"
        details.originRegionID = "Singapore"
        var address = ProxyIP("192.0.2.1")
        address.carrier = Carrier("CMCC")
        address.bandwidth = 10
        details.addresses = [address, ProxyIP("192.0.2.2")]
        details.relatedDomains = ["gd-1.example"]
        details.forwardAddresses = ["198.51.100.242"]
        details.policyID = "sp-1"
        details.connectionLimit = 20_000
        details.networkType = NetworkType("triple")
        details.packageType = PackageType("Gold")
        details.ipVersion = IPVersion("IPv4")
        details.billingType = BillingType(2)
        details.version = "3.0"
        proxy.details = details
        member.groupID = "lg-1"
        member.accessRegion = "Hong Kong"
        member.address = "192.0.2.9"
        member.domain = "m.example"
        group.members = [member]
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
        document.areOwnersComplete = true
        document.owners = [.init(proxy, isComplete: true), .init(group, isComplete: false)]
        return document
    }

    @Test func `A written document is read without changes`() throws {
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

    @Test func `The entry of a listener contains whether its owner forwards traffic, with the members of a group`()
        throws
    {
        let document = try JSONReader.read(Array(Self.text(Self.sample()).utf8))
        guard case .array(let listeners)? = document["listeners"] else {
            Issue.record("no listeners")
            return
        }
        #expect(
            listeners.first?["Owner"] == [
                "Id": "link-1", "Kind": "proxy", "Name": "edge", "Status": "RUNNING", "BanStatus": "RECOVER",
                "State": "serves",
            ])
        #expect(
            listeners.last?["Owner"] == [
                "Id": "lg-1", "Kind": "group", "Name": "组 \"一\"", "Status": "CHANGING", "State": "stopped",
                "Members": [
                    [
                        "Id": "link-2", "Kind": "proxy", "Name": "成员", "Status": "CLOSED", "BanStatus": "BANNED",
                        "State": "stopped", "AccessRegion": "Hong Kong", "Domain": "m.example",
                        "Address": "192.0.2.9",
                    ]
                ],
            ])
    }

    @Test func `An owner that was not read has no status, and null is not the same as absent`() throws {
        var document = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: true, rows: [])
        var null = Owner.serving(.proxy("link-2"))
        null.status = .null
        null.ban = .unreadable
        document.owners = [.init(Owner(id: .proxy("link-1"), name: "a")), .init(null)]
        let text = Self.text(document)
        #expect(text.contains(#"{"Id":"link-1","Kind":"proxy","Name":"a","State":"unknown"}"#))
        #expect(text.contains(#"{"Id":"link-2","Kind":"proxy","Status":null,"BanStatus":null,"State":"unknown"}"#))
        let read = try SnapshotDocument(parsing: Array(text.utf8)).owners.map(\.owner)
        #expect(read.map(\.isRead) == [false, true])
        #expect(read.map { $0.state.words?[.english] } == ["proxy status not read", "proxy Status missing"])
    }

    @Test func `A document without a list of owners has their states in the entries of listeners`() throws {
        let whole = try JSONReader.read(Array(Self.text(Self.sample()).utf8))
        let bare = JSONValue.object(whole.members.filter { !["owners", "totalCount"].contains($0.name) })
        let read = try SnapshotDocument(parsing: bare.encoded)
        let group = read.owners.first { $0.owner.id == .group("lg-1") }?.owner
        #expect(group?.members?.map(\.state.kind) == [.stopped])
        #expect(read.contents.rows.last?.state == .stop)
    }

    @Test func `An empty document is valid`() throws {
        let empty = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: true, rows: [])
        let read = try SnapshotDocument(parsing: Array(Self.text(empty).utf8))
        #expect(read.rows.isEmpty)
        #expect(read.isComplete)
        #expect(read.scope == nil)
    }

    @Test(arguments: [
        #"{"ListenerId":"l-1","ProxyId":"link-1","Port":80,"Future":{"a":[1.50,"\u4e2d"]},"Null":null}"#,
        #"{ "ListenerId" : "l-1", "ProxyId" : "link-1" }"#,
        // Fields with types other than documented, as the service sent them.
        #"{"ListenerId":"l-1","ProxyId":"link-1","Port":"80","RealServerSet":[7,{"RealServerStatus":"1"}]}"#,
    ])
    func `A listener is kept exactly as it was received`(_ json: String) throws {
        let listener = try JSONDecoder().decode(TCPListener.self, from: Data(json.utf8))
        let page = Array(json.utf8)
        let row = Row(
            listener, owner: .proxy("link-1"), readAt: Moment(wall: UnixTime(0)),
            received: Received(page: page, place: 0..<page.count))
        let document = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: true, rows: [row])
        let text = Self.text(document)
        // Only the blanks between values are removed.
        #expect(text.contains(json.dropLast().filter { $0 != " " }))
        let read = try SnapshotDocument(parsing: Array(text.utf8))
        #expect(read.rows.first?.listener == listener)
        #expect(try JSONReader.read(Array(#require(read.rows.first?.received).bytes)) == JSONReader.read(page))
        #expect(Self.text(read) == text)
    }

    @Test func `A listener written by another program is read without its original bytes`() throws {
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

    @Test func `Owners are written without terminal control characters and read without changes`() throws {
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

    @Test func `A byte order mark is ignored`() throws {
        let bytes = Array(Self.text(Self.sample()).utf8)
        #expect(try SnapshotDocument(parsing: [0xEF, 0xBB, 0xBF] + bytes).rows.count == 9)
    }

    @Test func `A document that was reduced by another tool is not complete`() throws {
        let text =
            #"{"schemaVersion":1,"fetchedAt":"2026-11-23T06:41:37Z","complete":true,"totalCount":2,"listeners":[]}"#
        #expect(try !SnapshotDocument(parsing: Array(text.utf8)).isComplete)
    }

    @Test func `The account of a document has its owners and their read status`() throws {
        let account = Self.sample().contents
        #expect(account.rows.count == 9)
        #expect(account.owners[.group("lg-1")]?.owner.name == "组 \"一\"")
        #expect(account.owners[.proxy("link-1")]?.reading == .complete(at: Moment(wall: UnixTime(1_000))))
        #expect(account.owners[.group("lg-1")]?.reading == .unread)
        #expect(try FilterExpression(parsing: "region:guangzhou").matches(in: account).filter { $0 }.count == 1)
    }

    // MARK: Sides of a comparison

    @Test
    func `A missing listener counts as removed only if it was requested and read`() {
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
    func `Invalid flags give no scope`(_ text: String) {
        #expect(Scope(flags: text) == nil)
    }

    // MARK: Schema

    @Test func `Written documents match the schema`() throws {
        let schema = try SchemaCheck("docs/snapshot.schema.json")
        #expect(try schema.faults(JSONReader.read(Array(Self.text(Self.sample()).utf8))) == [])
        let empty = SnapshotDocument(fetchedAt: UnixTime(0), isComplete: true, rows: [])
        #expect(try schema.faults(JSONReader.read(Array(Self.text(empty).utf8))) == [])
    }

    @Test func `The schema has exactly the names of the document`() throws {
        let schema = try SchemaCheck("docs/snapshot.schema.json")
        #expect(schema.names() == SnapshotKey.allCases.map(\.rawValue))
        let added = SnapshotListenerKey.allCases.map(\.rawValue)
        #expect(schema.names(of: "listener") == TCPListener.CodingKeys.allCases.map(\.rawValue) + added)
        #expect(schema.names(of: "origin") == BindRealServer.CodingKeys.allCases.map(\.rawValue))
        #expect(schema.names(of: "owner") == SnapshotOwnerKey.allCases.map(\.rawValue))
    }

    @Test(arguments: [
        (#"{"schemaVersion":1}"#, "$ lacks listeners"),
        (#"{"schemaVersion":3}"#, "$.schemaVersion is not one of the allowed values"),
        (#"{"more":1}"#, "$.more is not in the schema"),
        (#"{"totalCount":-1}"#, "$.totalCount is below 0"),
        (#"{"listeners":[{"Port":"80"}]}"#, #"$.listeners[0].Port is not of type ["integer", "null"]"#),
        (#"{"listeners":[{"State":"BAD"}]}"#, "$.listeners[0].State is not one of the allowed values"),
    ])
    func `The schema check detects invalid documents`(_ text: String, _ fault: String) throws {
        #expect(try SchemaCheck("docs/snapshot.schema.json").faults(JSONReader.read(Array(text.utf8))).contains(fault))
    }
}
