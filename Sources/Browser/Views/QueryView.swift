// What is on the screen as command lines: of tccli, for whoever wants to ask the service without this program, and of this program for
// scripts.

import GAAP
import Inventory
import TencentCloud

extension BrowserState {
    func queryLines(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for part in queries {
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines.append(StyledLine(part.title[options.language], Style(.title)))
            for line in part.lines {
                lines += StyledLine.wrap(line, columns: width - 2).map { StyledLine("  " + $0) }
            }
        }
        let copies = Wording(
            "\(keyName(.copyID)) copies the lines of tccli", zh: "\(keyName(.copyID)) 复制 tccli 的命令")
        return lines + [StyledLine(), StyledLine(copies[options.language], Style(.faint))]
    }

    /// The lines of tccli, for the clipboard.
    var queryText: String {
        queries.flatMap(\.lines).filter { $0.hasPrefix("tccli ") }.map { $0 + "\n" }.joined()
    }

    /// Command lines and what they answer.
    private var queries: [(title: Wording, lines: [String])] {
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
        let all = GAAPService.largestPage
        switch question.scope {
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
                        [page { question.request(owner: owner, page: $0) }]
                    ))
            }
        case .proxy, .group, .listener:
            parts.append(
                (
                    Wording("This list; the next pages by --Offset", zh: "当前列表；后续分页用 --Offset"),
                    [page { question.request(owner: question.scope.owner, page: $0) }]
                ))
        }
        parts.append((Wording("For scripts", zh: "用于脚本"), [listCommand]))
        return parts
    }

    /// The command that prints this list.
    private var listCommand: String {
        var words = ["gaapscope", "list"]
        if let profile = options.profile { words += ["--profile", profile] }
        switch question.scope {
        case .proxy(let id): words += ["--proxy", id]
        case .group(let id): words += ["--group", id]
        case .listener(let id): words += ["--listener", id]
        case .all: break
        }
        if let port = question.port { words += ["--port", String(port)] }
        if let name = question.listenerName { words += ["--name", name] }
        if let text = question.searchValue { words += ["--search", text] }
        let filter = viewFilter
        if !filter.isEmpty { words += ["--filter", filter] }
        if listing.problemsOnly { words.append("--problems") }
        if listing.sort != .worstFirst || question.scope == .all { words += ["--sort", listing.sort.word] }
        return words.map(TCCLICommand.quoted).joined(separator: " ")
    }
}
