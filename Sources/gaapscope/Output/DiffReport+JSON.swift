// A comparison as JSON. The program's own names are in lower camel case; fields of the API have the names of the API.

import Inventory
import Reports
import Essentials

extension DiffReport {
    var json: JSONValue {
        [
            "schemaVersion": 1, "same": isUndecided ? .null : .bool(comparison.isEmpty), "from": old.json,
            "to": new.json,
            "changes": .array(comparison.changes.map(\.json)),
            "owners": .array(comparison.owners.map(\.json)),
            "notReadNow": .array(comparison.notReadNow.map { .object($0.members) }),
            "notReadThen": .array(comparison.notReadThen.map { .object($0.members) }),
        ]
    }
}

extension DiffReport.Side {
    fileprivate var json: JSONValue {
        [
            "file": .string(path), "fetchedAt": .string(Timestamp.text(document.fetchedAt)),
            "complete": .bool(document.isComplete), "totalCount": .integer(document.rows.count),
        ]
    }
}

extension Change {
    fileprivate var json: JSONValue {
        let particulars: [JSONValue.Member] =
            switch what {
            case .health(let health):
                [
                    .init(name: "change", value: "health"), .init(name: "from", value: .string(health.from.word)),
                    .init(name: "to", value: .string(health.to.word)),
                    .init(name: "origins", value: .array(health.origins.map(\.json))),
                    .init(name: "fields", value: .array(health.fields.map(\.json))),
                ]
            case .removed(let state):
                [.init(name: "change", value: "removed"), .init(name: "from", value: .string(state.word))]
            case .added(let state):
                [.init(name: "change", value: "added"), .init(name: "to", value: .string(state.word))]
            case .moved(let from, let to):
                [
                    .init(name: "change", value: "moved"), .init(name: "from", value: .string(from.text)),
                    .init(name: "to", value: .string(to.text)),
                ]
            case .configuration(let fields):
                [
                    .init(name: "change", value: "configuration"),
                    .init(name: "fields", value: .array(fields.map(\.json))),
                ]
            }
        return .object(subject.members + particulars)
    }
}

extension OwnerChange {
    fileprivate var json: JSONValue {
        let particulars: [JSONValue.Member] =
            switch what {
            case .added: [.init(name: "change", value: "added")]
            case .removed: [.init(name: "change", value: "removed")]
            case .changed(let fields):
                [
                    .init(name: "change", value: isAboutStatus ? "status" : "configuration"),
                    .init(name: "fields", value: .array(fields.map { $0.json(of: "member") })),
                ]
            }
        return .object(
            [
                .init(name: "id", value: .string(owner.text)),
                .init(name: "kind", value: owner.isGroup ? "group" : "proxy"),
                .init(name: "name", value: .string(name)),
            ] + particulars)
    }
}

extension Change.Subject {
    fileprivate var members: [JSONValue.Member] {
        [
            .init(name: "id", value: .string(id)), .init(name: "name", value: .string(name)),
            .init(name: "port", value: JSONValue(port)), .init(name: "owner", value: JSONValue(owner?.text)),
        ]
    }
}

extension OriginChange {
    fileprivate var json: JSONValue {
        [
            "address": .string(address), "from": JSONValue(from?.word), "to": JSONValue(to?.word),
            "wentDown": JSONValue(wentDown), "cameBack": JSONValue(cameBack),
        ]
    }
}

extension FieldChange {
    fileprivate var json: JSONValue { json(of: "origin") }

    /// Returns the change of a field as JSON.
    /// - Parameter part: the JSON name of the part that has the field, if it is not the subject itself: an origin or a
    ///   member.
    fileprivate func json(of part: String) -> JSONValue {
        .object([
            .init(name: "field", value: .string(field)), .init(name: part, value: JSONValue(origin)),
            .init(name: "from", value: JSONValue(from?[.english])), .init(name: "to", value: JSONValue(to?[.english])),
        ])
    }
}
