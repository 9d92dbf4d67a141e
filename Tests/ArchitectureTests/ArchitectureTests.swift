import Testing

@Suite struct ArchitectureTests {
    @Test func `No Swift file reaches over a wall, or around the compiler without a reason`() throws {
        let files = try SourceTree.files(endingIn: [".swift"])
        try #require(files.count > 30, "the sources were not found at \(SourceTree.top)")
        #expect(files.flatMap(\.breaches) == [])
    }

    @Test func `Curses is included in CTerminal's own files only`() throws {
        let files = try SourceTree.files(endingIn: [".c", ".h", ".modulemap"])
        try #require(!files.isEmpty)
        #expect(files.flatMap(\.cBreaches) == [])
    }

    @Test func `The folders under Sources are the targets of the table`() throws {
        #expect(try SourceTree.folders(in: "Sources") == Walls.inC.union(Walls.allowed.keys))
    }

    @Test func `The manifest declares each folder as a target, once, and no other`() throws {
        let declared = try SourceTree.text("Package.swift").declaredTargets.sorted()
        let folders = try SourceTree.folders(in: "Sources").union(SourceTree.folders(in: "Tests"))
        #expect(declared == folders.sorted())
    }

    @Test func `The table names targets that exist, and none imports itself`() {
        let known = Set(Walls.allowed.keys)
        #expect(Walls.allowed.allSatisfy { !$0.value.contains($0.key) })
        #expect(Walls.allowed.values.allSatisfy { $0.isDisjoint(with: Walls.banned) })
        #expect(known.isSuperset(of: Walls.exclusive.values))
    }

    /// The client is for calling the service. Who needs a text, a time or JSON finds them in Essentials.
    @Test func `At most 80 files of other targets import the client`() throws {
        let importers = try SourceTree.files(endingIn: [".swift"])
            .filter { $0.isInSources && $0.target != "TencentCloud" && $0.text.imports.contains("TencentCloud") }
        #expect(importers.count <= 80, "\(importers.map(\.path))")
    }

    @Test func `The core does not know the edges`() {
        let edges: Set = ["BrowserRuntime", "CursesTerminal", "HTTPTransport", "GAAPEmulator", "gaapscope"]
        for target in ["TencentCloud", "GAAP", "Inventory", "Browser"] {
            #expect(Walls.allowed[target]?.isDisjoint(with: edges) == true)
            #expect(Walls.allowed[target]?.contains("Glibc") == false)
        }
        #expect(Walls.allowed["Browser"]?.contains("FoundationEssentials") == false)
    }
}
