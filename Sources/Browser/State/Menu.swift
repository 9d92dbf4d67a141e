// Menus that cover the list: columns to sort by, export formats, profiles, unreadable owners. `Update+Menus` applies
// the chosen item.

import Inventory
import Reports
import Essentials

/// An open menu.
struct Menu: Equatable, Sendable {
    enum Kind: CaseIterable, Sendable {
        case sort, export, profiles
        /// The owners that could not be read.
        case unreadable
    }

    let kind: Kind
    var cursor: Int
    /// The owners to choose from when the menu was opened. The lines must not change under the cursor.
    var owners: [OwnerID] = []

    /// One line of a menu.
    struct Item: Equatable {
        let title: String
        let about: String
        /// Whether the item is the current setting.
        var isCurrent = false
    }
}

/// A profile that the user can switch to.
package struct Profile: Equatable, Sendable {
    /// The name of the profile; nil for the credentials that are found without a profile.
    package let name: String?
    /// The name in the menu.
    package let title: String
    /// The site, and the source of the credentials.
    package let about: String

    package init(name: String?, title: String, about: String) {
        self.name = name
        self.title = title
        self.about = about
    }
}

extension Menu.Kind {
    /// The export formats, which are the output formats that are useful in a file.
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
    /// Returns the menu item of an unreadable owner, with its name and error.
    fileprivate func unreadableItem(_ owner: OwnerID) -> Menu.Item {
        let name = account.owners[owner]?.owner.name ?? ""
        let error = currentRun?.failed[owner].map { Notice($0, language: options.language).line }
        return Menu.Item(
            title: name.isEmpty ? owner.text : "\(owner.text)  \(name)",
            about: error ?? words("read successfully since then", zh: "此后已读到"))
    }
}
