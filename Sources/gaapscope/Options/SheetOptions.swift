import ArgumentParser

/// The option `-o table|json` of commands that print a table for people or JSON for programs.
struct SheetOptions: ParsableArguments {
    enum Form: String, CaseIterable { case table, json }

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("Output format: table or json. (default: table)", valueName: "format"),
        completion: .words(of: Form.self), transform: OptionValue.word)
    var output = Form.table
}
