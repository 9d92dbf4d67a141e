// swift-tools-version: 6.2
import PackageDescription

// The walls between the targets are explained in docs/architecture.md; `ArchitectureTests` reads the import
// lines against the same table. Every Swift target gets the same strict settings.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
/// Set by scripts/fuzz: the code that takes bytes from afar counts the branches it goes through.
let isFuzzing = Context.environment["GAAPSCOPE_FUZZ"] != nil
let coverage: [SwiftSetting] = isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : []
/// A release is small in memory: nothing is exported to libraries that are loaded later, for none are, and the code stays where the
/// linker put it, so that no page of it is written to at the start. See docs/decisions/0011.
let lean = LinkerSetting.unsafeFlags(
    ["-Xlinker", "--no-export-dynamic", "-Xclang-linker", "-no-pie"], .when(configuration: .release))
/// A release is built for size (`build_release` in scripts/lib.sh) but for the core, which has to do with every row and every byte of an
/// answer. The compiler takes the last word about it, and the frontend's own comes last.
let fast: [SwiftSetting] = [.unsafeFlags(["-Xfrontend", "-O"], .when(configuration: .release))]
/// What the scripts say of the source that is built, for `gaapscope --version`; a plain `swift build` says nothing. Only letters, digits and
/// hyphens get into the C code.
let source: [CSetting] = ["GAAPSCOPE_COMMIT", "GAAPSCOPE_COMMIT_DATE"].compactMap { name in
    let value = (Context.environment[name] ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return value.isEmpty ? nil : .define(name, to: "\"\(value)\"")
}
let strictC: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
func nio(_ product: String) -> Target.Dependency { .product(name: product, package: "swift-nio") }

/// swift-nio-extras compiles zlib itself under names of its own, and still asks for the system's. It gets an empty library, so that no zlib
/// is needed to build or to run (docs/decisions/0013).
let noZlib = LinkerSetting.unsafeFlags(["-L", "\(Context.packageDirectory)/Packaging/empty"])

func library(
    _ name: String, _ dependencies: [Target.Dependency] = [], _ more: [SwiftSetting] = [],
    linked: [LinkerSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, swiftSettings: strict + coverage + more, linkerSettings: linked)
}
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let fuzzer = Target.executableTarget(
    name: "Fuzzer", dependencies: ["Fuzzing"], path: "Tests/Fuzzer", swiftSettings: strict,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])  // gold fails on the fuzzer's library

let package = Package(
    name: "gaapscope",
    products: [.executable(name: "gaapscope", targets: ["gaapscope"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    ],
    targets: [
        // The pure core.
        .target(name: "CHash", cSettings: strictC, linkerSettings: [.linkedLibrary("sodium")]),
        library("Essentials", [], fast),
        library("TencentCloud", ["CHash", "Essentials"], fast),
        library("GAAP", ["Essentials", "TencentCloud"]),
        .target(name: "CBytes", cSettings: strictC),
        library("Inventory", ["CBytes", "Essentials", "GAAP", "TencentCloud"], fast),
        library("Reports", ["Essentials", "GAAP", "Inventory", "TencentCloud"], fast),
        library("Browser", ["Essentials", "GAAP", "Inventory", "Reports", "TencentCloud"], fast),

        // The edges.
        .target(name: "CProcess", cSettings: strictC),
        library("BrowserRuntime", ["Browser", "Essentials", "GAAP", "Inventory", "Reports", "TencentCloud"]),
        .target(name: "CSQLite", cSettings: strictC, linkerSettings: [.linkedLibrary("sqlite3")]),
        library("Journal", ["CSQLite", "Essentials", "Inventory", "Reports"]),
        .target(
            name: "CTerminal", dependencies: ["CProcess"], cSettings: strictC,
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        library(
            "CursesTerminal",
            ["Browser", "BrowserRuntime", "CTerminal", "Essentials", "Inventory", "Reports", "TencentCloud"]),
        library(
            "HTTPTransport",
            [
                "Essentials", "TencentCloud", httpClient, nio("NIOCore"), nio("NIOHTTP1"),
                nio("NIOPosix"), nio("NIOFoundationEssentialsCompat"), nioSSL,
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
            ], linked: [noZlib]),
        library(
            "GAAPEmulator",
            [
                "Essentials", "GAAP", "TencentCloud", .product(name: "HummingbirdCore", package: "hummingbird"),
                nio("NIOCore"), nio("NIOPosix"), nio("NIOFoundationEssentialsCompat"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                log, .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .target(name: "CVersion", cSettings: strictC + source),
        .executableTarget(
            name: "gaapscope",
            dependencies: [
                "Browser", "BrowserRuntime", "CProcess", "CVersion", "CursesTerminal", "Essentials", "GAAP",
                "GAAPEmulator", "HTTPTransport", "Inventory", "Journal", "Reports", "TencentCloud", arguments,
            ],
            swiftSettings: strict, linkerSettings: [lean]),

        // What the tests stand on: a pseudo-terminal read by a real terminal emulator.
        .systemLibrary(
            name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal", cSettings: strictC),
        .target(
            name: "PseudoTerminal", dependencies: ["CVTerm", "CPseudoTerminal"],
            path: "Tests/PseudoTerminal", swiftSettings: strict),

        // What tests of several targets stand on: a clock that stands still, the same random numbers each time.
        .target(
            name: "TestSupport", dependencies: ["Essentials", "GAAP", "GAAPEmulator", "Inventory", "TencentCloud"],
            path: "Tests/TestSupport",
            swiftSettings: strict),

        // What is fuzzed; the corpus runs as a test, the fuzzer itself is built by scripts/fuzz.
        .target(
            name: "Fuzzing",
            dependencies: [
                "Browser", "CursesTerminal", "Essentials", "GAAP", "GAAPEmulator", "Inventory", "Journal", "Reports",
                "TencentCloud", "gaapscope",
            ],
            path: "Tests/Fuzzing", exclude: ["Corpus"], swiftSettings: strict),
        tests("FuzzingTests", ["Fuzzing", "TestSupport"]),

        // Random keys, resizes and data against the real program; scripts/storm.
        .executableTarget(
            name: "Storm", dependencies: ["PseudoTerminal", "TestSupport", "gaapscope", arguments],
            path: "Tests/Storm", swiftSettings: strict),

        // The browser, its services and the emulator on one simulated clock; scripts/simulate.
        .executableTarget(
            name: "Simulate",
            dependencies: [
                "Browser", "BrowserRuntime", "Essentials", "GAAPEmulator", "Inventory", "Journal", "Reports",
                "TencentCloud", "TestSupport", arguments,
            ],
            path: "Tests/Simulate", swiftSettings: strict),

        tests("ArchitectureTests", []),
        tests("EssentialsTests", ["Essentials", "TestSupport"]),
        tests(
            "TencentCloudTests", ["Essentials", "TencentCloud", "TestSupport", log],
            exclude: ["tc3-vectors.json"]),
        tests("GAAPTests", ["Essentials", "GAAP", "TencentCloud", "TestSupport"]),
        tests(
            "InventoryTests",
            [
                "CBytes", "Essentials", "GAAP", "GAAPEmulator", "HTTPTransport", "Inventory", "Reports", "TencentCloud",
                "TestSupport",
            ]),
        .executableTarget(
            name: "JournalProbe", dependencies: ["Essentials", "Inventory", "Journal", "Reports"],
            path: "Tests/JournalProbe", swiftSettings: strict),
        tests(
            "JournalTests",
            [
                "CPseudoTerminal", "CSQLite", "Essentials", "GAAP", "Inventory", "Journal", "JournalProbe",
                "PseudoTerminal", "Reports",
                "TestSupport",
            ]),
        tests("ReportsTests", ["Essentials", "GAAP", "Inventory", "Reports", "TencentCloud", "TestSupport"]),
        tests(
            "BrowserTests", ["Browser", "Essentials", "GAAP", "Inventory", "Reports", "TencentCloud"],
            exclude: ["Golden"]),
        tests(
            "BrowserRuntimeTests",
            [
                "Browser", "BrowserRuntime", "Essentials", "GAAP", "GAAPEmulator", "Inventory", "Reports",
                "TencentCloud",
                "TestSupport",
            ]),
        .executableTarget(
            name: "TerminalProbe",
            dependencies: ["Essentials", "CursesTerminal", "BrowserRuntime", "Browser", "TencentCloud"],
            path: "Tests/TerminalProbe", swiftSettings: strict),
        tests(
            "CursesTerminalTests",
            [
                "Browser", "BrowserRuntime", "CTerminal", "CursesTerminal", "Essentials", "Inventory", "PseudoTerminal",
                "Reports", "TencentCloud", "TerminalProbe", "TestSupport",
            ]),
        tests(
            "HTTPTransportTests",
            [
                "Essentials", "HTTPTransport", "TencentCloud", "TestSupport", httpClient, nio("NIOCore"),
                nio("NIOPosix"), nio("NIOHTTP1"), nioSSL,
            ]),
        tests(
            "GAAPEmulatorTests", ["Essentials", "GAAPEmulator", "GAAP", "TencentCloud", "HTTPTransport", "TestSupport"]),
        tests(
            "GaapscopeTests",
            [
                "gaapscope", "Browser", "CProcess", "CPseudoTerminal", "CursesTerminal", "Essentials", "GAAP",
                "GAAPEmulator", "Inventory", "Journal", "PseudoTerminal", "Reports", "Simulate", "TencentCloud",
                "TestSupport",
            ]),
    ] + (isFuzzing ? [fuzzer] : []),
    swiftLanguageModes: [.v6]
)
