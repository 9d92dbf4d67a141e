// The owners that could not be read: one line in the list, the errors in the pane, and each owner in the menu that
// Enter opens.

import Essentials
import Inventory
import Reports
import TencentCloud

extension BrowserState {
    /// The unreadable owners, grouped by error, largest group first.
    private var unreadableGroups: [(error: CloudError, owners: [OwnerID])] {
        var groups: [(error: CloudError, owners: [OwnerID])] = []
        for owner in listing.unreadable {
            guard let error = currentRun?.failed[owner] else { continue }
            if let index = groups.firstIndex(where: { $0.error.isSameCause(as: error) }) {
                groups[index].owners.append(owner)
            } else {
                groups.append((error, [owner]))
            }
        }
        return groups.enumerated().sorted {
            ($1.element.owners.count, $0.offset) < ($0.element.owners.count, $1.offset)
        }
        .map(\.element)
    }

    /// The line in the list, for example `34 owners unreadable: HTTP status 502 (L)`. A single owner is named by its
    /// id.
    var unreadableText: String {
        let groups = unreadableGroups
        let count = listing.unreadable.count
        let causes = groups.first.map { first in
            let cause = Notice.cause(of: first.error)
            let others = groups.count - 1
            guard others > 0 else { return words(cause) }
            return words(
                "\(cause[.english]) and \(others) other error\(others == 1 ? "" : "s")",
                zh: "\(cause[.chinese]) 等 \(groups.count) 种错误")
        }
        let key = keyName(.errors)
        if count == 1, let owner = listing.unreadable.first {
            return words(
                "\(owner.text) unreadable: \(causes ?? "?") (\(key))", zh: "\(owner.text) 无法读取：\(causes ?? "?")（\(key)）"
            )
        }
        let number = Count.text(count)
        return words(
            "\(number) owners unreadable: \(causes ?? "?") (\(key))",
            zh: "\(number) 个通道或通道组无法读取：\(causes ?? "?")（\(key)）")
    }

    /// Returns the lines of the pane: each error, what to do about it, and its owners.
    func unreadableLines(width: Int) -> [StyledLine] {
        unreadableGroups.flatMap { group in
            let notice = Notice(group.error, language: options.language)
            return StyledLine.wrap(notice.line, columns: width).map { StyledLine($0, Style(.error)) }
                + StyledLine.wrap(group.owners.map(\.text).joined(separator: " "), columns: max(1, width - 2))
                .map { StyledLine("  " + $0, Style(.faint)) }
        }
    }
}
