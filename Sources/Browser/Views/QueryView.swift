// What is on the screen as command lines: of tccli, for whoever wants to ask the service without this program, and of
// this program for scripts.

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
            zh: "按 \(keyName(.copyID)) 将\(queryName[.chinese])发送到剪贴板")
        return lines + [StyledLine(), StyledLine(words(copies), Style(.faint))]
    }

    /// The lines for the clipboard: of tccli, else of this program.
    var queryText: String { copiedQueries.flatMap(\.lines).map { $0 + "\n" }.joined() }

    /// What these lines are called.
    var queryName: Wording {
        toolQueries.contains { !$0.lines.isEmpty }
            ? Wording("the lines of tccli", zh: " tccli 命令") : Wording("the lines of gaapscope", zh: " gaapscope 命令")
    }

    private var copiedQueries: [(title: Wording, lines: [String])] {
        toolQueries.contains { !$0.lines.isEmpty } ? toolQueries : ownQueries
    }

    /// Command lines and what they answer.
    private var queries: [(title: Wording, lines: [String])] { toolQueries + ownQueries }

    /// Those of tccli, which knows neither the demo nor snapshots, and no filter but the service's.
    private var toolQueries: [(title: Wording, lines: [String])] {
        switch options.invocation.source {
        case .demo:
            return [
                (
                    Wording(
                        "tccli cannot ask the demo, which is inside this program; gaapscope emulator starts one",
                        zh: "tccli 无法查询演示数据（服务在本程序内）：可用 gaapscope emulator 启动独立的模拟服务"), []
                )
            ]
        case .snapshot:
            return [(Wording("tccli cannot ask a snapshot", zh: "tccli 无法查询快照"), [])]
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
                    Wording("The listener \(row.name)", zh: "监听器 \(row.name)"),
                    [page { one.request(owner: nil, page: $0) }]
                ))
        }
        let asked = shownQuestion
        let all = GAAPService.largestPage
        switch asked.scope {
        case .all:
            parts.append(
                (
                    Wording("The proxies and groups; the next pages by --Offset", zh: "全部通道与通道组；后续分页用 --Offset"),
                    [
                        tool.line(DescribeProxies(independent: 1, offset: 0, limit: all)),
                        tool.line(DescribeProxyGroupList(offset: 0, limit: all)),
                    ]
                ))
            if let owner = listing.row.flatMap({ account.rows[$0].owner }) {
                parts.append(
                    (
                        Wording("The listeners of \(owner.text), as of every other", zh: "\(owner.text) 的监听器，其余同理"),
                        [page { asked.request(owner: owner, page: $0) }]
                    ))
            }
        case .proxy, .group, .listener:
            parts.append(
                (
                    isRestrictedHere
                        ? Wording(
                            "What this list is a part of; the next pages by --Offset", zh: "当前列表所属的范围；后续分页用 --Offset")
                        : Wording("This list; the next pages by --Offset", zh: "当前列表；后续分页用 --Offset"),
                    [page { asked.request(owner: asked.scope.owner, page: $0) }]
                ))
        }
        if options.profile == nil {
            parts.append(
                (
                    Wording(
                        "No profile is named: tccli takes the keys that it finds, which must be those of this account",
                        zh: "未指定配置：tccli 使用其自行找到的密钥，须与当前账号一致"), []
                ))
        }
        return parts
    }

    /// Whether the list is less than what the service is asked for.
    private var isRestrictedHere: Bool {
        listing.filter != nil || listing.problemsOnly || narrowing?.isShownWhole == true
    }

    /// What the rows on the screen are an answer to. A narrowed list is of the whole account, whatever was asked
    /// before.
    var shownQuestion: Question {
        switch narrowing {
        case .owner(let owner): Question(Scope(owner))
        case .origin, .region, .accessRegion, .listeners: Question(.all)
        case nil: question
        }
    }

    /// Those of this program.
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
                        "The order by FOR cannot be had in a list: it needs the histories that the browser reads",
                        zh: "列表无法按“持续”排序：需要浏览时读取的历史"), []
                ))
        }
        let isWhole = filterFlags.isEmpty && orderFlags == ["--sort", SortOrder.worstFirst.word]
        parts.append(
            (
                isWhole
                    ? Wording("In the browser", zh: "用于浏览")
                    : Wording("In the browser, where filter and order are keys", zh: "用于浏览；过滤与排序须在其中按键设置"),
                [options.invocation.line("gaapscope", arguments: scope)]
            ))
        return parts
    }

    /// A filter looks for a text anywhere: an address is found within a longer one, a region also where it is the one
    /// of access. Where that gives another list than the narrowed one on the screen, the lines must not pass for the
    /// same.
    private var filterDifference: Wording? {
        // Without a part there is nothing that the filter of `list` has in other words.
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
            "A filter finds a text anywhere: this one has \(there) listeners, the list here \(here)",
            zh: "过滤按文本包含匹配：该条件共 \(there) 个监听器，此处列表为 \(here) 个")
    }

    private static func scopeFlags(_ scope: Scope) -> [String] {
        switch scope {
        case .proxy(let id): ["--proxy", id]
        case .group(let id): ["--group", id]
        case .listener(let id): ["--listener", id]
        case .all: []
        }
    }

    /// What the list is narrowed to, in the words of the filter.
    var viewFilter: String {
        let part: String
        switch narrowing {
        case .origin(let address): part = "origin:\(address)"
        // The region of the origins stands behind this sign, that of access before it.
        case .region(let region): part = region.isEmpty ? "" : "region:\(FilterGrammar.quoted("> \(region)"))"
        case .accessRegion(let region): part = region.isEmpty ? "" : "region:\(FilterGrammar.quoted(region))"
        case .listeners(let ids, _): part = Self.pattern(ids)
        // An owner is a scope of its own.
        case .owner, nil: part = ""
        }
        return [part, listing.filterText].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Ids in the words of the filter, which has one pattern for any of several texts.
    private static func pattern(_ ids: [String]) -> String {
        let plain = ids.filter { id in id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } }
        return "/\(plain.joined(separator: "|"))/"
    }

    /// What restricts the list, as flags: the service's filters, and those of the screen.
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

    /// The order. `list` needs a flag for it, because its default order is the service's.
    private var orderFlags: [String] { listing.sort.column == .duration ? [] : ["--sort", listing.sort.word] }
}
