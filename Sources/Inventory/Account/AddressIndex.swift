// Which listeners use an address. The index is updated row by row, so that the query "which other listeners use
// 10.3.1.7?" does not search 100,000 rows.
//
// Invariants:
// - The uses of an entry are sorted by row.
// - `failing` is the number of its uses with a failing state.
// - The index of an entry that is no longer used goes to the next new address.

import GAAP

/// One use of an address by a listener.
package struct AddressUse: Equatable, Sendable {
    /// An index into `Account.rows`.
    package let row: Int
    /// The origin's port, if the service sends it.
    package let port: Int?
    /// The origin's state; DOWN for an address that DownIPList names.
    package let state: State
    /// The domain whose DownIPList contains the address; nil if the address itself is an origin.
    package let domain: String?

    package var isFailing: Bool { state == .down || state == .dns || state == .part }
}

/// An address and its uses.
package struct AddressEntry: Equatable, Sendable {
    package let host: String
    package fileprivate(set) var uses: [AddressUse] = []
    package fileprivate(set) var failing = 0
}

package struct AddressIndex: Sendable {
    private(set) var entries: [AddressEntry] = []
    private var places: [String: Int] = [:]
    /// The sort keys of `worst`, one for each entry. A pass over numbers takes a tenth of the time of a pass over
    /// entries.
    private var weights: [UInt64] = []
    /// Indexes of entries without uses.
    private var vacant: [Int] = []

    /// The number of addresses in use.
    package private(set) var count = 0

    package subscript(host: String) -> AddressEntry? { places[host].map { entries[$0] } }

    /// Replaces the uses of a row.
    mutating func set(_ row: Int, from before: Row?, to after: Row?) {
        let old = before.map { Self.uses(of: $0, at: row) } ?? [:]
        let new = after.map { Self.uses(of: $0, at: row) } ?? [:]
        for host in old.keys where new[host] == nil { replace(row, in: host, with: []) }
        for (host, uses) in new where old[host] != uses { replace(row, in: host, with: uses) }
    }

    private mutating func replace(_ row: Int, in host: String, with uses: [AddressUse]) {
        if places[host] == nil, uses.isEmpty { return }
        let place = places[host] ?? add(host)
        let wasUsed = !entries[place].uses.isEmpty
        let low = lowerBound(row, in: place)
        var high = low
        while high < entries[place].uses.count, entries[place].uses[high].row == row {
            if entries[place].uses[high].isFailing { entries[place].failing -= 1 }
            high += 1
        }
        entries[place].failing += uses.count(where: \.isFailing)
        entries[place].uses.replaceSubrange(low..<high, with: uses)
        weights[place] = weight(of: place)
        let isUsed = !entries[place].uses.isEmpty
        if wasUsed != isUsed { count += isUsed ? 1 : -1 }
        if !isUsed {
            places[host] = nil
            entries[place] = AddressEntry(host: "")
            vacant.append(place)
        }
    }

    /// Adds an entry for a new address and returns its index.
    private mutating func add(_ host: String) -> Int {
        let place = vacant.popLast() ?? entries.count
        if place == entries.count {
            entries.append(AddressEntry(host: host))
            weights.append(0)
        } else {
            entries[place] = AddressEntry(host: host)
        }
        places[host] = place
        return place
    }

    /// The index of the first use of a row, or the index where it would be inserted.
    private func lowerBound(_ row: Int, in place: Int) -> Int {
        let uses = entries[place].uses
        var low = 0
        var high = uses.count
        while low < high {
            let middle = (low + high) / 2
            if uses[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The addresses of a row: its origins, and the addresses in their DownIPLists.
    static func uses(of row: Row, at place: Int) -> [String: [AddressUse]] {
        var uses: [String: [AddressUse]] = [:]
        for (server, state) in row.origins {
            let host = (server.realServerIP ?? "").lowercased()
            if !host.isEmpty {
                uses[host, default: []].append(
                    AddressUse(row: place, port: row.listener.port(of: server), state: state, domain: nil))
            }
            // The DownIPList of an origin that is an address, not a domain, repeats that address.
            for address in Set((server.downIPList ?? []).compactMap { OriginAddress($0) }) where address.host != host {
                uses[address.host, default: []].append(
                    AddressUse(
                        row: place, port: address.port ?? row.listener.port(of: server), state: .down, domain: host))
            }
        }
        // Sets have no order, but equal values must compare as equal.
        for host in uses.keys where uses[host]?.count ?? 0 > 1 {
            uses[host]?.sort { ($0.domain ?? "", $0.port ?? 0) < ($1.domain ?? "", $1.port ?? 0) }
        }
        return uses
    }

    /// Returns the addresses with the most failing uses, then those with the most uses, and the number of all matching
    /// addresses.
    /// - Parameters:
    ///   - maximum: the maximum number of entries to return.
    ///   - words: case-folded; an address must contain all of them.
    package func worst(_ maximum: Int, holding words: [[UInt8]] = []) -> (entries: [AddressEntry], count: Int) {
        var first: [UInt64] = []
        var minimum: UInt64 = 0
        var found = 0
        for place in weights.indices where weights[place] > 0 {
            if !words.isEmpty, !words.allSatisfy({ entries[place].host.holds($0) }) { continue }
            found += 1
            guard maximum > 0, weights[place] > minimum else { continue }
            first.append(weights[place])
            guard first.count >= 2 * maximum else { continue }
            first.sort(by: >)
            first.removeLast(maximum)
            minimum = first[maximum - 1]
        }
        let worst = first.sorted(by: >).prefix(max(0, maximum)).map { entries[Int(0xFF_FFFF - $0 & 0xFF_FFFF)] }
            .sorted { ($1.failing, $1.uses.count, $0.host) < ($0.failing, $0.uses.count, $1.host) }
        return (worst, found)
    }

    /// The sort key of an entry: failing uses, then uses, then its index, lower indexes first; 0 if the entry is not
    /// used.
    private func weight(of place: Int) -> UInt64 {
        let entry = entries[place]
        if entry.uses.isEmpty { return 0 }
        let failing = UInt64(min(entry.failing, 0xF_FFFF))
        return failing << 44 | UInt64(min(entry.uses.count, 0xF_FFFF)) << 24 | UInt64(0xFF_FFFF - min(place, 0xFF_FFFF))
    }
}

extension String {
    /// Whether the text, which is already in lower case, contains these bytes.
    fileprivate func holds(_ needle: [UInt8]) -> Bool {
        var text = utf8[...]
        while text.count >= needle.count {
            if text.starts(with: needle) { return true }
            text = text.dropFirst()
        }
        return false
    }
}
