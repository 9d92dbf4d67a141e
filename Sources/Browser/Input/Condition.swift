// What a command needs before it can be given, each with the words that say what is missing: a key that does nothing says why. Rows of the
// command table name them.

import Inventory
import TencentCloud

/// Something that must hold.
package struct Condition: Sendable {
    /// Why it does not hold; nil when it does.
    let refusal: @Sendable (BrowserState) -> Notice?

    private init(_ refusal: @escaping @Sendable (BrowserState) -> Notice?) { self.refusal = refusal }

    /// Words for where it does not hold; nil where it does.
    private init(words: @escaping @Sendable (BrowserState) -> String?) {
        self.init { state in words(state).map { Notice($0) } }
    }

    /// Lines to move in. That one is at the last of them is seen, and not said.
    static let lines = Condition { state in
        switch state.context {
        case .list: state.listing.visible.isEmpty ? "there is nothing to move in: the list is empty" : nil
        case .sidebar: state.sidebar.selected == nil ? "there is no group yet: nothing has been read" : nil
        case .pane: state.selectedRow == nil ? "there is nothing to move in: no listener is selected" : nil
        case .text, .menu: nil
        }
    }

    static let columnsLeft = Condition { $0.listing.firstColumn == 0 ? "this is the first column" : nil }

    static let columnsRight = Condition { state in
        state.listing.firstColumn >= Column.all.count - 2 ? "this is the last column" : nil
    }

    /// Something to open or to choose.
    static let choice = Condition { state in
        switch state.context {
        case .menu: nil
        case .sidebar: state.sidebar.selected == nil ? "there is no group yet: nothing has been read" : nil
        case .list, .pane, .text: state.selectedRow == nil ? "nothing to open: no listener is selected" : nil
        }
    }

    static let panes = Condition { $0.panes.count < 2 ? "the window is too low for a second pane" : nil }

    static let origin = Condition { $0.unavailableOrigins }

    static let problems = Condition { $0.listing.problems == 0 ? "no problem in this list" : nil }

    /// Something that was looked for.
    static let search = Condition { state in
        let key = state.keyName(.filter)
        if state.context == .text {
            return state.textSearch.isEmpty ? "nothing was searched for: \(key) searches" : nil
        }
        return state.portDigits.isEmpty && state.listing.filter == nil
            ? "nothing was searched for: \(key) filters, digits go to a port" : nil
    }

    static let owner = Condition { state in
        state.question == Question(.all) && state.listing.item == nil
            ? "no listener is selected, so there is no owner" : nil
    }

    /// A listener to hand on or to look at.
    static let listener = Condition { state in
        state.openedRow == nil && state.listing.row == nil ? "no listener is selected" : nil
    }

    /// Something for the clipboard.
    static let copyable = Condition { state in
        state.overlay == .query ? nil : listener.refusal(state)
    }

    /// Something for a file: rows, or a text.
    static let exportable = Condition { state in
        state.context == .text || !state.shownRows.isEmpty ? nil : "there is nothing to export: the list is empty"
    }

    static let otherProfiles = Condition { state in
        if let file = state.kept?.offlineFile { return "offline: \(file) is what there is" }
        return state.options.profiles.count < 2
            ? "there is no other profile: tccli's and those of config.json would be listed" : nil
    }

    static let baseline = Condition { state in
        state.baseline == nil
            ? "there is no baseline to compare with: \(state.keyName(.mark)) marks one" : nil
    }

    /// A service to ask.
    static let service = Condition { state in
        state.kept?.offlineFile.map {
            Notice("offline: \($0) is what there is", advice: "start without --offline to read anew")
        }
    }

    static let longerInterval = service.and {
        $0.interval >= BrowserState.intervals[BrowserState.intervals.count - 1] ? "this is the longest interval" : nil
    }

    static let shorterInterval = service.and {
        $0.interval <= BrowserState.intervals[0] ? "this is the shortest interval" : nil
    }

    static let wayBack = Condition { state in
        state.canGoBack ? nil : "there is nothing to go back to: \(state.keyName(.leave)) quits"
    }

    /// The help is not what is on the screen.
    static let otherThanHelp = Condition { state in
        if case .help? = state.overlay { "this is the help: \(state.keyName(.back)) closes it" } else { nil }
    }

    static let otherThanErrors = Condition { state in
        state.overlay == .errors ? "these are the errors: \(state.keyName(.back)) closes them" : nil
    }

    private func and(_ words: @escaping @Sendable (BrowserState) -> String?) -> Condition {
        Condition { state in refusal(state) ?? words(state).map { Notice($0) } }
    }
}
