// Equivalent command lines for what is on the screen: tccli commands, to query the service without this program, and
// gaapscope commands for scripts.

import GAAP
import Inventory
import Reports
import Essentials

extension BrowserState {
    func queryLines(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for part in queries {
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines += StyledLine.wrap(words(part.title), columns: width).map { StyledLine($0, Style(.title)) }
            for line in part.lines {
                lines += StyledLine.wrapCommand(line, columns: width - 2).map { StyledLine("  " + $0) }
            }
        }
        let copies = Wording(
            "\(keyName(.copyID)) sends \(queryName[.english]) to the clipboard",
            zh: "按 \(keyName(.copyID)) 将 \(queryName[.chinese])发送到剪贴板")
        return lines + [StyledLine(), StyledLine(words(copies), Style(.faint))]
    }

    /// The command lines for the clipboard: those of tccli or, if it cannot query the account, those of this program.
    var queryText: String { copiedQueries.flatMap(\.lines).map { $0 + "\n" }.joined() }

    /// The name of these command lines in messages.
    var queryName: Wording {
        toolQueries.contains { !$0.lines.isEmpty }
            ? Wording("the tccli commands", zh: "tccli 命令") : Wording("the gaapscope commands", zh: "gaapscope 命令")
    }

    private var copiedQueries: [(title: Wording, lines: [String])] {
        toolQueries.contains { !$0.lines.isEmpty } ? toolQueries : ownQueries
    }

    /// The command lines with a title for each group.
    private var queries: [(title: Wording, lines: [String])] { toolQueries + ownQueries }

    /// The tccli commands. tccli can query neither the demo nor snapshots, and has only the service's filters.
    private var toolQueries: [(title: Wording, lines: [String])] {
        switch options.invocation.source {
        case .demo:
            return [
                (
                    Wording(
                        "tccli cannot query the demo, which runs inside this program; "
                            + "gaapscope emulator starts a service that tccli can query",
                        zh: "tccli 无法查询演示数据（模拟服务在本程序内），可用 gaapscope emulator 启动独立的模拟服务"), []
                )
            ]
        case .snapshot:
            return [(Wording("tccli cannot query a snapshot", zh: "tccli 无法查询快照"), [])]
        case .service: break
        }
        let tool = TCCLICommand(profile: options.profile, endpoint: options.endpoint, language: options.language)
        func page(_ request: (Pages.Request) -> DescribeTCPListeners) -> String {
            tool.line(request(Pages.Request(offset: 0, limit: GAAPService.largestPage)))
        }
        var parts: [(title: Wording, lines: [String])] = []
        if let row = (openedRow ?? listing.row).map({ account.rows[$0] }) {
            let one = Question(.listener(row.id))
            parts.append(
                (
                    Wording("Listener \(row.name)", zh: "监听器 \(row.name)"),
                    [page { one.request(owner: nil, page: $0) }]
                ))
        }
        let asked = shownQuestion
        let all = GAAPService.largestPage
        switch asked.scope {
        case .all:
            parts.append(
                (
                    Wording("All proxies and groups; use --Offset for the next pages", zh: "全部通道与通道组；后续分页用 --Offset"),
                    [
                        tool.line(DescribeProxies(independent: 1, offset: 0, limit: all)),
                        tool.line(DescribeProxyGroupList(offset: 0, limit: all)),
                    ]
                ))
            if let owner = listing.row.flatMap({ account.rows[$0].owner }) {
                parts.append(
                    (
                        Wording(
                            "The listeners of \(owner.text); likewise for other owners", zh: "\(owner.text) 的监听器，其余同理"),
                        [page { asked.request(owner: owner, page: $0) }]
                    ))
            }
        case .proxy, .group, .listener:
            parts.append(
                (
                    isRestrictedHere
                        ? Wording(
                            "The unrestricted list; use --Offset for the next pages", zh: "未过滤的完整列表；后续分页用 --Offset")
                        : Wording("This list; use --Offset for the next pages", zh: "当前列表；后续分页用 --Offset"),
                    [page { asked.request(owner: asked.scope.owner, page: $0) }]
                ))
        }
        if options.profile == nil {
            parts.append(
                (
                    Wording(
                        "No profile is selected: tccli uses the keys it finds, which must belong to this account",
                        zh: "未指定配置：tccli 使用其自行找到的密钥，须属于当前账号"), []
                ))
        }
        return parts
    }

    /// Whether the list shows less than the service returns for the question.
    private var isRestrictedHere: Bool {
        listing.filter != nil || listing.problemsOnly || narrowing?.isShownWhole == true
    }

    /// The question that the rows on the screen answer. A narrowed list covers the whole account, whatever the scope
    /// was before.
    var shownQuestion: Question {
        switch narrowing {
        case .owner(let owner): Question(Scope(owner))
        case .origin, .region, .accessRegion, .listeners: Question(.all)
        case nil: question
        }
    }

    /// The gaapscope commands.
    private var ownQueries: [(title: Wording, lines: [String])] {
        let scope = Self.scopeFlags(shownQuestion.scope)
        var title = Wording("For scripts", zh: "用于脚本")
        if let missing = options.invocation.missing {
            title = Wording("For scripts; \(missing[.english])", zh: "用于脚本；\(missing[.chinese])")
        }
        var parts = [
            (title, [options.invocation.line("gaapscope", "list", arguments: scope + filterFlags + orderFlags)])
        ]
        if let difference = filterDifference { parts.append((difference, [])) }
        if listing.sort.column == .duration {
            parts.append(
                (
                    Wording(
                        "gaapscope list cannot sort by FOR, which needs the histories that the browser reads",
                        zh: "gaapscope list 无法按“持续”排序，因为需要浏览时读取的历史"), []
                ))
        }
        let isWhole = filterFlags.isEmpty && orderFlags == ["--sort", SortOrder.worstFirst.word]
        parts.append(
            (
                isWhole
                    ? Wording("In the browser", zh: "用于浏览")
                    : Wording("In the browser; set filter and sort order with keys", zh: "用于浏览；过滤与排序须在界面中按键设置"),
                [options.invocation.line("gaapscope", arguments: scope)]
            ))
        return parts
    }

    /// The warning that the filter matches a different number of rows than the narrowed list shows; nil if there is no
    /// difference. A filter matches text anywhere: an address also matches a longer one, and a region also matches
    /// access regions.
    private var filterDifference: Wording? {
        // Without narrowing, the filter of `list` is the filter of the screen.
        guard let narrowing, narrowing.isOrigin || narrowing.isRegion,
            let filter = try? FilterExpression(parsing: viewFilter)
        else { return nil }
        let matches = filter.matches(in: account)
        let found = account.rows.indices.count { index in
            let row = account.rows[index]
            return !row.isRemoved && matches[index] && (!listing.problemsOnly || row.state.isProblem)
        }
        let shown = listing.shownCount
        guard found != shown else { return nil }
        let (there, here) = (Count.text(found), Count.text(shown))
        return Wording(
            "A filter matches text anywhere: this filter has \(there) listeners, the list on the screen has \(here)",
            zh: "过滤按文本包含匹配：该条件共匹配 \(there) 个监听器，当前列表为 \(here) 个")
    }

    private static func scopeFlags(_ scope: Scope) -> [String] {
        switch scope {
        case .proxy(let id): ["--proxy", id]
        case .group(let id): ["--group", id]
        case .listener(let id): ["--listener", id]
        case .all: []
        }
    }

    /// The narrowing and the filter, in the filter language.
    var viewFilter: String {
        let part: String
        switch narrowing {
        case .origin(let address): part = "origin:\(address)"
        // The region of the origins follows this sign; the access region precedes it.
        case .region(let region): part = region.isEmpty ? "" : "region:\(FilterGrammar.quoted("> \(region)"))"
        case .accessRegion(let region): part = region.isEmpty ? "" : "region:\(FilterGrammar.quoted(region))"
        case .listeners(let ids, _): part = Self.pattern(ids)
        // An owner is expressed as the scope.
        case .owner, nil: part = ""
        }
        return [part, listing.filterText].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Returns a pattern of the filter language that matches any of several ids.
    private static func pattern(_ ids: [String]) -> String {
        let plain = ids.filter { id in id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } }
        return "/\(plain.joined(separator: "|"))/"
    }

    /// The restrictions of the list as flags: the filters of the service and those of the screen.
    var filterFlags: [String] {
        let asked = shownQuestion
        var words: [String] = []
        if let port = asked.port { words += ["--port", String(port)] }
        if let name = asked.listenerName { words += ["--name", name] }
        if let text = asked.searchValue { words += ["--search", text] }
        let filter = viewFilter
        if !filter.isEmpty { words += ["--filter", filter] }
        if listing.problemsOnly { words.append("--problems") }
        return words
    }

    /// The sort order as a flag. `list` needs it because its default order is the order of the service.
    private var orderFlags: [String] { listing.sort.column == .duration ? [] : ["--sort", listing.sort.word] }
}
