import Testing

@Suite struct ViolationsTests {
    private static func file(_ path: String, _ text: String) -> SourceTree.File {
        SourceTree.File(path: path, text: SourceText(text))
    }

    @Test(arguments: [
        ("Sources/GAAP/A.swift", "import Crypto", "imports Crypto, which GAAP may not"),
        ("Sources/GAAP/B/C/A.swift", "package import Inventory", "imports Inventory, which GAAP may not"),
        ("Sources/TencentCloud/A.swift", "import Foundation", "imports Foundation"),
        ("Sources/Browser/A.swift", "import FoundationEssentials", "imports FoundationEssentials"),
        ("Sources/Browser/A.swift", "import Glibc", "imports Glibc"),
        ("Sources/Browser/A.swift", "import BrowserRuntime", "imports BrowserRuntime"),
        ("Sources/BrowserRuntime/A.swift", "import CTerminal", "imports CTerminal"),
        ("Sources/HTTPTransport/A.swift", "import NIOFoundationCompat", "imports NIOFoundationCompat"),
        ("Sources/HTTPTransport/A.swift", "import FoundationNetworking", "imports FoundationNetworking"),
        ("Sources/Inventory/A.swift", "internal import struct Foundation.Data", "imports Foundation"),
        ("Sources/Inventory/A.swift", "import AsyncHTTPClient", "imports AsyncHTTPClient"),
        ("Sources/Newcomer/A.swift", "", "a target without a row"),
        ("Sources/gaapscope/A.swift", "let c = HTTPClient.shared", "line 1: names HTTPClient"),
        ("Sources/gaapscope/A.swift", "\nlet c: AsyncHTTPClient.X", "line 2: names AsyncHTTPClient"),
        (
            "Sources/gaapscope/A.swift", "let all = CommandLine.arguments",
            "line 1: names CommandLine; use ProgramArguments"
        ),
        ("Tests/GAAPTests/A.swift", "@testable import Foundation", "imports Foundation"),
        ("Tests/GAAPTests/A.swift", "let a = try! f()", "line 1: try! without a reason"),
        ("Sources/GAAP/A.swift", "final class A: @unchecked Sendable {}", "line 1: @unchecked Sendable"),
        ("Sources/GAAP/A.swift", "// Why.\n\nnonisolated(unsafe) var a = 1", "line 3: nonisolated(unsafe)"),
        ("Sources/GAAP/A.swift", "@preconcurrency import TencentCloud", "line 1: @preconcurrency"),
    ])
    func `A violation is found and reported`(path: String, text: String, word: String) {
        let violations = Self.file(path, text).violations
        #expect(violations.contains { $0.hasPrefix(path) && $0.contains(word) }, "\(violations)")
    }

    @Test(arguments: [
        ("Sources/GAAP/A.swift", "package import TencentCloud"), ("Sources/GAAP/A.swift", "// import Foundation"),
        ("Sources/GAAP/A.swift", "let text = \"import Foundation\""),
        ("Sources/Inventory/A.swift", "import CBytes\nimport FoundationEssentials"),
        ("Sources/HTTPTransport/A.swift", "import AsyncHTTPClient\nlet c = HTTPClient()"),
        ("Sources/gaapscope/A.swift", "let transport = MyHTTPClientLike() // an HTTPClient, as it were"),
        ("Tests/GAAPTests/A.swift", "import Glibc\nimport Testing"),
        ("Sources/GAAP/A.swift", "final class A: @unchecked Sendable {}  // locked by its owner"),
        ("Sources/GAAP/A.swift", "// Set once.\nnonisolated(unsafe) var a = 1"),
        ("Sources/GAAP/A.swift", "let text = \"try! \\\" try!\""), ("Sources/GAAP/A.swift", "retry!(x)"),
    ])
    func `Code that follows the rules has no violations`(path: String, text: String) {
        #expect(Self.file(path, text).violations == [])
    }

    @Test(arguments: [
        ("Sources/CTerminal/include/cterminal.h", "#include <ncurses.h>", false),
        ("Sources/CBytes/cbytes.c", "# include <ncursesw/curses.h>", false),
        ("Tests/CPseudoTerminal/a.c", "#include \"curses.h\"", false),
        ("Sources/CTerminal/a.c", "#include <ncurses.h>", true),
        ("Sources/CBytes/cbytes.c", "#include <string.h>", true), ("Tests/CVTerm/cvterm.h", "#include <vterm.h>", true),
    ])
    func `Curses in a file of another target or in a header is a violation`(path: String, text: String, isFine: Bool) {
        #expect(Self.file(path, text).cViolations.isEmpty == isFine)
    }
}

@Suite struct SourceTextTests {
    @Test(arguments: [
        ("import A", ["A"]), ("  import A  // why", ["A"]), ("import A.B", ["A"]), ("import struct A.B", ["A"]),
        ("public import A", ["A"]), ("@testable import A", ["A"]),
        ("@_exported package import A\nimport B", ["A", "B"]),
        ("@preconcurrency @_spi(X) import A", ["A"]), ("import A; import B", ["A", "B"]), ("import let A.b", ["A"]),
        ("import enum", ["enum"]), ("important A", []), ("// import A", []), ("let a = \"\\\" import A\"", []),
        ("\timport\tA", ["A"]), ("", []), ("import", []), ("#if canImport(A)\n    import A\n#endif", ["A"]),
    ])
    func `Import statements are recognized in every form`(text: String, modules: [String]) {
        #expect(SourceText(text).imports == modules)
    }

    @Test(arguments: [
        (#"library("A"), library("B", ["C"])"#, ["A", "B"]), (#"tests("A", ["B"])"#, ["A"]),
        (#".target(name: "A", dependencies: ["B"])"#, ["A"]), (".executableTarget(\n    name: \"A\"", ["A"]),
        (#".systemLibrary(name: "A", pkgConfig: "x")"#, ["A"]), (".target(name: name)", []),
        (#"// library("A")"#, []), (#".product(name: "A", package: "b")"#, []),
        (#".executable(name: "A", targets: ["B"])"#, []), ("func library(_ name: String) -> Target {", []),
        (#".package(url: "https://example.com/a"), library("A")"#, ["A"]),
    ])
    func `The targets of a manifest are found`(text: String, names: [String]) {
        #expect(SourceText(text).declaredTargets == names)
    }
}
