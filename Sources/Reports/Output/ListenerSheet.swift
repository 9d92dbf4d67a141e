// The full text about one listener: its name and state, the reasons, its origins, every decoded field, and its owner.
// `show` prints it.

package import Inventory
import GAAP
package import Essentials

package struct ListenerSheet: Sendable {
    package let row: Row
    package let owner: Owner?
    /// The sentences that explain its state.
    package let why: [String]
    package let language: Language
    /// When the state began; nil if that is not known.
    private let since: Wording?
    /// When the listener was read.
    private let readAt: String

    /// Creates the text about the listener in a row.
    /// - Parameters:
    ///   - account: the account with the other listeners that use the same origins.
    ///   - recency: determines which facts are so old that their time is added.
    package init(_ index: Int, in account: Account, recency: Recency, language: Language) {
        row = account.rows[index]
        owner = account.owner(of: row)
        why = WhyRule.sentences(account.whyFacts(row, recency)).map { $0[language] }
        self.language = language
        readAt = recency.timeText(row.readAt.wall)
        let read = row.readAt
        since = row.since.flatMap { since in
            let lasting = since.lasting(now: recency.now, readAt: read, freshFor: recency.freshFor)
            let time = recency.timeText(since.time.wall)
            return lasting.map { lasting in
                since.isAtLeast
                    ? Wording("\(time) or earlier (\(lasting))", zh: "\(time) 或更早（\(lasting)）")
                    : Wording("\(time) (\(lasting))", zh: "\(time)（\(lasting)）")
            }
        }
    }

    /// The lines, safe to display.
    package var lines: [String] {
        (head + [""] + origins + reasons + [""] + fields + [""] + ownerLines).map(DisplayText.visible)
    }

    private var head: [String] {
        let words = row.trouble(in: language)
        let trouble = words.isEmpty ? "" : "  \(words)"
        let meaning = row.stateMeaning[language]
        return ["\(row.state.word)  \(row.name) :\(row.port.map(String.init) ?? "?")\(trouble)", meaning]
    }

    private var origins: [String] {
        guard !row.origins.isEmpty else {
            return [State.meaningOfNoOrigins(areRead: row.health.areOriginsRead)[language]]
        }
        let titles = OriginTitle.allCases.map { $0.wording[language] } + ["ID"]
        let rightAligned: Set<Int> = [1, 2]
        let cells = row.origins.map { origin in
            let server = origin.server
            return [
                server.realServerIP ?? "?", row.listener.port(of: server).map(String.init) ?? "",
                server.realServerWeight.map(String.init) ?? "",
                server.realServerFailoverRole?.shown(in: language) ?? "",
                origin.state.word, server.realServerID ?? "",
            ].map(DisplayText.visible)
        }
        let widths = titles.indices.map { place in
            ([titles] + cells).map { DisplayText.width(of: $0[place]) }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map {
                DisplayText.padded(cells[$0], columns: widths[$0], alignRight: rightAligned.contains($0))
            }
            return Self.trimmed(padded.joined(separator: " "))
        }
        return [line(titles)]
            + zip(cells, row.origins).flatMap { cells, origin in
                let down = origin.server.downIPList ?? []
                return [line(cells)] + (down.isEmpty ? [] : ["  DownIPList \(down.joined(separator: " "))"])
            }
    }

    private var reasons: [String] { why.map { "\(Wording("why", zh: "原因")[language])  \($0)" } }

    private var fields: [String] {
        DetailField.all.compactMap { field in field.value(row.listener).map { labelled(field.label, $0[language]) } }
            + (since.map { [labelled(Wording("Since", zh: "开始时间"), $0[language])] } ?? [])
            + [labelled(Wording("Read at", zh: "读取时间"), readAt)]
            + (row.requestID.map { [labelled(Wording(verbatim: "RequestId"), $0)] } ?? [])
    }

    private var ownerLines: [String] {
        let name = owner.map { $0.name.isEmpty ? "" : "  \($0.name)" } ?? ""
        let title =
            row.owner.map { labelled($0.kindName, $0.text + name) }
            ?? labelled(OwnerID.unknownLabel, OwnerID.unknownMeaning[language])
        return [title]
            + (owner.map(OwnerField.lines) ?? []).map { line in
                labelled(Wording { "  \(line.label[$0])" }, line.value[language])
            }
    }

    private func labelled(_ label: Wording, _ value: String) -> String {
        DisplayText.padded(label[language], columns: DetailField.labelWidth(language) + 1) + value
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
