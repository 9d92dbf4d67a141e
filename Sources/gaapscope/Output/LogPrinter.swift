// Formats single events of the timeline in the formats of `log`.

import Essentials
import Inventory
import Reports

struct LogPrinter {
    enum Form: String, CaseIterable { case table, jsonl, md }

    let form: Form
    let zone: LocalZone
    let now: UnixTime
    let language: Language

    /// The text before the first event.
    var header: String? { form == .md ? "| time | event |\n|---|---|" : nil }

    /// Returns one event as one line.
    func line(_ event: TimelineEvent) -> String {
        switch form {
        case .table: DisplayText.visible(event.line(in: zone, now: now, language))
        case .jsonl: String(decoding: Self.json(event).encoded, as: UTF8.self)
        case .md:
            "| \(event.interval.text(in: zone, now: now, .english)) | "
                + "\(DiffReport.escaped(event.headline(in: .english))) |"
        }
    }

    // MARK: JSON

    private static func json(_ event: TimelineEvent) -> JSONValue {
        let interval = event.interval
        return [
            "seenBefore": JSONValue(interval.after.map(Timestamp.text)),
            "seenAfter": .string(Timestamp.text(interval.by)),
            "kind": .string(event.kind.word), "cause": event.cause.map(json) ?? .null, "count": .integer(event.count),
            "opposites": .integer(event.opposites), "summary": .string(event.headline(in: .english)),
            "owners": JSONValue(event.owners.map(\.text)), "regions": JSONValue(event.regions),
            "entries": .array(event.entries.map(json)),
        ]
    }

    private static func json(_ cause: TimelineEntry.Cause) -> JSONValue {
        switch cause {
        case .origin(let host): ["origin": .string(host)]
        case .owner(let owner): ["owner": .string(owner.text)]
        case .configuration(let words): ["configuration": .string(words)]
        case .accessRegion(let name): ["accessRegion": .string(name)]
        case .originRegion(let name): ["originRegion": .string(name)]
        }
    }

    private static func json(_ entry: TimelineEntry) -> JSONValue {
        let (from, to) = entry.states
        return [
            "seenBefore": JSONValue(entry.interval.after.map(Timestamp.text)),
            "seenAfter": .string(Timestamp.text(entry.interval.by)),
            "listener": JSONValue(entry.listener?.id), "name": JSONValue(entry.listener?.name),
            "port": JSONValue(entry.listener?.port), "owner": JSONValue(entry.owner?.text),
            "from": JSONValue(from?.word), "to": JSONValue(to?.word), "details": .string(entry.details(in: .english)),
        ]
    }
}

extension TimelineEvent.Kind {
    /// The word in JSON.
    var word: String {
        switch self {
        case .worse: "worse"
        case .better: "better"
        case .health: "health"
        case .added: "added"
        case .removed: "removed"
        case .moved: "moved"
        case .configuration: "configuration"
        case .ownerAdded: "ownerAdded"
        case .ownerRemoved: "ownerRemoved"
        case .ownerConfiguration: "ownerConfiguration"
        case .unreadable: "unreadable"
        case .readable: "readable"
        case .gap: "notObserved"
        }
    }
}
