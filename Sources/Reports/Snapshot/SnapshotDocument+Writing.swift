// Writes a snapshot with one owner or listener per line, so that text tools can search it and compare two of them.

import Essentials
import Inventory

extension SnapshotDocument {
    /// Passes the document to `receive` in pieces, as UTF-8. Stops when `receive` throws.
    package func write<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try receive(head)
        let known = Dictionary(owners.map { ($0.owner.id, $0.owner) }) { first, _ in first }
        var tails = ListenerJSON.Tails()
        for (place, row) in rows.enumerated() {
            var line = ListenerJSON.line(of: row, owner: row.owner.flatMap { known[$0] }, &tails)
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
        if let areOwnersComplete { members.append((.ownersComplete, .bool(areOwnersComplete))) }
        if let account { members.append((.account, .string(account))) }
        if let endpoint { members.append((.endpoint, .string(endpoint))) }
        if let scope { members.append((.scope, .string(scope.flags))) }
        if !filters.isEmpty { members.append((.filters, .string(filters))) }
        var bytes = JSONValue.object(members.map { .init(name: $0.0.rawValue, value: $0.1) }).encoded
        bytes.removeLast()
        let lines = owners.map { record in
            String(decoding: OwnerJSON.whole(record.owner, isComplete: record.isComplete).value.encoded, as: UTF8.self)
        }
        bytes.append(contentsOf: ",\n\"\(SnapshotKey.owners.rawValue)\":[".utf8)
        bytes.append(contentsOf: lines.isEmpty ? "]".utf8 : "\n\(lines.joined(separator: ",\n"))\n]".utf8)
        bytes.append(contentsOf: ",\n\"\(SnapshotKey.listeners.rawValue)\":[\n".utf8)
        return bytes
    }
}
