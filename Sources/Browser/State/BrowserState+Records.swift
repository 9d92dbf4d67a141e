// The timeline and the changes both have lines with a cursor. These properties describe the selected line.

import Essentials
import GAAP
import Inventory
import Reports

extension BrowserState {
    /// The row that a key refers to: the row of the selected line, the opened row, or the row under the cursor of the
    /// list.
    var subjectRow: Int? {
        guard overlay?.isRecords == true else { return openedRow ?? listing.row }
        return recordListeners.count == 1 ? recordRows.first : nil
    }

    var recordCursor: LineCursor {
        get { overlay == .changes ? changesView.cursor : timeline.cursor }
        set { if overlay == .changes { changesView.cursor = newValue } else { timeline.cursor = newValue } }
    }

    /// The number of lines.
    var recordCount: Int { overlay == .changes ? changesView.lines.count : timeline.events.count }

    /// The ids of the listeners of the selected line.
    var recordListeners: [String] {
        switch overlay {
        case .timeline: timeline.selected?.listeners.map(\.id) ?? []
        case .changes:
            if case .change(let change)? = changesView.selected { [change.subject.id] } else { [] }
        default: []
        }
    }

    /// The rows of the listeners that still exist.
    var recordRows: [Int] {
        recordListeners.compactMap { account.row(id: $0) }.filter { !account.rows[$0].isRemoved }
    }

    /// The origin that changed in the selected line: the common cause if there is one, otherwise the first origin.
    var recordOrigin: OriginAddress? {
        switch overlay {
        case .timeline:
            guard let event = timeline.selected else { return nil }
            if case .origin(let host)? = event.cause { return OriginAddress(host: host) }
            return event.entries.lazy.compactMap { $0.health.flatMap(Self.origin) }.first
        case .changes:
            guard case .change(let change)? = changesView.selected, case .health(let health) = change.what else {
                return nil
            }
            return Self.origin(of: health)
        default: return nil
        }
    }

    private static func origin(of health: HealthChange) -> OriginAddress? {
        let named = health.origins.flatMap { $0.wentDown.isEmpty ? [$0.address] : $0.wentDown }
        return named.lazy.compactMap { OriginAddress($0).map { OriginAddress(host: $0.host) } }.first
    }

    /// Whether Enter can open the selected line.
    var canOpenRecord: Bool {
        switch overlay {
        case .timeline: timeline.selected != nil
        case .changes: changesView.selected?.subjectID != nil
        default: false
        }
    }
}
