// The allowed imports of each target: the table of docs/architecture.md in machine-readable form. The compiler rejects
// imports of undeclared dependencies, but accepts imports of transitive dependencies. This table rejects those as well.

/// The targets under Sources and what each may import.
enum DependencyRules {
    /// The Swift targets. `Foundation` is in no row, because it adds 45 MB of ICU to a static binary.
    static let allowed: [String: Set<String>] = [
        // The pure core.
        "Essentials": ["FoundationEssentials", "Synchronization"],
        "TencentCloud": ["CHash", "Essentials", "FoundationEssentials"],
        "GAAP": ["Essentials", "TencentCloud"],
        "Inventory": ["CBytes", "Essentials", "FoundationEssentials", "GAAP", "Swift", "TencentCloud"],
        "Reports": ["Essentials", "FoundationEssentials", "GAAP", "Inventory", "TencentCloud"],
        "Browser": ["Essentials", "GAAP", "Inventory", "Reports", "TencentCloud"],

        // The outer targets.
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

    /// The C targets.
    static let cTargets: Set<String> = ["CBytes", "CHash", "CProcess", "CSQLite", "CTerminal", "CVersion"]

    /// Modules that no target in Sources or Tests may import: full Foundation, and modules that depend on it.
    static let banned: Set<String> = [
        "Foundation", "FoundationInternationalization", "FoundationNetworking", "FoundationXML", "NIOFoundationCompat",
    ]

    /// Names that only one target may use: those of the HTTP client.
    static let exclusive: [String: String] = ["AsyncHTTPClient": "HTTPTransport", "HTTPClient": "HTTPTransport"]

    /// Names that no file under Sources may use, and their replacements. Swift reads the arguments from /proc if it is
    /// mounted, and neither way of reading them preserves bytes that are not UTF-8.
    static let replaced: [String: String] = [
        "CommandLine": "ProgramArguments", "ProcessInfo": "processEnvironment",
    ]

    /// Ways to circumvent the compiler that need a comment with the reason.
    static let needReason = ["@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency", "try!"]
}
