// Determines which origin `o` opens. The candidates are the addresses of the listener on the screen, failing ones
// first.

import GAAP
import Inventory
import Reports

extension BrowserState {
    /// The listener that `o` refers to: the opened listener, otherwise the listener under the cursor.
    var rowForOrigins: Row? { openedRow.map { account.rows[$0] } ?? selectedRow }

    /// The address that `o` opens: the first address of the listener, or the address after the one on the screen.
    var nextAddress: OriginAddress? {
        if overlay == nil, focus == .sidebar {
            if case .origin(let address)? = sidebar.selected?.part { return address }
            return nil
        }
        if overlay?.isRecords == true { return recordOrigin }
        guard let row = rowForOrigins else { return nil }
        let addresses = addresses(of: row)
        guard openedRow == nil, case .origin(let here)? = narrowing,
            let index = addresses.firstIndex(where: { $0.host == here.host })
        else {
            // The origin that the header names comes first.
            if case .origin(let cause)? = causeOfRow?.part,
                let named = addresses.first(where: { $0.host == cause.host })
            {
                return named
            }
            return addresses.first
        }
        return addresses[(index + 1) % addresses.count]
    }

    /// The cause that explains the problem of the listener that `o` refers to.
    var causeOfRow: CommonCause? { (openedRow ?? listing.row).flatMap { causes.explanation(of: $0) } }

    /// The owner or region that explains the problem of the row in the list. `o` opens the owner or region first, and
    /// from there the origins.
    var causeToOpen: Narrowing? {
        guard overlay == nil, focus != .sidebar, narrowing == nil, let part = causeOfRow?.part, !part.isOrigin else {
            return nil
        }
        if case .owner = part, question != Question(.all) { return nil }
        return part
    }

    /// Returns the addresses of a listener's origins and of their DownIPLists, failing ones first.
    func addresses(of row: Row) -> [OriginAddress] {
        var found: [OriginAddress] = []
        var hosts: Set<String> = []
        func note(_ address: OriginAddress?) {
            if let address, !address.host.isEmpty, hosts.insert(address.host).inserted { found.append(address) }
        }
        for (server, _) in row.origins.sorted(by: { $0.state < $1.state }) {
            note(server.realServerIP.map { OriginAddress(host: $0) })
            for named in server.downIPList ?? [] { note(OriginAddress(named).map { OriginAddress(host: $0.host) }) }
        }
        return found
    }
}
