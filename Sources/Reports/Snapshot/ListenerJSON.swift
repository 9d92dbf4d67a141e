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
    /// What is appended to the listeners of an owner, made once for all that have the same state by it.
    struct Tails {
        private struct Key: Hashable {
            let owner: OwnerID
            let state: State
        }

        private var known: [Key: (owner: OwnerState?, bytes: [UInt8])] = [:]

        /// - Parameter owner: the owner shown beside the row, as it is known.
        fileprivate mutating func tail(of row: Row, _ owner: Owner?) -> [UInt8] {
            guard let id = row.owner else { return ListenerJSON.tail(state: row.state, .null, readAt: nil) }
            let key = Key(owner: id, state: row.state)
            if let found = known[key], found.owner == row.health.owner { return found.bytes }
            let bytes = ListenerJSON.tail(
                state: row.state, OwnerJSON.beside(id, owner, row.health.owner).value, readAt: nil)
            known[key] = (row.health.owner, bytes)
            return bytes
        }
    }

    /// A line of a document. Its owner does not change from one line to the next.
    static func line(of row: Row, owner: Owner?, _ tails: inout Tails) -> [UInt8] {
        head(of: row) + tails.tail(of: row, owner)
    }

    /// A line that stands alone, with the time when the listener was read as `fetchedAt`.
    static func line(of row: Row, owner: Owner?, readAt: UnixTime) -> [UInt8] {
        let json = row.owner.map { OwnerJSON.beside($0, owner, row.health.owner).value } ?? .null
        return head(of: row) + tail(state: row.state, json, readAt: readAt)
    }

    /// The service's own fields, up to where ours begin.
    private static func head(of row: Row) -> [UInt8] {
        var object = received(row)
        object.removeLast()
        if object.count > 1 { object.append(UInt8(ascii: ",")) }
        return JSONText.escaped(object)
    }

    /// What follows the service's own fields, up to the closing brace.
    private static func tail(state: State, _ owner: JSONValue, readAt: UnixTime?) -> [UInt8] {
        var added: [JSONValue.Member] = [
            .init(name: SnapshotListenerKey.state.rawValue, value: .string(state.word)),
            .init(name: SnapshotListenerKey.owner.rawValue, value: owner),
        ]
        if let readAt {
            added.append(.init(name: SnapshotKey.fetchedAt.rawValue, value: .string(Timestamp.text(readAt))))
        }
        return Array(JSONValue.object(added).encoded.dropFirst())
    }

    /// The service's own fields of a line of a document, as an object; nil where the line does not end as ours do.
    /// - Parameter state: the word in the line.
    static func withoutTail(_ line: ArraySlice<UInt8>, state: String) -> [UInt8]? {
        let mark = Array(",".utf8) + tail(mark: state)
        guard let last = line.last, last == UInt8(ascii: "}"), let start = line.lastPlace(of: mark) else { return nil }
        // Ours come last: the owner's object, or null, ends where the line does.
        let owner = JSONElements.end(ofValueAt: start + mark.count, in: line)
        guard owner == line.endIndex - 1 else { return nil }
        return Array(line[..<start]) + [last]
    }

    /// `"State":"OK","Owner":`.
    private static func tail(mark state: String) -> [UInt8] {
        let object = JSONValue.object([
            .init(name: SnapshotListenerKey.state.rawValue, value: .string(state)),
            .init(name: SnapshotListenerKey.owner.rawValue, value: .null),
        ])
        return Array(object.encoded.dropFirst().dropLast("null}".utf8.count))
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

extension ArraySlice<UInt8> {
    /// Where the last occurrence of some bytes begins.
    fileprivate func lastPlace(of needle: [UInt8]) -> Int? {
        var place = endIndex - needle.count
        while place >= startIndex {
            if self[place] == needle[0], self[place..<(place + needle.count)].elementsEqual(needle) { return place }
            place -= 1
        }
        return nil
    }
}
