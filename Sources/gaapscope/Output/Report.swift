// What `list` has found, as a value, and the forms it can be printed in: one formatter a form. A new form is a file and a case.

import Inventory
import TencentCloud

/// A list of listeners, ready to be printed.
struct Report: Sendable {
    let account: Account
    /// Indexes into the account's rows, in order.
    let rows: [Int]
    /// Whether everything that was asked for was read.
    let isComplete: Bool
    let now: UnixTime
}

enum OutputForm: String, CaseIterable, Sendable {
    case table, json

    var formatter: any ReportFormatter {
        switch self {
        case .table: TableFormatter()
        case .json: JSONFormatter()
        }
    }
}

struct OutputOptions: Sendable {
    var columns: [Column]
    var hasHeader = true
    /// Columns of the terminal; nil does not cut.
    var width: Int?
}

protocol ReportFormatter {
    func lines(_ report: Report, _ options: OutputOptions) -> [String]
}
