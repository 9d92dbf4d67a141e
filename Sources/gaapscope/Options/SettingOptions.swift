// The flags of settings. Each one is an optional text here. Its name, help and validation come from its row in the
// table of settings. A property has the name of its key.

import ArgumentParser
import Essentials

/// Settings that concern the service.
struct ClientOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Settings file. (default: ~/.config/gaapscope/config.json)", valueName: "file"),
        completion: .file())
    private var config: String?
    @Option(.profile) private var profile: String?
    @Option(.site) private var site: String?
    @Option(.endpoint) private var endpoint: String?
    @Option(.rate) private var rate: String?
    @Option(.pageSize) private var pageSize: String?
    @Option(.timeout) private var timeout: String?
    @Option(.caFile) private var caFile: String?
    @Option(.history) private var history: String?
    @Option(.lang) private var lang: String?
    @Flag(help: "Use the embedded emulator with example data instead of the service; no account needed.")
    var demo = false

    func validate() throws {
        let real: [Setting.ID] = [.profile, .site, .endpoint, .caFile]
        guard demo, let flag = real.first(where: { flags.values[$0] != nil })?.setting.flag else { return }
        throw ValidationError(
            Wording(
                "\(flag) cannot be used with --demo, which has its own service and key: omit one of them",
                zh: "\(flag) 不能与 --demo 同用（演示自带服务与密钥）：请去掉其中一个"))
    }

    var flags: SettingFlags { SettingFlags(values: SettingFlags.given(in: self), configPath: config) }

    /// The given flags that concern the connection. `--config` does not count, because a settings file also contains
    /// other settings.
    var connecting: [String] {
        let values = flags.values
        return Setting.all.filter { values[$0.id] != nil && $0.id != .lang }.map(\.flag) + (demo ? ["--demo"] : [])
    }
}

/// Settings that concern the screen.
struct ScreenOptions: ParsableArguments {
    @Option(.color) private var color: String?
    @Flag(.ascii) private var ascii: Bool?
    @Flag(.mouse) private var mouse: Bool?
    @Option(.interval) private var interval: String?
    @Flag(.bell) private var bell: Bool?

    /// The given flags that concern repeated reads.
    var reading: [String] {
        [interval.map { _ in "--interval" }, bell.map { $0 ? "--bell" : "--no-bell" }].compactMap { $0 }
    }

    var flags: [Setting.ID: String] { SettingFlags.given(in: self) }
}

/// The setting `color` for commands that print tables.
struct ColorOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Colours of the state words in a table: auto, always or never. (default: auto)", valueName: "when"), .color)
    private var color: String?

    var flags: [Setting.ID: String] { SettingFlags.given(in: self) }
}

/// The setting `interval` for a command that reads the account repeatedly.
struct IntervalOption: ParsableArguments {
    @Option(.interval) private var interval: String?

    var flags: [Setting.ID: String] { SettingFlags.given(in: self) }
}

extension SettingFlags {
    /// Returns the given flags. They are read from the properties by reflection, so no declared flag can be missed.
    fileprivate static func given(in options: some ParsableArguments) -> [Setting.ID: String] {
        var values: [Setting.ID: String] = [:]
        for child in Mirror(reflecting: options).children {
            // The stored property of a property wrapper has an underscore before its name.
            guard let label = child.label, let id = Setting.ID(rawValue: String(label.dropFirst())) else { continue }
            switch child.value {
            case let option as Option<String?>: values[id] = option.wrappedValue
            case let flag as Flag<Bool?>: values[id] = flag.wrappedValue.map(String.init)
            default: break
            }
        }
        return values
    }
}

extension Option where Value == String? {
    /// Declares the flag of a setting.
    init(help: ArgumentHelp? = nil, _ id: Setting.ID) {
        let setting = id.setting
        self.init(
            name: .customLong(setting.flagName), help: help ?? ArgumentHelp(setting),
            completion: CompletionKind(setting))
    }
}

extension Flag where Value == Bool? {
    /// Declares the flags of a setting that is on or off: `--bell` and `--no-bell`.
    init(_ id: Setting.ID) {
        self.init(
            name: .customLong(id.setting.flagName), inversion: .prefixedNo, help: ArgumentHelp(id.setting))
    }
}

extension ArgumentHelp {
    fileprivate init(_ setting: Setting) { self.init("\(setting.help)", valueName: setting.valueName) }
}

extension CompletionKind {
    /// Returns the completions of the value of a setting.
    fileprivate init?(_ setting: Setting) {
        switch setting.kind {
        case .oneOf(let words): self = .list(words)
        case .path: self = .file()
        default: return nil
        }
    }
}
