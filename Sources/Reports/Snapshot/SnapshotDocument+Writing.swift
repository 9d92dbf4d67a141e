// Writes a snapshot, one owner and one listener a line: it can be searched, and two of them compared, with the tools
// for text.

import Inventory
import GAAP
import Essentials

extension SnapshotDocument {
    /// Hands the document over piece by piece, in UTF-8. An error of the receiver ends it.
    package func write<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try receive(head)
        let names = Dictionary(owners.map { ($0.owner.id, $0.owner.name) }) { first, _ in first }
        for (place, row) in rows.enumerated() {
            var line = ListenerJSON.line(of: row, ownerName: row.owner.flatMap { names[$0] } ?? "")
            line.append(contentsOf: place + 1 < rows.count ? ",\n".utf8 : "\n".utf8)
            try receive(line)
        }
        try receive(Array("]}\n".utf8))
    }

    /// Everything before the first listener.
    private var head: [UInt8] {
        var members: [(SnapshotKey, JSONValue)] = [
            (.schemaVersion, .integer(Self.schemaVersion)), (.fetchedAt, .string(Timestamp.text(fetchedAt))),
            (.complete, .bool(isComplete)), (.totalCount, .integer(rows.count)),
        ]
        if let account { members.append((.account, .string(account))) }
        if let endpoint { members.append((.endpoint, .string(endpoint))) }
        if let scope { members.append((.scope, .string(scope.flags))) }
        if !filters.isEmpty { members.append((.filters, .string(filters))) }
        var bytes = JSONValue.object(members.map { .init(name: $0.0.rawValue, value: $0.1) }).encoded
        bytes.removeLast()
        let lines = owners.map { String(decoding: $0.json.encoded, as: UTF8.self) }
        bytes.append(contentsOf: ",\n\"\(SnapshotKey.owners.rawValue)\":[".utf8)
        bytes.append(contentsOf: lines.isEmpty ? "]".utf8 : "\n\(lines.joined(separator: ",\n"))\n]".utf8)
        bytes.append(contentsOf: ",\n\"\(SnapshotKey.listeners.rawValue)\":[\n".utf8)
        return bytes
    }
}

extension SnapshotDocument.OwnerRecord {
    fileprivate var json: JSONValue { .object(owner.snapshotMembers(isComplete: isComplete)) }
}

extension Owner {
    fileprivate func snapshotMembers(isComplete: Bool?) -> [JSONValue.Member] {
        let owner = self
        var members = owner.id.members(name: owner.name)
        func add(_ key: SnapshotOwnerKey, _ value: JSONValue) {
            if !value.isNull { members.append(.init(name: key.rawValue, value: value)) }
        }
        add(.status, JSONValue(owner.status.value?.raw))
        add(.banStatus, JSONValue(owner.ban.value?.raw))
        add(.accessRegion, JSONValue(owner.accessRegion))
        add(.originRegion, JSONValue(owner.originRegion))
        add(.domain, JSONValue(owner.domain))
        add(.address, JSONValue(owner.address))
        add(.bandwidth, JSONValue(owner.bandwidth))
        add(.members, owner.members.map { .array($0.map { .object($0.snapshotMembers(isComplete: nil)) }) } ?? .null)
        add(.complete, isComplete.map(JSONValue.bool) ?? .null)
        return members
    }
}

extension OwnerID {
    /// `group` or `proxy`.
    var kind: String { isGroup ? "group" : "proxy" }

    /// What stands beside a listener; an empty name is left out.
    func members(name: String) -> [JSONValue.Member] {
        let all: [(SnapshotOwnerKey, String)] = [(.id, text), (.kind, kind), (.name, name)]
        return all.filter { !$0.1.isEmpty }.map { .init(name: $0.0.rawValue, value: .string($0.1)) }
    }
}
