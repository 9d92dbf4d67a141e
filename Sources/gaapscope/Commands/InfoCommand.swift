import ArgumentParser
import Inventory
import TencentCloud

/// Paths and settings with their origin.
struct InfoCommand: ParsableCommand {
    enum Form: String, CaseIterable { case table, json }

    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Print every setting with where it comes from, and the paths in use.",
        discussion: "Connects to nothing. Exit status: 0 fine, 2 settings that cannot be used.")

    @OptionGroup var client: ClientOptions
    @OptionGroup var screen: ScreenOptions
    @Option(
        name: [.short, .customLong("output")], help: ArgumentHelp("table or json.", valueName: "format"),
        completion: .words(of: Form.self), transform: OptionValue.word)
    var output = Form.table

    func run() throws {
        let environment = processEnvironment
        let layers = try Settings.layers(
            flags: client.flags.merging(screen.flags) { $1 }, configPath: client.config, environment: environment)
        // Values that only make sense together are checked here.
        let settings = try Settings(layers, environment: environment)
        let usual = SettingsFile.usualPath(environment)
        switch output {
        case .table:
            StandardStream.output.print("gaapscope \(Gaapscope.configuration.version)")
            StandardStream.output.print(
                "settings file  \(DisplayText.visible(layers.file ?? "none; \(usual ?? "no home")"))")
            StandardStream.output.print("endpoint       \(DisplayText.visible(settings.endpoint.description))")
            let rows = Setting.all.map { ($0.key, layers[$0.key].text, layers[$0.key].origin) }
            let widths = (rows.map(\.0.count).max() ?? 0, rows.map { DisplayText.width(of: $0.1) }.max() ?? 0)
            for (key, value, origin) in rows {
                StandardStream.output.print(
                    DisplayText.padded(key, columns: widths.0 + 2) + DisplayText.padded(value, columns: widths.1 + 2)
                        + DisplayText.visible(origin))
            }
        case .json:
            let values = Setting.all.map { setting in
                JSONValue.Member(
                    name: setting.key,
                    value: [
                        "value": .string(layers[setting.key].text), "origin": .string(layers[setting.key].origin),
                    ])
            }
            let document: JSONValue = [
                "schemaVersion": 1, "version": .string(Gaapscope.configuration.version),
                "settingsFile": JSONValue(layers.file), "endpoint": .string(settings.endpoint.description),
                "settings": .object(values),
            ]
            StandardStream.output.print(document.indented)
        }
    }
}
