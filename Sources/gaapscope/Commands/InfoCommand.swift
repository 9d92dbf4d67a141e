import ArgumentParser
import Inventory
import Essentials

/// Prints paths and settings with their origin.
struct InfoCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Print every setting with where it comes from, and the paths in use.",
        discussion: """
            Files are told with whether they are there. Those with keys are in the order in which they are looked at; \
            where the environment holds a key, none of them is. Connects to nothing. Exit status: 0 fine, 2 settings \
            that cannot be used.
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
            let home = usual.map { Wording(verbatim: $0) } ?? Wording("no home", zh: "没有主目录")
            let none = Wording("none; \(home[.english])", zh: "无；\(home[.chinese])")
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
                        file.exists ? Wording("there", zh: "存在") : Wording("not there", zh: "不存在")
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
