// JSON for scripts: the API's own field names, with `State` and `Owner` added to each listener.

import FoundationEssentials
import GAAP
import Inventory
import TencentCloud

struct JSONFormatter: ReportFormatter {
    func lines(_ report: Report, _ options: OutputOptions) -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            fetchedAt: Self.timestamp(report.now), complete: report.isComplete, totalCount: report.rows.count,
            listeners: report.rows.map { Listener(row: report.account.rows[$0], account: report.account) })
        guard let data = try? encoder.encode(document) else {  // texts and whole numbers: nothing here can fail
            return []
        }
        return [String(decoding: data, as: UTF8.self)]
    }

    /// RFC 3339, UTC: `2026-11-23T06:41:37Z`.
    private static func timestamp(_ time: UnixTime) -> String {
        let date = CivilDate(unixSeconds: time.wholeSeconds)
        return "\(date)T\(date.clock)Z"
    }

    private struct Document: Encodable {
        let schemaVersion = 1
        let fetchedAt: String
        let complete: Bool
        let totalCount: Int
        let listeners: [Listener]
    }

    /// A listener's own fields, and ours beside them.
    private struct Listener: Encodable {
        let row: Row
        let account: Account

        enum Extra: String, CodingKey {
            case state = "State"
            case owner = "Owner"
        }
        enum OwnerKey: String, CodingKey {
            case id = "Id"
            case kind = "Kind"
            case name = "Name"
        }

        func encode(to encoder: any Encoder) throws {
            try row.listener.encode(to: encoder)
            var extra = encoder.container(keyedBy: Extra.self)
            try extra.encode(row.state.word, forKey: .state)
            var owner = extra.nestedContainer(keyedBy: OwnerKey.self, forKey: .owner)
            try owner.encode(row.owner.text, forKey: .id)
            try owner.encode(row.owner.isGroup ? "group" : "proxy", forKey: .kind)
            let name = account.owners[row.owner]?.owner.name ?? ""
            if !name.isEmpty { try owner.encode(name, forKey: .name) }
        }
    }
}
