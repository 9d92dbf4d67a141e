// Opens the timeline and the changes, keeps them current, and searches in them.

import Essentials
import Inventory
import Reports

extension BrowserState {
    /// Opens the timeline or the changes, and starts reading the journal.
    mutating func openRecords(_ records: Overlay) -> [Effect] {
        overlays.open(records)
        return readJournal()
    }

    private mutating func readJournal() -> [Effect] {
        guard options.hasJournal, !timeline.isLoading else { return [] }
        timeline.beginLoading()
        return [.readJournal(limit: TimelineState.entriesKept)]
    }

    /// Processes a piece of the journal. The changes need the pieces back to their moment, and the last piece, which
    /// says how far the journal reaches.
    mutating func receive(_ extract: JournalExtract) {
        let isEnough = changesView.list.map { timeline.hasAnswer(backTo: $0.from) } ?? false
        timeline.receive(extract)
        if overlays.contains(.changes), !isEnough || !extract.isContinued { refreshChanges() }
    }

    /// Updates the lines and their cursor while they are on the screen.
    mutating func followRecords(_ layout: Layout) {
        guard overlay?.isRecords == true else { return }
        if overlay == .timeline { timeline.refresh() }
        let height = recordsLayout(layout.body).list.count
        recordCursor.scroll(height: height, of: recordCount)
        if overlay == .timeline {
            let top = timeline.cursor.top
            timeline.prepare(top..<top + height, in: options.language)
        }
    }

    /// Shows what the timeline contains about a listener or owner that no longer exists.
    mutating func showEntries(about subject: String, title: String) {
        show(.entries(timeline.entries(about: subject), title: title))
    }

    // MARK: Searching

    mutating func goToNextMatch(forward: Bool) {
        switch context {
        case .records: searchRecords(forward: forward)
        case .text: searchText(forward: forward)
        case .list, .pane, .sidebar, .menu: goToMatch(forward: forward)
        }
    }

    mutating func searchRecords(forward: Bool, fromHere: Bool = false) {
        let cursor = recordCursor
        guard !cursor.search.isEmpty else { return }
        let found = cursor.match(forward: forward, fromHere: fromHere, of: recordCount) { recordSearchText($0) }
        if let found {
            recordCursor.move(by: found - cursor.line, of: recordCount)
        } else {
            showRemark(Wording("not found: \(cursor.search)", zh: "未找到：\(cursor.search)"))
        }
    }
}
