// Opens menus and applies the chosen item.

import Inventory
import Reports
import Essentials

extension BrowserState {
    /// Opens a menu, with the cursor on the current setting.
    mutating func openMenu(_ kind: Menu.Kind) {
        var menu = Menu(kind: kind, cursor: 0, owners: kind == .unreadable ? listing.unreadable : [])
        menu.cursor = menu.items(self).firstIndex(where: \.isCurrent) ?? 0
        overlays.open(.menu(menu))
    }

    mutating func move(_ menu: Menu, by lines: Int) {
        var menu = menu
        menu.cursor = max(0, min(menu.cursor + lines, menu.items(self).count - 1))
        overlays.replaceTop(by: .menu(menu))
    }

    mutating func choose(in menu: Menu) -> [Effect] {
        overlays.close()
        switch menu.kind {
        case .sort: sort(Column.all[menu.cursor].id, reversed: false)
        case .unreadable:
            guard menu.owners.indices.contains(menu.cursor) else { break }
            return ask(Question(Scope(menu.owners[menu.cursor])), isManual: true)
        case .export: return exportList(as: Menu.Kind.exportFormats[menu.cursor])
        case .profiles:
            let profile = options.profiles[menu.cursor]
            if profile.name != options.profile { return [.changeProfile(profile.name)] }
            showRemark(Wording("\(profile.title) is already the current profile", zh: "当前配置已是 \(profile.title)"))
        }
        return []
    }
}
