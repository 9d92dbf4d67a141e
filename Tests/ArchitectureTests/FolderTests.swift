import Testing

@Suite struct FolderTests {
    @Test func `Each target with folders has a row, and each row names exactly the existing folders`() throws {
        let files = try SourceTree.files(endingIn: [".swift"]).filter(\.isInSources)
        let folders = Dictionary(grouping: files, by: \.target).mapValues { Set($0.map(\.folder)) }
        for (target, found) in folders where !FolderLayers.flat.contains(target) {
            #expect(FolderLayers.table[target].map { Set($0) } == found, "\(target)")
        }
        #expect(FolderLayers.flat.allSatisfy { folders[$0] == ["."] })
        #expect(FolderLayers.table.values.allSatisfy { Set($0).count == $0.count })
    }

    @Test(arguments: FolderLayers.table.keys.sorted())
    func `No folder uses a higher folder`(target: String) throws {
        let files = try SourceTree.files(endingIn: [".swift"]).filter(\.isInSources)
        let own = files.filter { $0.target == target }.map { FolderFile(path: $0.pathInTarget, text: $0.text.whole) }
        try #require(!own.isEmpty)
        let known = files.filter { $0.target != target }.flatMap { $0.text.declaredNames.map(\.name) }
        #expect(FolderUses.violations(in: own, layers: FolderLayers.table[target] ?? [], known: Set(known)) == [])
    }

    private static let below = "package struct Key {}\nextension Key {\n    var joinedName: String { \"\" }\n}\n"

    @Test(arguments: [
        ("struct State { let key: Key }", [String]()),
        ("// A comment names a Key.\nlet text = \"Key\"", []),
        ("let screen = Screen()", ["State/S.swift uses Screen of Views, which is above State"]),
        ("let text = \"a \\(Screen().self) b\"", ["State/S.swift uses Screen of Views, which is above State"]),
        ("func f(_ key: Key) { key.drawnName() }", ["State/S.swift uses drawnName of Views, which is above State"]),
        ("let drawnName = 1", []),
    ])
    func `The use of a name of a higher folder is found in code, not in comments or strings`(
        text: String, violations: [String]
    ) {
        let files = [
            FolderFile(path: "Input/Key.swift", text: Self.below), FolderFile(path: "State/S.swift", text: text),
            FolderFile(
                path: "Views/Screen.swift",
                text: "struct Screen {}\nextension Key {\n    func drawnName() {}\n    private var hidden: Int { 0 }\n}"
            ),
        ]
        #expect(FolderUses.violations(in: files, layers: ["Input", "State", "Views"]) == violations)
    }

    @Test(arguments: [
        "struct Other {\n    func drawnName() {}\n}", "enum Other {\n    case small, drawnName(Int)\n}",
        "struct Other {\n    struct Inner {\n        private var drawnName = 1\n    }\n}",
    ])
    func `A member that a lower folder declares as well is not a violation`(other: String) {
        let files = [
            FolderFile(path: "Input/Other.swift", text: other),
            FolderFile(path: "State/S.swift", text: "func f(_ key: Key) { key.drawnName() }"),
            FolderFile(path: "Views/Screen.swift", text: "extension Key {\n    func drawnName() {}\n}"),
        ]
        #expect(FolderUses.violations(in: files, layers: ["Input", "State", "Views"]) == [])
    }

    @Test func `A switch case declares no member`() {
        let text = "switch a {\ncase drawnName: 1\ncase drawnName(let b): 1\ncase .drawnName: 1\n}"
        #expect(SourceText(text).memberNames == [])
    }

    @Test func `A folder that is missing from the row is a violation`() {
        let files = [FolderFile(path: "New/A.swift", text: "struct A {}")]
        #expect(FolderUses.violations(in: files, layers: ["Old"]) == ["New/A.swift: the folder is in no row"])
    }
}
