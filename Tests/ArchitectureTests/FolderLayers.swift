// The order of the folders inside each target. A folder uses only folders that precede it in its row, so no two folders
// depend on each other. "." stands for the files outside any folder. A target in C has no folders: its units are the
// files.

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
            "System", "Settings", "Files", "Options", "Assembly", "Reading", "Output", "Watch", "Doctor", "Manual",
            "Commands",
        ],
    ]

    /// The C files of each C target, lowest first.
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

    /// Targets without subfolders.
    static let flat: Set<String> = ["BrowserRuntime", "CursesTerminal", "Journal"]
}
