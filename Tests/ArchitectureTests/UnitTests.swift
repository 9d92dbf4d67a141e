import Testing

/// Checks the order of the C files of a target. Each C file is a unit; headers may use every name.
@Suite struct UnitTests {
    @Test func `Each C target has a row that names its files`() throws {
        let files = try SourceTree.files(endingIn: [".c"]).filter(\.isInSources)
        let units = Dictionary(grouping: files, by: \.target)
            .mapValues { $0.map { FolderFile(c: $0.path, text: "").folder }.sorted() }
        #expect(FolderLayers.units.mapValues { $0.sorted() } == units)
        #expect(Set(units.keys) == DependencyRules.cTargets)
    }

    @Test(arguments: FolderLayers.units.keys.sorted())
    func `No C file uses a name that a higher file defines`(target: String) throws {
        let files = try SourceTree.files(endingIn: [".c"]).filter { $0.isInSources && $0.target == target }
        let units = files.map { FolderFile(c: $0.path, text: $0.text.whole) }
        #expect(units.contains { !$0.declared.isEmpty })
        #expect(FolderUses.violations(in: units, layers: FolderLayers.units[target] ?? []) == [])
    }

    @Test(arguments: [
        ("int f(void) { return 1; }", [String]()),
        ("// draw() is above.\nstatic int draw_all(void) { return 1; }", []),
        ("extern int rows;\nint draw(void);\nint f(void) { return 1; }", ["draw", "rows"]),
        ("int f(void) { return draw(); }", ["draw"]), ("static void (*later)(void) = draw;", ["draw"]),
        ("int f(void) { return rows; }", ["rows"]), ("const char *f(void) { return names[0]; }", ["names"]),
        ("int f(void) { return hidden(); }", []),
    ])
    func `The use of a name of a higher C file is found in code, not in comments`(text: String, names: [String]) {
        let files = [
            FolderFile(c: "Sources/A/state.c", text: text),
            FolderFile(
                c: "Sources/A/screen.c",
                text: """
                    volatile int rows;
                    const char *const names[] = {"draw"};
                    static int hidden(void) { return 1; }
                    enum kind { ONE };
                    _Noreturn void draw(
                        int row, int column) {
                    }
                    """),
        ]
        #expect(
            FolderUses.violations(in: files, layers: ["state", "screen"])
                == names.map { "state/state.c uses \($0) of screen, which is above state" })
    }

    @Test(arguments: [
        ("int f(void) {", ["f"]), ("enum status f(int a) {", ["f"]), ("struct a { int b; };", []), ("enum { A };", []),
        ("static int f(void) {", []), ("extern char **environ;", []), ("int f(void);", []), ("    int f = 1;", []),
        ("bool is_open;", ["is_open"]), ("char *names[3] = {0};", ["names"]), ("typedef int a;", []),
        ("__attribute__((constructor)) static void f(void) {", []), ("}", []), ("#define f(a) a", []),
    ])
    func `The definitions of a C file are found`(text: String, names: [String]) {
        #expect(SourceText(text).declaredNamesInC.map(\.name) == names)
    }
}
