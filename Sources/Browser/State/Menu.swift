// Small lists to choose from that lie over the listener list: columns to sort by, formats to export in, profiles to
// change to. One mechanism for all of them; what a choice does is decided in `Update+Menus`.

import Inventory
import Reports
import Essentials

/// A menu that is open.
struct Menu: Equatable, Sendable {
    enum Kind: CaseIterable, Sendable {
        case sort, export, profiles
        /// The owners that could not be read.
        case unreadable
    }

    let kind: Kind
    var cursor: Int
    /// The owners to choose from, as they were when the menu was opened: a line must not change under the cursor.
    var owners: [OwnerID] = []

    /// One line of a menu.
    struct Item: Equatable {
        let title: String
        let about: String
        /// What is so already.
        var isCurrent = false
    }
}

/// An account that can be changed to.
package struct Profile: Equatable, Sendable {
    /// nil for the keys that are found without naming a profile.
    package let name: String?
    /// What the menu calls it.
    package let title: String
    /// Its site, and where its keys come from.
    package let about: String

    package init(name: String?, title: String, about: String) {
        self.name = name
        self.title = title
        self.about = about
    }
}

extension Menu.Kind {
    /// The formats that can be exported in: those that a file is read from.
    static let exportFormats: [OutputFormat] = [.csv, .tsv, .json, .md]

    func title(_ state: BrowserState) -> String {
        switch self {
        case .sort: Wording("Sort by", zh: "排序依据")[state.options.language]
        case .export: Wording("Export this list as", zh: "将当前列表导出为")[state.options.language]
        case .profiles: Wording("Switch to profile", zh: "切换到配置")[state.options.language]
        case .unreadable:
            Wording("Unreadable owners; Enter reads one again", zh: "无法读取的通道与通道组，按 Enter 重新读取")[state.options.language]
        }
    }
}

extension Menu {
    func items(_ state: BrowserState) -> [Item] {
        switch kind {
        case .sort:
            Column.all.map { column in
                Menu.Item(
                    title: state.words(column.title), about: state.words(column.about),
                    isCurrent: column.id == state.listing.sort.column)
            }
        case .export:
            Kind.exportFormats.map { Menu.Item(title: $0.rawValue, about: $0.about[state.options.language]) }
        case .profiles:
            state.options.profiles.map { profile in
                Menu.Item(title: profile.title, about: profile.about, isCurrent: profile.name == state.options.profile)
            }
        case .unreadable: owners.map { state.unreadableItem($0) }
        }
    }
}

extension BrowserState {
    /// For the menu: an owner with its name, and its error.
    fileprivate func unreadableItem(_ owner: OwnerID) -> Menu.Item {
        let name = account.owners[owner]?.owner.name ?? ""
        let error = currentRun?.failed[owner].map { Notice($0, language: options.language).line }
        return Menu.Item(
            title: name.isEmpty ? owner.text : "\(owner.text)  \(name)",
            about: error ?? words("read successfully since then", zh: "此后已读到"))
    }
}
