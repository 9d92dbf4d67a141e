// Reads a snapshot. Its metadata is required; the owners and the origin of the data are optional. States are not read
// but derived again from the listeners, because the rules may have improved since.

import TencentCloud
import Inventory
import Essentials
import FoundationEssentials
import GAAP

extension SnapshotDocument {
    /// Parses a snapshot.
    /// - Parameter bytes: the whole document.
    package init(parsing bytes: [UInt8]) throws(SnapshotError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]  // some editors write it before UTF-8
        let text = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        guard text.contains(where: { $0 > 0x20 }) else { throw .empty }
        try Self.checkEncoding(text)
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(text))
        } catch let fault as SnapshotError {
            throw fault
        } catch {
            throw Self.fault(error, in: text)
        }
        let received = JSONElements.find([SnapshotKey.listeners.rawValue], in: text).map { text[$0] }
        try Self.refuseUnreadable(file.listeners, at: received.map(\.startIndex), in: text)
        try self.init(file, received: received)
    }

    private init(_ file: File, received: [ArraySlice<UInt8>]) throws(SnapshotError) {
        guard let time = Timestamp.parse(file.fetchedAt) else {
            throw .wrong(
                "fetchedAt", expected: Wording("a time like 2026-11-23T06:41:37Z", zh: "形如 2026-11-23T06:41:37Z 的时间"),
                at: nil)
        }
        self.init(fetchedAt: time, isComplete: file.complete, rows: [])
        version = file.version
        // If listeners were removed or added manually, the document's statements about completeness no longer apply.
        let isTampered = file.totalCount.map { $0 != file.listeners.count } ?? false
        isComplete = file.complete && !isTampered
        areOwnersComplete = isTampered ? nil : file.ownersComplete
        account = file.account
        endpoint = file.endpoint
        scope = file.scope.flatMap(Scope.init(flags:))
        filters = file.filters ?? ""
        owners = (file.owners ?? []).map { OwnerRecord($0.owner, isComplete: isTampered ? nil : $0.isComplete) }
        // The owners may be missing in the list of owners, but still be in the entries of their listeners.
        var known = Set(owners.map(\.owner.id))
        rows.reserveCapacity(file.listeners.count)
        for (place, entry) in file.listeners.enumerated() {
            // The listener is filed as the document says: under the owner that was queried. The owner that the listener
            // names has the lowest precedence.
            let owner = entry.owner?.id ?? scope?.owner ?? OwnerID(of: entry.listener)
            guard owner != nil || entry.namesOwner else {
                throw SnapshotError(
                    Wording("listeners[\(place)] has no owner", zh: "listeners[\(place)] 没有所属通道或通道组"),
                    advice: Wording(
                        "add ProxyId, GroupId or Owner", zh: "请添加 ProxyId、GroupId 或 Owner"))
            }
            let bytes = received.count == file.listeners.count ? received[place] : []
            if let owner, known.insert(owner).inserted, entry.owner?.id == owner {
                let found = Self.owner(owner, beside: entry, in: bytes)
                if found.isRead || !found.name.isEmpty { owners.append(OwnerRecord(found)) }
            }
            rows.append(
                Row(entry.listener, owner: owner, readAt: Moment(wall: time), received: entry.received(in: bytes)))
        }
    }

    /// The owner in the entry of a listener, with its state if the document contains it there.
    private static func owner(_ id: OwnerID, beside entry: Entry, in bytes: ArraySlice<UInt8>) -> Owner {
        let whole = try? JSONDecoder().decode(EntryOwner.self, from: Data(bytes))
        return whole?.owner.owner ?? Owner(id: id, name: entry.owner?.name ?? "")
    }

    /// Checks that the text is UTF-8. The decoder would also accept UTF-16, and would not detect invalid UTF-8 in
    /// fields that it skips.
    private static func checkEncoding(_ bytes: [UInt8]) throws(SnapshotError) {
        let advice = Wording("save it as UTF-8, or take the snapshot again", zh: "请存为 UTF-8，或重新生成快照")
        if bytes.prefix(4).contains(0) {
            throw SnapshotError(
                Wording("not UTF-8, possibly UTF-16", zh: "编码不是 UTF-8，可能是 UTF-16"), advice: advice)
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let place = place(of: error.byteOffsets.lowerBound, in: bytes)
            let what = Wording("not valid UTF-8", zh: "编码不是有效的 UTF-8")
            throw SnapshotError(SnapshotError.place(place.line, place.column, what), advice: advice)
        }
    }

    /// Reports errors in listeners that were written manually. Fields that the service sent are kept as they are, even
    /// if they could not be decoded.
    private static func refuseUnreadable(_ entries: [Entry], at places: [Int], in bytes: [UInt8]) throws(SnapshotError)
    {
        for (index, entry) in entries.enumerated() where !entry.isOurs {
            guard let field = entry.listener.allUnreadable.first else { continue }
            throw .wrong(
                "\(SnapshotKey.listeners.rawValue)[\(index)].\(field.path)", expected: words(for: field.expected),
                at: places.count == entries.count ? place(of: places[index], in: bytes) : nil)
        }
    }

    // MARK: Faults

    private static func fault(_ error: any Error, in bytes: [UInt8]) -> SnapshotError {
        switch error as? DecodingError {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            guard !context.codingPath.isEmpty else { return .foreign(missing: SnapshotKey.schemaVersion.rawValue) }
            return wrong(context.codingPath, expected: words(for: type), in: bytes)
        case .keyNotFound(let key, let context):
            guard !context.codingPath.isEmpty else { return .foreign(missing: key.stringValue) }
            return missing(context.codingPath + [key], in: bytes)
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return wrong(context.codingPath, expected: Wording("a value in range", zh: "范围内的值"), in: bytes)
        default: break
        }
        do throws(JSONError) {
            _ = try JSONReader.read(bytes)
            // A number exceeds the range of integers. The decoder does not report which one.
            return .outOfRange
        } catch {
            return .syntax(error, size: bytes.count)
        }
    }

    /// Creates the error for a value that does not fit, with the position of the owner or listener that contains it.
    private static func wrong(_ path: [any CodingKey], expected: Wording, in bytes: [UInt8]) -> SnapshotError {
        .wrong(Envelope.path(path), expected: expected, at: place(of: path, in: bytes))
    }

    /// Creates the error for a missing value, with the position of the owner or listener that should contain it.
    private static func missing(_ path: [any CodingKey], in bytes: [UInt8]) -> SnapshotError {
        .missing(Envelope.path(path), at: place(of: path, in: bytes))
    }

    /// The position of the owner or listener that a path leads into; nil for a path outside the lists.
    private static func place(of path: [any CodingKey], in bytes: [UInt8]) -> (line: Int, column: Int)? {
        guard path.count > 1, let index = path[1].intValue else { return nil }
        let elements = JSONElements.find([path[0].stringValue], in: bytes)
        return elements.indices.contains(index) ? place(of: elements[index].lowerBound, in: bytes) : nil
    }

    private static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        let fault = JSONError(Wording(verbatim: ""), at: offset, in: bytes)
        return (fault.line, fault.column)
    }

    private static func words(for expected: UnreadableField.Expected) -> Wording {
        switch expected {
        case .number: Wording("an integer", zh: "整数")
        case .text: Wording("a string", zh: "文本")
        case .list: Wording("a list", zh: "列表")
        case .object: Wording("an object", zh: "对象")
        case .numberInRange: Wording("a number in range", zh: "范围内的数字")
        }
    }

    private static func words(for type: any Any.Type) -> Wording {
        switch type {
        case is Int.Type: Wording("an integer", zh: "整数")
        case is String.Type: Wording("a string", zh: "文本")
        case is Bool.Type: Wording("a boolean", zh: "布尔值")
        // This case stands before the list, because a dictionary is also a sequence.
        case is any DictionaryLike.Type: Wording("an object", zh: "对象")
        case is any Sequence.Type: Wording("a list", zh: "列表")
        default: Wording("a value of type \(type)", zh: "该处应有的值（\(type)）")
        }
    }
}

/// A dictionary of any type.
private protocol DictionaryLike {}
extension Dictionary: DictionaryLike {}

// MARK: The file

/// The document as it is in the file.
private struct File: Decodable {
    var version: Int
    var fetchedAt: String
    var complete: Bool
    var ownersComplete: Bool?
    var totalCount: Int?
    var account: String?
    var endpoint: String?
    var scope: String?
    var filters: String?
    var owners: [FileOwner]?
    var listeners: [Entry]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: SnapshotKey.self)
        // The version comes first, because a newer format may be entirely different.
        version = try container.decode(Int.self, forKey: .schemaVersion)
        guard version <= SnapshotDocument.schemaVersion else { throw SnapshotError.newer(version) }
        guard version > 0 else {
            throw SnapshotError(
                Wording("schemaVersion \(version) does not exist", zh: "不存在 schemaVersion \(version)"),
                advice: SnapshotError.takeAgain)
        }
        fetchedAt = try container.decode(String.self, forKey: .fetchedAt)
        complete = try container.decode(Bool.self, forKey: .complete)
        ownersComplete = try container.decodeIfPresent(Bool.self, forKey: .ownersComplete)
        totalCount = try container.decodeIfPresent(Int.self, forKey: .totalCount)
        account = try container.decodeIfPresent(String.self, forKey: .account)
        endpoint = try container.decodeIfPresent(String.self, forKey: .endpoint)
        scope = try container.decodeIfPresent(String.self, forKey: .scope)
        filters = try container.decodeIfPresent(String.self, forKey: .filters)
        owners = try container.decodeIfPresent([FileOwner].self, forKey: .owners)
        listeners = try container.decode([Entry].self, forKey: .listeners)
    }
}

/// A listener's own fields, and the fields that gaapscope added.
private struct Entry: Decodable {
    let listener: TCPListener
    let state: String?
    /// The owner's id, kind and name. Its other fields are in the list of owners, because an owner has many listeners.
    let owner: NamedOwner?
    /// Whether the entry has an owner field, even if it is null because the owner is unknown.
    let namesOwner: Bool

    init(from decoder: any Decoder) throws {
        listener = try TCPListener(from: decoder)
        let container = try decoder.container(keyedBy: SnapshotListenerKey.self)
        state = try container.decodeIfPresent(String.self, forKey: .state)
        owner = try container.decodeIfPresent(NamedOwner.self, forKey: .owner)
        namesOwner = container.contains(.owner)
    }

    /// Whether gaapscope wrote the entry. If so, the listener is as the service sent it.
    var isOurs: Bool { state != nil && namesOwner }

    /// Returns the listener's JSON as the service sent it, without the added fields; nil if gaapscope did not write the
    /// entry.
    func received(in bytes: ArraySlice<UInt8>) -> Received? {
        guard let state, namesOwner, let page = ListenerJSON.withoutTail(bytes, state: state) else { return nil }
        return Received(page: page, place: 0..<page.count)
    }
}
