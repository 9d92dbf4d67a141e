// Converts entries to rows of the table and back. Content of a row that this program does not know, from a later
// version or another program, is ignored. Invalid values in a file never produce an entry that was not written.

import Essentials
import Inventory
import Reports

extension TimelineEntry {
    private enum Kind: String {
        case health, added, removed, moved, config
        case ownerAdded = "owner added"
        case ownerRemoved = "owner removed"
        case ownerConfig = "owner config"
        case unreadable, readable, gap
    }

    /// Returns the values in the order of the table's columns after `id`.
    func values(sweep: Int) -> [SQLiteValue] {
        var row = Columns()
        switch what {
        case .listener(let change): row.set(change)
        case .owner(let change): row.set(change)
        case .unreadable(let owner, let name, let reason):
            row.set(.unreadable, owner, name)
            row.details = .object([.init(name: "reason", value: reason.journalJSON)])
        case .readable(let owner, let name): row.set(.readable, owner, name)
        case .gap(let owner):
            row.kind = .gap
            row.subject = owner?.text
            row.owner = owner
        }
        let (causeKind, cause): (String?, String?) =
            switch self.cause {
            case .origin(let host): ("origin", host)
            case .owner(let owner): (owner.isGroup ? "group" : "proxy", owner.text)
            case .configuration(let words): ("config", words)
            case .accessRegion(let name): ("access region", name)
            case .originRegion(let name): ("origin region", name)
            case nil: (nil, nil)
            }
        return [
            .integer(sweep), SQLiteValue(interval.after?.seconds), .real(interval.by.seconds), .text(row.kind.rawValue),
            SQLiteValue(row.subject), .text(row.name), SQLiteValue(row.port), SQLiteValue(row.owner?.text),
            SQLiteValue(row.owner.map { $0.isGroup ? "group" : "proxy" }), .text(place.ownerName),
            SQLiteValue(place.accessRegion), SQLiteValue(place.originRegion), SQLiteValue(row.from?.word),
            SQLiteValue(row.to?.word), SQLiteValue(causeKind), SQLiteValue(cause),
            SQLiteValue(row.details.map { String(decoding: $0.encoded, as: UTF8.self) }),
        ]
    }

    private struct Columns {
        var kind = Kind.gap
        var subject: String?
        var name = ""
        var port: Int?
        var owner: OwnerID?
        var from: State?
        var to: State?
        var details: JSONValue?

        mutating func set(_ kind: Kind, _ owner: OwnerID?, _ name: String) {
            self.kind = kind
            subject = owner?.text
            self.owner = owner
            self.name = name
        }

        mutating func set(_ change: OwnerChange) {
            switch change.what {
            case .added: set(.ownerAdded, change.owner, change.name)
            case .removed: set(.ownerRemoved, change.owner, change.name)
            case .changed(let fields):
                set(.ownerConfig, change.owner, change.name)
                details = .object([.init(name: "fields", value: .array(fields.map(\.journalJSON)))])
            }
        }

        mutating func set(_ change: Change) {
            subject = change.subject.id
            name = change.subject.name
            port = change.subject.port
            owner = change.subject.owner
            switch change.what {
            case .health(let health):
                kind = .health
                (from, to) = (health.from, health.to)
                details = .object([
                    .init(name: "origins", value: .array(health.origins.map(\.journalJSON))),
                    .init(name: "fields", value: .array(health.fields.map(\.journalJSON))),
                ])
            case .removed(let state):
                kind = .removed
                from = state
            case .added(let state):
                kind = .added
                to = state
            case .moved(let old, let new):
                kind = .moved
                details = .object([
                    .init(name: "from", value: old.journalJSON), .init(name: "to", value: new.journalJSON),
                ])
            case .configuration(let fields):
                kind = .config
                details = .object([.init(name: "fields", value: .array(fields.map(\.journalJSON)))])
            }
        }
    }

    /// Reads an entry from a row with the columns in the order of `JournalSchema.columns`. Returns nil for a row that
    /// this program does not understand.
    init?(_ row: SQLiteRow) {
        guard let kind = row.text(4).flatMap(Kind.init), let by = row.real(3), by.isFinite else { return nil }
        let subject = row.text(5)
        let name = row.text(6) ?? ""
        let owner = OwnerID(kind: row.text(9), text: row.text(8))
        let (from, to) = (row.text(13).flatMap(State.init(word:)), row.text(14).flatMap(State.init(word:)))
        // Text that is not JSON is ignored.
        let details = row.bytes(17).flatMap { try? JSONReader.read($0) }
        guard
            let what = Self.what(
                kind, subject: subject, name: name, port: row.integer(7), owner: owner, from, to, details)
        else { return nil }
        let after = row.real(2).flatMap { $0.isFinite ? UnixTime($0) : nil }
        self.init(
            interval: Interval(after: after, by: UnixTime(by)), what: what,
            place: Place(ownerName: row.text(10) ?? "", accessRegion: row.text(11), originRegion: row.text(12)),
            cause: Cause(kind: row.text(15), text: row.text(16)), sweep: row.integer(1) ?? 0)
    }

    private static func what(
        _ kind: Kind, subject: String?, name: String, port: Int?, owner: OwnerID?, _ from: State?, _ to: State?,
        _ details: JSONValue?
    ) -> What? {
        let fields = details?["fields"]?.items.compactMap(FieldChange.init(journalJSON:)) ?? []
        func listener(_ what: Change.What?) -> What? {
            guard let subject, let what else { return nil }
            return .listener(
                Change(subject: Change.Subject(id: subject, name: name, port: port, owner: owner), what: what))
        }
        func ofOwner(_ what: OwnerChange.What) -> What? {
            owner.map { .owner(OwnerChange(owner: $0, name: name, what: what)) }
        }
        switch kind {
        case .health:
            guard let from, let to else { return nil }
            let origins = details?["origins"]?.items.compactMap(OriginChange.init(journalJSON:)) ?? []
            return listener(.health(HealthChange(from: from, to: to, origins: origins, fields: fields)))
        case .added: return listener(to.map { .added(as: $0) })
        case .removed: return listener(from.map { .removed(was: $0) })
        case .moved:
            guard let old = OwnerID(journalJSON: details?["from"]), let new = OwnerID(journalJSON: details?["to"])
            else { return nil }
            return listener(.moved(from: old, to: new))
        case .config: return listener(.configuration(fields))
        case .ownerAdded: return ofOwner(.added)
        case .ownerRemoved: return ofOwner(.removed)
        case .ownerConfig: return ofOwner(.changed(fields))
        case .unreadable:
            return .unreadable(
                owner, name: name, reason: Wording(journalJSON: details?["reason"]) ?? Wording(verbatim: ""))
        case .readable: return .readable(owner, name: name)
        case .gap: return .gap(owner)
        }
    }
}

extension TimelineEntry.Cause {
    fileprivate init?(kind: String?, text: String?) {
        guard let kind, let text else { return nil }
        switch kind {
        case "origin": self = .origin(text)
        case "config": self = .configuration(text)
        case "access region": self = .accessRegion(text)
        case "origin region": self = .originRegion(text)
        default:
            guard let owner = OwnerID(kind: kind, text: text) else { return nil }
            self = .owner(owner)
        }
    }
}

extension OwnerID {
    fileprivate init?(kind: String?, text: String?) {
        guard let text, !text.isEmpty else { return nil }
        switch kind {
        case "proxy": self = .proxy(text)
        case "group": self = .group(text)
        default: return nil
        }
    }

    fileprivate var journalJSON: JSONValue { ["kind": isGroup ? "group" : "proxy", "id": .string(text)] }

    fileprivate init?(journalJSON json: JSONValue?) { self.init(kind: json?["kind"]?.text, text: json?["id"]?.text) }
}

extension OriginChange {
    fileprivate var journalJSON: JSONValue {
        [
            "address": .string(address), "from": JSONValue(from?.word), "to": JSONValue(to?.word),
            "wentDown": JSONValue(wentDown), "cameBack": JSONValue(cameBack), "status": status?.journalJSON ?? .null,
        ]
    }

    fileprivate init?(journalJSON json: JSONValue) {
        guard let address = json["address"]?.text else { return nil }
        func state(_ name: String) -> State? { json[name]?.text.flatMap(State.init(word:)) }
        func list(_ name: String) -> [String] { json[name]?.items.compactMap(\.text) ?? [] }
        self.init(
            address: address, from: state("from"), to: state("to"), wentDown: list("wentDown"),
            cameBack: list("cameBack"), status: json["status"].flatMap(FieldChange.init(journalJSON:)))
    }
}

extension FieldChange {
    fileprivate var journalJSON: JSONValue {
        [
            "field": .string(field), "origin": JSONValue(origin), "from": from?.journalJSON ?? .null,
            "to": to?.journalJSON ?? .null,
        ]
    }

    fileprivate init?(journalJSON json: JSONValue) {
        guard let field = json["field"]?.text else { return nil }
        self.init(
            field: field, origin: json["origin"]?.text, from: Wording(journalJSON: json["from"]),
            to: Wording(journalJSON: json["to"]))
    }
}

extension Wording {
    /// The English text, and the Chinese text if it differs.
    fileprivate var journalJSON: JSONValue {
        let (english, chinese) = (self[.english], self[.chinese])
        return english == chinese ? .string(english) : .array([.string(english), .string(chinese)])
    }

    fileprivate init?(journalJSON json: JSONValue?) {
        if let text = json?.text {
            self.init(verbatim: text)
        } else if let texts = json?.items.compactMap(\.text), let english = texts.first {
            self.init(english, zh: texts.last ?? english)
        } else {
            return nil
        }
    }
}

extension JSONValue {
    fileprivate subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
}
