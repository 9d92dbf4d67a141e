// A listener as a JSON object on one line: the object as the service sent it, with names, numbers, nulls and unknown
// fields preserved byte for byte, followed by `State` and `Owner`. If the service ever sends fields with those names,
// parsers use ours, because they come last.
//
// Invisible and control characters are escaped (`\u202e`). The value is the same, and it cannot affect a terminal or a
// log.

import Inventory
import FoundationEssentials
import Essentials

enum ListenerJSON {
    /// The part that is appended to the listeners of an owner. It is cached for all listeners with the same state.
    struct Tails {
        private struct Key: Hashable {
            let owner: OwnerID
            let state: State
        }

        private var known: [Key: (owner: OwnerState?, bytes: [UInt8])] = [:]

        /// Returns the appended part for a row.
        /// - Parameter owner: the owner that is displayed with the row, as far as it is known.
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

    /// Returns a line of a document. An owner must have the same value in all lines that share `tails`.
    static func line(of row: Row, owner: Owner?, _ tails: inout Tails) -> [UInt8] {
        head(of: row) + tails.tail(of: row, owner)
    }

    /// Returns a standalone line. `fetchedAt` is the time when the listener was read.
    static func line(of row: Row, owner: Owner?, readAt: UnixTime) -> [UInt8] {
        let json = row.owner.map { OwnerJSON.beside($0, owner, row.health.owner).value } ?? .null
        return head(of: row) + tail(state: row.state, json, readAt: readAt)
    }

    /// The service's own fields, up to the appended ones.
    private static func head(of row: Row) -> [UInt8] {
        var object = received(row)
        object.removeLast()
        if object.count > 1 { object.append(UInt8(ascii: ",")) }
        return JSONText.escaped(object)
    }

    /// The appended fields, up to the closing brace.
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

    /// Returns the service's own fields of a line of a document, as an object; nil if the line does not end with the
    /// appended fields.
    /// - Parameter state: the state in the line.
    static func withoutTail(_ line: ArraySlice<UInt8>, state: String) -> [UInt8]? {
        let mark = Array(",".utf8) + tail(mark: state)
        guard let last = line.last, last == UInt8(ascii: "}"), let start = line.lastPlace(of: mark) else { return nil }
        // The appended fields come last: the owner, an object or null, ends before the closing brace.
        let owner = JSONElements.end(ofValueAt: start + mark.count, in: line)
        guard owner == line.endIndex - 1 else { return nil }
        return Array(line[..<start]) + [last]
    }

    /// Returns the text with which the appended fields begin, for example `"State":"OK","Owner":`.
    private static func tail(mark state: String) -> [UInt8] {
        let object = JSONValue.object([
            .init(name: SnapshotListenerKey.state.rawValue, value: .string(state)),
            .init(name: SnapshotListenerKey.owner.rawValue, value: .null),
        ])
        return Array(object.encoded.dropFirst().dropLast("null}".utf8.count))
    }

    /// The object as received, on one line. If it was not received from the service, it is encoded from the known
    /// fields.
    private static func received(_ row: Row) -> [UInt8] {
        if let received = row.received {
            let object = compact(received.bytes)
            if object.first == UInt8(ascii: "{"), object.last == UInt8(ascii: "}") { return object }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding text and integers cannot fail.
        return (try? encoder.encode(row.listener)).map(Array.init) ?? Array("{}".utf8)
    }

    /// Removes spaces and line breaks between values.
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
    /// The index of the last occurrence of a byte sequence.
    fileprivate func lastPlace(of needle: [UInt8]) -> Int? {
        var place = endIndex - needle.count
        while place >= startIndex {
            if self[place] == needle[0], self[place..<(place + needle.count)].elementsEqual(needle) { return place }
            place -= 1
        }
        return nil
    }
}
