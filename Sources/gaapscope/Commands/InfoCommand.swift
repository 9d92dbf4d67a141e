import ArgumentParser
import Inventory
import Essentials

/// Prints paths and settings with their origin.
struct InfoCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Print every setting with its origin, and the files in use.",
        discussion: """
            Each file is listed with whether it exists. Files with keys are in the order in which they are searched; \
            if the environment contains a key, they are not read. This command sends no request.
            Exit status: 0 success, 2 invalid settings.

            EXAMPLES
              # Print all settings and files
              gaapscope info
              # Print the settings of a profile
              gaapscope info --profile prod
              # Print them as JSON
              gaapscope info -o json
            """)

    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup(title: OptionSection.terminal) var screen: ScreenOptions
    @OptionGroup var sheet: SheetOptions

    var flags: SettingFlags { client.flags.merging(screen.flags) }

    func run() throws {
        let environment = processEnvironment
        let layers = try Settings.layers(flags, environment: environment)
        // This checks values that depend on each other.
        let settings = try Settings(layers, environment: environment)
        let usual = SettingsFile.defaultPath(environment)
        let files = KnownFile.all(layers, settings, environment: environment)
        switch sheet.output {
        case .table:
            StandardStream.output.print(ProgramVersion.current.line)
            let none =
                usual.map { Wording("none (\($0) does not exist)", zh: "无（\($0) 不存在）") }
                ?? Wording("none (there is no home directory)", zh: "无（没有主目录）")
            Self.print([
                [Wording("settings file", zh: "设置文件")[.ofOutput], layers.file ?? none[.ofOutput]],
                [Wording("endpoint", zh: "服务地址")[.ofOutput], settings.endpointText],
            ])
            Self.print(
                Setting.all.map {
                    [
                        $0.key, layers[$0.id].text,
                        SettingValue.words(ofOrigin: layers[$0.id].origin)[.ofOutput],
                    ]
                })
            Self.print(
                files.map { file in
                    let exists =
                        file.exists ? Wording("exists", zh: "存在") : Wording("missing", zh: "不存在")
                    return [
                        file.what[.ofOutput], file.path, exists[.ofOutput],
                        SettingValue.words(ofOrigin: file.origin)[.ofOutput],
                    ]
                })
        case .json:
            let values = Setting.all.map { setting in
                JSONValue.Member(
                    name: setting.key,
                    value: [
                        "value": .string(layers[setting.id].text), "origin": .string(layers[setting.id].origin),
                    ])
            }
            let version = ProgramVersion.current
            let document: JSONValue = [
                "schemaVersion": 1, "version": .string(version.number), "commit": JSONValue(version.commit),
                "commitDate": JSONValue(version.date), "build": .string(version.build),
                "settingsFile": JSONValue(layers.file), "endpoint": .string(settings.endpointText),
                "settings": .object(values),
                "files": .array(
                    files.map { file in
                        [
                            "what": .string(file.what[.english]), "path": .string(file.path),
                            "exists": .bool(file.exists),
                            "origin": .string(file.origin),
                        ]
                    }),
            ]
            StandardStream.output.print(document.indented)
        }
    }

    /// Prints rows with aligned columns.
    private static func print(_ rows: [[String]]) {
        for row in rows {
            let cells = row.enumerated().map { column, cell in
                let width = rows.map { DisplayText.width(of: $0[column]) }.max() ?? 0
                return column == row.count - 1
                    ? DisplayText.visible(cell) : DisplayText.padded(cell, columns: width + 2)
            }
            StandardStream.output.print(cells.joined())
        }
    }
}
