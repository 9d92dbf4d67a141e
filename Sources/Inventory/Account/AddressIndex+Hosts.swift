extension AddressIndex {
    /// Calls `body` with every address in use, in the order in which the addresses were first seen.
    package func forEachHost(_ body: (String) -> Void) {
        for entry in entries where !entry.uses.isEmpty { body(entry.host) }
    }
}
