import GAAP
import Essentials
import TestSupport
import Testing

import Inventory
@testable import Reports

@Suite struct FormatterTests {
    private static func text(
        _ format: OutputFormat, _ listeners: [TCPListener], columns: [ColumnID] = [.state, .port, .name],
        _ options: OutputOptions = OutputOptions()
    ) -> String {
        let account = Account(listeners)
        let report = Report(
            account: account, rows: Array(account.rows.indices), columns: columns.map { Column[$0] },
            isComplete: true, now: Moment(1_763_880_097))
        var text = ""
        format.formatter.write(report, options) { text += $0 }
        return text
    }

    private static let hostile: [(name: String, csv: String, tsv: String, md: String)] = [
        ("a,b", "\"a,b\"", "a,b", "a,b"), ("a\"b", "\"a\"\"b\"", "a\"b", "a\"b"), ("=1+1", "'=1+1", "=1+1", "=1+1"),
        ("+1", "'+1", "+1", "+1"), ("-1", "'-1", "-1", "-1"), ("@x", "'@x", "@x", "@x"),
        ("\u{FF1D}1", "'\u{FF1D}1", "\u{FF1D}1", "\u{FF1D}1"), ("a\tb", "a\tb", "a\\tb", "a^Ib"),
        ("a\nb", "\"a\nb\"", "a\\nb", "a^Jb"), ("a\\b", "a\\b", "a\\\\b", "a\\\\b"), ("a|b", "a|b", "a|b", "a\\|b"),
        ("<b>", "<b>", "<b>", "\\<b\\>"), ("[x](y)", "[x](y)", "[x](y)", "\\[x\\](y)"),
        ("`a`", "`a`", "`a`", "\\`a\\`"),
        ("\u{1B}[2J", "^[[2J", "^[[2J", "^\\[\\[2J"), ("a\u{202E}b", "a<U+202E>b", "a<U+202E>b", "a\\<U+202E\\>b"),
        ("支付", "支付", "支付", "支付"), ("", "", "", ""),
    ]

    @Test(arguments: hostile.indices)
    func `A name stays in one cell and is safe for terminals, spreadsheets and Markdown renderers`(index: Int) {
        let (name, csv, tsv, md) = Self.hostile[index]
        let listener = TCPListener.sample(name: name)
        #expect(Self.text(.csv, [listener]) == "state,port,name\r\nOK,80,\(csv)\r\n")
        #expect(Self.text(.tsv, [listener]) == "state\tport\tname\nOK\t80\t\(tsv)\n")
        #expect(
            Self.text(.md, [listener])
                == "| STATE | PORT | NAME |\n| --- | ---: | --- |\n| OK | 80 | \(md) |\n")
    }

    @Test func `A cell that begins with a tab or a carriage return is not a formula either`() {
        #expect(CSVFormatter.cell("\t=1") == "'\t=1")
        #expect(CSVFormatter.cell("\r=1") == "\"'\r=1\"")
    }

    @Test(arguments: [OutputFormat.csv, .tsv, .table, .md])
    func `The header row can be omitted`(format: OutputFormat) {
        let with = Self.text(format, [.sample()])
        let without = Self.text(format, [.sample()], OutputOptions(hasHeader: false))
        #expect(!without.isEmpty && without.count < with.count)
        #expect(with.hasSuffix(without) || format == .table)
    }

    @Test func `A table is aligned by display width, truncated to the terminal width, and coloured if requested`() {
        let listeners: [TCPListener] = [
            .sample("l-1", in: .down, name: "支付", port: 443), .sample("l-2", in: .ok, name: "abcd", port: 8_443),
        ]
        #expect(
            Self.text(.table, listeners, columns: [.name, .state, .port])
                == "NAME STATE PORT\n支付 DOWN   443\nabcd OK    8443\n")
        #expect(
            Self.text(.table, listeners, columns: [.name, .state, .port], OutputOptions(width: 8))
                .split(separator: "\n").allSatisfy { DisplayText.width(of: String($0)) <= 8 })
        let colored = Self.text(.table, listeners, columns: [.name, .state], OutputOptions(usesColor: true))
        #expect(colored == "NAME STATE\n支付 \u{1B}[1;31mDOWN\u{1B}[0m\nabcd \u{1B}[32mOK\u{1B}[0m\n")
    }

    @Test func `A JSON line has the listener, its state, its owner and the time of the read`() throws {
        let lines = Self.text(.jsonl, [.sample(name: "a\u{202E}\u{1B}b"), .sample("listener-2", in: .down)])
            .split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 })
        guard case .object(let members) = try JSONReader.read(Array(lines[0].utf8)) else {
            Issue.record("no object")
            return
        }
        let values = Dictionary(members.map { ($0.name, $0.value) }) { $1 }
        #expect(values["ListenerName"] == "a\u{202E}\u{1B}b" && values["State"] == "OK")
        #expect(values["Owner"] == ["Id": "link-1", "Kind": "proxy", "State": "unknown"])
        #expect(values["fetchedAt"] == "1970-01-01T00:00:00Z")
    }

    @Test func `The JSON document is a valid snapshot`() throws {
        let text = Self.text(.json, [.sample(), .sample("listener-2", in: .down)])
        let document = try SnapshotDocument(parsing: Array(text.utf8))
        #expect(document.rows.map(\.state) == [.ok, .down])
        #expect(document.isComplete && document.fetchedAt == UnixTime(1_763_880_097))
    }

    /// A format with a header, separators and a footer: an array of IDs.
    private struct Bracketed: RowFormatter {
        let usesColumns = false
        let separator = ",\n"

        func header(_ columns: [Column], hasTitles: Bool) -> String? { hasTitles ? "ids: [\n" : "[\n" }
        func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String { "\"\(row.id)\"" }
        func footer(_ columns: [Column]) -> String? { "\n]\n" }
    }

    @Test(arguments: [
        (0, true, "ids: [\n\n]\n"), (1, true, "ids: [\n\"l-0\"\n]\n"), (2, false, "[\n\"l-0\",\n\"l-1\"\n]\n"),
    ])
    func `The header and footer of a format enclose its rows, even if there are no rows`(
        rows: Int, hasTitles: Bool, text: String
    ) {
        let account = Account((0..<rows).map { .sample("l-\($0)", port: 80 + $0) })
        let report = Report(account: account, rows: Array(0..<rows), isComplete: true, now: Moment(0))
        var written = ""
        Bracketed().write(report, OutputOptions(hasHeader: hasTitles)) { written += $0 }
        #expect(written == text)
    }
}
