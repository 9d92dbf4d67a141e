// The advice if a key or a permission is missing and nothing can be read. Many users see this view first. It is a
// separate text because a banner would truncate it. The most useful part comes first, so that a low window shows it.

import Inventory
import GAAP
import Reports
import TencentCloud

extension BrowserState {
    func adviceLines(_ error: CloudError, width: Int) -> [StyledLine] {
        if case .credentials(let problem) = error, !problem.isOtherAccount { return keyLines(problem, width: width) }
        let notice = Notice(error, language: options.language)
        var lines = wrapped(notice.what, width: width, Style(.error))
        if !notice.advice.isEmpty { lines += [StyledLine()] + wrapped(notice.advice, width: width) }
        return lines + [StyledLine()] + siteLines(width: width) + commandLines
    }

    private func keyLines(_ problem: CredentialError, width: Int) -> [StyledLine] {
        let title = words("No credentials found, so nothing could be read.", zh: "没有可用的密钥，无法读取任何内容。")
        let searched = problem.tried.map { words($0) }
        var lines = wrapped(title, width: width, Style(.error))
        // A single entry is the actual problem; several entries are places that were searched without success.
        if searched.count == 1 { lines += wrapped(searched[0], width: width, Style(.warning)) }
        let file = "~/.tccli/\(options.profile ?? "default").credential"
        lines += wrapped(
            words("Provide a key in one of these ways:", zh: "请用以下任一方式提供密钥："), width: width)
        if options.profile == nil {
            lines += command("export TENCENTCLOUD_SECRET_ID=AKIDxxxx TENCENTCLOUD_SECRET_KEY=xxxx")
            lines += note(
                words(
                    "plus TENCENTCLOUD_TOKEN for a temporary key; then restart gaapscope",
                    zh: "临时密钥还须设置 TENCENTCLOUD_TOKEN；然后重新启动"), width)
        }
        lines += command(file)
        lines += note(#"{"secretId": "AKIDxxxx", "secretKey": "xxxx"}"#, width)
        lines += command("~/.tencentcloud/credentials")
        for line in ["[\(options.profile ?? "default")]", "secret_id = AKIDxxxx", "secret_key = xxxx"] {
            lines += note(line, width)
        }
        let key = keyName(.refresh)
        lines += wrapped(words("Once a file exists, press \(key) to read.", zh: "文件就绪后按 \(key) 读取。"), width: width)
        lines += [StyledLine()] + siteLines(width: width) + commandLines
        if searched.count > 1 {
            lines.append(StyledLine())
            lines += wrapped(words("Looked in:", zh: "已查找："), width: width, Style(.faint))
            for entry in searched { lines += note(entry, width) }
        }
        return lines
    }

    /// Returns the lines about the site. A key belongs to one site, and the other site answers as if the key were
    /// wrong.
    private func siteLines(width: Int) -> [StyledLine] {
        guard let site = options.endpoint.flatMap(Site.init(of:)) else { return [] }
        let (here, there) = (site.rawValue, site.other.rawValue)
        let text = words(
            "A key belongs to one site. The current site is \(here); use --site \(there) for the other one.",
            zh: "密钥只属于一个站点。当前为\(site.name)站点，另一站点请用 --site \(there)。")
        return wrapped(text, width: width)
    }

    private var commandLines: [StyledLine] {
        func line(_ text: String, _ about: String) -> StyledLine {
            var line = StyledLine("  ")
            line.addCell(text, columns: 17, style: Style(.accent))
            line.add(about)
            return line
        }
        return [
            line("gaapscope doctor", words("find the problem", zh: "诊断问题所在")),
            line("gaapscope --demo", words("try the demo without a key", zh: "演示，无需密钥")),
        ]
    }

    private func wrapped(_ text: String, width: Int, _ style: Style = .plain) -> [StyledLine] {
        StyledLine.wrap(text, columns: width).map { StyledLine($0, style) }
    }

    private func command(_ text: String) -> [StyledLine] { [StyledLine("  " + text, Style(.accent))] }

    private func note(_ text: String, _ width: Int) -> [StyledLine] {
        StyledLine.wrap(text, columns: max(1, width - 4)).map { StyledLine("    " + $0, Style(.faint)) }
    }
}
