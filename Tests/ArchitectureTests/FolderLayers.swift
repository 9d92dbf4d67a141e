// The order of the folders inside each target. A folder uses only folders that stand before it in its row, so no two
// folders need each other. "." are the files that stand in no folder; in C, where there are no folders, the units are
// the files.

/// The folders of each target, lowest first.
enum FolderLayers {
    static let table: [String: [String]] = [
        "Browser": ["Screen", "Input", "Prompt", "State", "Layout", "Availability", "Views", "Update"],
        "Essentials": ["Language", "Time", "Text", "JSON"],
        "GAAP": ["Codes", "Models", "Rules", "Paging", "Actions", "."],
        "GAAPEmulator": ["Wire", "Fleet", "Refusals", "Checks", "Faults", "Handlers", "Service", "Server"],
        "HTTPTransport": ["Settings", "Diagnosis", "."],
        "Inventory": ["Health", "Search", "History", "Account", "Filter", "Why", "Fetch"],
        "Reports": ["Columns", "Notices", "Compare", "Timeline", "Snapshot", "Output"],
        "TencentCloud": [
            "Hash", "Transport", "Keys", "Signing", "Errors", "Wire", "Calling", "Credentials/Roles",
            "Credentials/Sources", "Credentials",
        ],
        "gaapscope": [
            "System", "Settings", "Files", "Options", "Assembly", "Reading", "Output", "Watch", "Doctor", "Manual", "Commands",
        ],
    ]

    /// The C files of each target in C, lowest first.
    static let units: [String: [String]] = [
        "CBytes": ["cbytes"],
        "CHash": ["hash"],
        "CSQLite": ["csqlite"],
        "CProcess": ["arguments", "command", "ending", "threads", "files", "limits"],
        "CTerminal": [
            "state", "events", "characters", "descriptions", "fallback", "types", "command", "reader", "crash",
            "signals", "screen", "wait",
        ],
        "CVersion": ["version"],
    ]

    /// Targets whose files all stand in one folder.
    static let flat: Set<String> = ["BrowserRuntime", "CursesTerminal", "Journal"]
}
