import Testing

@Suite struct ArchitectureTests {
    @Test func `No Swift file imports a forbidden module or circumvents a compiler check without a stated reason`()
        throws
    {
        let files = try SourceTree.files(endingIn: [".swift"])
        try #require(files.count > 30, "no sources found at \(SourceTree.top)")
        #expect(files.flatMap(\.violations) == [])
    }

    @Test func `Only the C files of CTerminal include curses`() throws {
        let files = try SourceTree.files(endingIn: [".c", ".h", ".modulemap"])
        try #require(!files.isEmpty)
        #expect(files.flatMap(\.cViolations) == [])
    }

    @Test func `The folders under Sources are the targets in the table`() throws {
        #expect(try SourceTree.folders(in: "Sources") == DependencyRules.cTargets.union(DependencyRules.allowed.keys))
    }

    @Test func `The manifest declares exactly one target for each folder`() throws {
        let declared = try SourceTree.text("Package.swift").declaredTargets.sorted()
        let folders = try SourceTree.folders(in: "Sources").union(SourceTree.folders(in: "Tests"))
        #expect(declared == folders.sorted())
    }

    @Test func `The table names existing targets, and no target imports itself`() {
        let known = Set(DependencyRules.allowed.keys)
        #expect(DependencyRules.allowed.allSatisfy { !$0.value.contains($0.key) })
        #expect(DependencyRules.allowed.values.allSatisfy { $0.isDisjoint(with: DependencyRules.banned) })
        #expect(known.isSuperset(of: DependencyRules.exclusive.values))
    }

    /// The client is for calls to the service. Text, time and JSON are in Essentials.
    @Test func `At most 80 files of other targets import the client`() throws {
        let importers = try SourceTree.files(endingIn: [".swift"])
            .filter { $0.isInSources && $0.target != "TencentCloud" && $0.text.imports.contains("TencentCloud") }
        #expect(importers.count <= 80, "\(importers.map(\.path))")
    }

    @Test func `The core does not import the outer targets`() {
        let outerTargets: Set = ["BrowserRuntime", "CursesTerminal", "HTTPTransport", "GAAPEmulator", "gaapscope"]
        for target in ["TencentCloud", "GAAP", "Inventory", "Browser"] {
            #expect(DependencyRules.allowed[target]?.isDisjoint(with: outerTargets) == true)
            #expect(DependencyRules.allowed[target]?.contains("Glibc") == false)
        }
        #expect(DependencyRules.allowed["Browser"]?.contains("FoundationEssentials") == false)
    }
}
