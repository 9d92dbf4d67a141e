// Who may import whom: the table of docs/architecture.md, once more for a machine. The compiler refuses what is not
// declared as a dependency, but not what comes along with one; this table does.

/// The targets under Sources and what each may import.
enum Walls {
    /// Swift targets. `Foundation` is in no row: it brings 45 MB of ICU into a static binary.
    static let allowed: [String: Set<String>] = [
        // The pure core.
        "Essentials": ["FoundationEssentials", "Synchronization"],
        "TencentCloud": ["CHash", "Essentials", "FoundationEssentials"],
        "GAAP": ["Essentials", "TencentCloud"],
        "Inventory": ["CBytes", "Essentials", "FoundationEssentials", "GAAP", "Swift", "TencentCloud"],
        "Reports": ["Essentials", "FoundationEssentials", "GAAP", "Inventory", "TencentCloud"],
        "Browser": ["Essentials", "GAAP", "Inventory", "Reports", "TencentCloud"],

        // The edges.
        "Journal": ["CSQLite", "Dispatch", "Essentials", "Glibc", "Inventory", "Reports", "Synchronization"],
        "BrowserRuntime": [
            "Browser", "Essentials", "FoundationEssentials", "GAAP", "Inventory", "Reports", "Synchronization",
            "TencentCloud",
        ],
        "CursesTerminal": [
            "Browser", "BrowserRuntime", "CTerminal", "Essentials", "FoundationEssentials", "Glibc", "Inventory",
            "Synchronization",
            "TencentCloud",
        ],
        "HTTPTransport": [
            "AsyncHTTPClient", "Essentials", "FoundationEssentials", "Glibc", "NIOCore",
            "NIOFoundationEssentialsCompat", "NIOHTTP1",
            "NIOHTTPCompression", "NIOPosix", "NIOSSL", "Synchronization", "TencentCloud",
        ],
        "GAAPEmulator": [
            "Essentials", "FoundationEssentials", "GAAP", "Glibc", "HTTPTypes", "HummingbirdCore", "Logging", "Musl",
            "NIOCore",
            "NIOFoundationEssentialsCompat", "NIOHTTPTypes", "NIOPosix", "ServiceLifecycle", "Synchronization",
            "TencentCloud",
        ],
        "gaapscope": [
            "ArgumentParser", "Browser", "BrowserRuntime", "CProcess", "CVersion", "CursesTerminal", "Dispatch",
            "Essentials",
            "FoundationEssentials", "GAAP", "GAAPEmulator", "Glibc", "HTTPTransport", "Inventory", "Journal", "Reports",
            "Synchronization",
            "TencentCloud",
        ],
    ]

    /// Targets in C.
    static let inC: Set<String> = ["CBytes", "CHash", "CProcess", "CSQLite", "CTerminal", "CVersion"]

    /// Modules that nobody may import, in Sources or in Tests: full Foundation, and what brings it along.
    static let banned: Set<String> = [
        "Foundation", "FoundationInternationalization", "FoundationNetworking", "FoundationXML", "NIOFoundationCompat",
    ]

    /// Words that a single target may say: the HTTP client's own.
    static let exclusive: [String: String] = ["AsyncHTTPClient": "HTTPTransport", "HTTPClient": "HTTPTransport"]

    /// What nobody under Sources may name, and what to use in its place: Swift reads the arguments from /proc, where
    /// there is one, and neither way keeps bytes that are not UTF-8.
    static let replaced: [String: String] = [
        "CommandLine": "ProgramArguments", "ProcessInfo": "processEnvironment",
    ]

    /// Ways around the compiler that need their reason beside them.
    static let needReason = ["@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency", "try!"]
}
