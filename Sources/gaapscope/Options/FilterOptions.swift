import ArgumentParser
import Essentials
import TencentCloud
import GAAP
import Inventory

/// Filters that the service applies, and filters that the program applies.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Exact port, 1 to 65535; filtered by the service.", valueName: "n"),
        transform: OptionValue.counted(OptionValue.number))
    private var port: Given<Int>?
    @Option(
        help: ArgumentHelp("Exact listener name; filtered by the service.", valueName: "text"),
        transform: OptionValue.counted())
    private var name: Given<String>?
    @Option(
        help: ArgumentHelp("Text that the port or name contains; filtered by the service.", valueName: "text"),
        transform: OptionValue.counted())
    private var search: Given<String>?
    @Option(
        help: ArgumentHelp(
            "Filter expression as in the browser, for example 'port:8443 state:down !bastion'.", valueName: "expr"),
        transform: OptionValue.counted())
    private var filter: Given<String>?
    @Flag(help: "Only listeners in the state \(Self.problemWords).")
    private var problems = false

    /// `DOWN, DNS, STOP, PART, NONE or ?`.
    private static var problemWords: String {
        let words = State.allCases.filter(\.isProblem).map(\.word)
        return "\(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")"
    }

    func validate() throws {
        try OptionValue.refuseRepeated(
            [("--port", port?.count ?? 0), ("--name", name?.count ?? 0), ("--search", search?.count ?? 0)],
            advice: Wording("specify it once", zh: "请只指定一次"))
        try OptionValue.refuseRepeated(
            [("--filter", filter?.count ?? 0)],
            advice: Wording(
                "put all words into one filter; a listener must match all of them", zh: "请写在同一个过滤条件里，各项须同时满足"))
        if search != nil, port != nil || name != nil {
            let rule = RequestError.searchWithOthers.clause
            throw ValidationError(
                Wording(
                    "\(rule[.english]): use --search without --name and --port",
                    zh: "\(rule[.chinese])：--search 与 --name、--port 不能同用"))
        }
        if let port, !(1...65_535).contains(port.value) {
            throw ValidationError(Wording("--port", in: 1...65_535, not: port.value))
        }
        do throws(FilterExpression.ParseError) {
            _ = try FilterExpression(parsing: filter?.value ?? "")
        } catch {
            throw ValidationError(Wording { "--filter: \(error.message[$0])" })
        }
    }

    /// Whether only problems are selected.
    var onlyProblems: Bool { problems }

    /// The value of `--filter`; empty if the flag was not given.
    var expression: String { filter?.value ?? "" }

    /// The given flags that exclude a port as an argument.
    var portAndSearch: [String] {
        [port.map { _ in "--port" }, search.map { _ in "--search" }].compactMap { $0 }
    }

    func question(_ scope: Scope) -> Question {
        Question(scope, listenerName: name?.value, port: port?.value, searchValue: search?.value)
    }

    /// Returns the rows that pass the filters of the program.
    /// - Parameter onlyProblems: replaces `--problems`; nil uses that flag.
    func select(from account: Account, _ rows: [Int], onlyProblems: Bool? = nil) -> [Int] {
        // `validate` has already parsed the expression without an error.
        let matches = (try? FilterExpression(parsing: filter?.value ?? ""))?.matches(in: account)
        return rows.filter { row in
            matches?[row] != false && (!(onlyProblems ?? problems) || account.rows[row].state.isProblem)
        }
    }

    /// The filters as command-line flags; empty without filters.
    var words: String {
        let values = [
            ("--port", port.map { String($0.value) }), ("--name", name?.value), ("--search", search?.value),
            ("--filter", filter?.value),
        ]
        let given = values.compactMap { flag, value in value.map { "\(flag) \($0)" } }
        return (given + (problems ? ["--problems"] : [])).joined(separator: " ")
    }
}
