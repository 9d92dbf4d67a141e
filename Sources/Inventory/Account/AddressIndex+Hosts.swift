extension AddressIndex {
    /// Goes through every address in use, in the order in which they were seen first.
    package func forEachHost(_ body: (String) -> Void) {
        for entry in entries where !entry.uses.isEmpty { body(entry.host) }
    }
}
