// The columns of the fault matrix: commands with their formats, and how to count the rows of their output.

import FoundationEssentials
import GAAPEmulator
import TencentCloud
import Testing

/// A command with a format.
struct CommandRun: Sendable, CustomTestStringConvertible {
    enum Command: Sendable { case list, snapshot, check, show, watch }

    let command: Command
    let format: String

    static let all: [CommandRun] =
        ["table", "md", "csv", "tsv", "json", "jsonl"].map { CommandRun(command: .list, format: $0) }
        + [CommandRun(command: .snapshot, format: "json"), CommandRun(command: .check, format: "line")]
        + ["table", "json"].map { CommandRun(command: .show, format: $0) }
        + ["jsonl", "table"].map { CommandRun(command: .watch, format: $0) }

    var testDescription: String { "\(command) -o \(format)" }

    /// - Parameter listener: the listener for `show`.
    func arguments(listener: String) -> [String] {
        switch command {
        case .list: ["list", "-o", format] + (format.hasPrefix("json") ? [] : ["--columns", "id,state,port"])
        case .snapshot: ["snapshot", "-"]
        case .check: ["check", "--deadline", "30"]
        case .show: ["show", listener, "-o", format]
        case .watch: ["watch", "--once", "-o", format]
        }
    }

    /// The ids of the rows in the order of the output. An id that is missing is empty.
    func ids(in output: String) throws -> [String] {
        let lines = output.split(whereSeparator: \.isNewline).map(String.init)
        switch (command, format) {
        case (.list, "json"), (.snapshot, _), (.show, "json"): return try Document(output)?.ids ?? []
        case (.list, "jsonl"):
            return try lines.map {
                try JSONDecoder().decode(Document.Listener.self, from: Data($0.utf8)).listenerID ?? ""
            }
        case (.list, "md"): return lines.dropFirst(2).map { Self.id($0.dropFirst(2), until: " ") }
        case (.list, "csv"): return lines.dropFirst().map { Self.id($0[...], until: ",") }
        case (.list, "tsv"): return lines.dropFirst().map { Self.id($0[...], until: "\t") }
        case (.list, _): return lines.dropFirst().map { Self.id($0[...], until: " ") }
        case (.show, _):
            return lines.compactMap { line in
                line.hasPrefix("ListenerId ") ? line.split(separator: " ").last.map(String.init) : nil
            }
        case (.check, _), (.watch, _): return []
        }
    }

    /// Whether the output says that it is complete; nil for formats that do not say it.
    func saysComplete(_ output: String) throws -> Bool? {
        switch (command, format) {
        case (.list, "json"), (.snapshot, _): try Document(output)?.complete
        default: nil
        }
    }

    private static func id(_ line: Substring, until end: Character) -> String { String(line.prefix { $0 != end }) }

    private struct Document: Decodable {
        struct Listener: Decodable {
            let listenerID: String?
            enum CodingKeys: String, CodingKey { case listenerID = "ListenerId" }

            init(from decoder: any Decoder) throws {
                // Another type counts as a missing id.
                listenerID = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .listenerID)
            }
        }
        let complete: Bool
        let listeners: [Listener]

        /// nil if nothing was printed.
        init?(_ text: String) throws {
            guard !text.isEmpty else { return nil }
            self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
        }

        var ids: [String] { listeners.map { $0.listenerID ?? "" } }
    }
}
