// A listener as a JSON object on one line: what the service sent, byte for byte where it matters (names, numbers,
// nulls, fields that nobody here knows), with `State` and `Owner` appended. Should the service ever send those names,
// ours come last, which is what parsers keep.
//
// Invisible and steering characters are escaped (`\u202e`): the value is the same, and a terminal or a log stays
// unharmed.

import Inventory
import FoundationEssentials
import Essentials

enum ListenerJSON {
    /// - Parameters:
    ///   - ownerName: left out where empty.
    ///   - readAt: written as `fetchedAt`, where given.
    static func line(of row: Row, ownerName: String, readAt: UnixTime? = nil) -> [UInt8] {
        var object = received(row)
        object.removeLast()
        if object.count > 1 { object.append(UInt8(ascii: ",")) }
        return JSONText.escaped(object) + tail(state: row.state.word, owner: row.owner, name: ownerName, readAt: readAt)
    }

    /// What follows the service's own fields, up to the closing brace.
    static func tail(state: String, owner: OwnerID?, name: String, readAt: UnixTime? = nil) -> [UInt8] {
        var added: [JSONValue.Member] = [
            .init(name: SnapshotListenerKey.state.rawValue, value: .string(state)),
            .init(
                name: SnapshotListenerKey.owner.rawValue, value: owner.map { .object($0.members(name: name)) } ?? .null),
        ]
        if let readAt {
            added.append(.init(name: SnapshotKey.fetchedAt.rawValue, value: .string(Timestamp.text(readAt))))
        }
        return Array(JSONValue.object(added).encoded.dropFirst())
    }

    /// The object as it came, on one line; from the fields we know where it did not come from the service.
    private static func received(_ row: Row) -> [UInt8] {
        if let received = row.received {
            let object = compact(received.bytes)
            if object.first == UInt8(ascii: "{"), object.last == UInt8(ascii: "}") { return object }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers: nothing here can fail.
        return (try? encoder.encode(row.listener)).map(Array.init) ?? Array("{}".utf8)
    }

    /// Without the blanks and line breaks between values.
    private static func compact(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var compact: [UInt8] = []
        compact.reserveCapacity(bytes.count + 160)
        var isInText = false
        var isEscaped = false
        for byte in bytes {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
            } else if byte == UInt8(ascii: "\"") {
                isInText = true
            } else if byte <= 0x20 {
                continue
            }
            compact.append(byte)
        }
        return compact
    }
}
