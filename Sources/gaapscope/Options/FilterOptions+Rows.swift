import Inventory

extension FilterOptions {
    /// The rows that pass the filters of ours: `--filter`, and `--problems` unless told otherwise.
    func select(from account: Account, _ rows: [Int], onlyProblems: Bool? = nil) -> [Int] {
        // `validate` has understood it already.
        let matches = (try? FilterExpression(parsing: filter ?? ""))?.matches(in: account)
        return rows.filter { row in
            matches?[row] != false && (!(onlyProblems ?? problems) || account.rows[row].state.isProblem)
        }
    }

    /// The filters as they are written on the command line; empty for none.
    var words: String {
        let values = [("--port", port.map(String.init)), ("--name", name), ("--search", search), ("--filter", filter)]
        let given = values.compactMap { flag, value in value.map { "\(flag) \($0)" } }
        return (given + (problems ? ["--problems"] : [])).joined(separator: " ")
    }
}
