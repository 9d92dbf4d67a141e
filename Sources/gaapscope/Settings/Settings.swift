// The validated settings with their types, and the table of all settings. A setting consists of a field with its
// default, a case of `Setting.ID`, a row of the table that describes how the field is set, and a flag in
// Options/SettingOptions.swift.

import Browser
import CursesTerminal
import Essentials
import GAAP
import Inventory
import TencentCloud

struct Settings: Equatable {
    /// The profile of tccli; nil means that all sources of keys are used in their order.
    fileprivate(set) var profile: String?
    fileprivate(set) var site = Site.international
    /// The endpoint given by a setting; nil means the endpoint of the site.
    fileprivate var givenEndpoint: Endpoint?
    fileprivate(set) var rate = 10
    fileprivate(set) var pageSize = ParameterRules.pageLimits.upperBound
    fileprivate var timeoutSeconds = 30.0
    fileprivate(set) var caFile: String?
    fileprivate(set) var history = HistoryChoice.auto
    private(set) var language = Language.english
    fileprivate var languageChoice = LanguageChoice.auto
    fileprivate(set) var color = TerminalOptions.Color.auto
    fileprivate(set) var ascii = false
    fileprivate(set) var mouse = false
    fileprivate(set) var interval = Double(ScreenSetting.standardInterval)
    fileprivate(set) var bell = false
    /// The keys of the browser.
    private(set) var keys = KeyBindings.standard
    /// Warnings to print on standard error before anything else.
    fileprivate(set) var warnings: [Wording] = []

    var endpoint: Endpoint { givenEndpoint ?? site.endpoint }
    /// The endpoint as text.
    var endpointText: String { endpoint.description }
    /// The time limit of a request with its answer.
    var timeout: Duration { .seconds(timeoutSeconds) }

    /// The values of the setting `lang`.
    enum LanguageChoice: String, CaseIterable { case auto, en, zh }
}

extension Setting {
    /// The settings in the order of all lists. The profile comes first, because it affects the values of the others.
    enum ID: String, CaseIterable, Sendable {
        case profile, site, endpoint, rate, pageSize, timeout, caFile, history, lang, color, ascii, mouse, interval,
            bell

        var setting: Setting { Setting.table[self] ?? Setting.row(self) }
    }

    /// The rows of all settings.
    private static let table = Dictionary(uniqueKeysWithValues: ID.allCases.map { ($0, row($0)) })

    /// Returns the row of a setting.
    private static func row(_ id: ID) -> Setting {
        switch id {
        case .profile:
            text(
                id, .choice, sets: \.profile, as: "name",
                "profile of tccli whose keys are used, and profile of the settings file whose settings take precedence")
        case .site:
            oneOf(id, .service, sets: \.site, as: "site", "site that the keys belong to")
        case .endpoint:
            Setting(
                id: id, area: .service, kind: .text, standard: "", valueName: "url",
                about: "URL of the API, with https, or http for a loopback address; empty means that of the site",
                apply: applyEndpoint)
        case .rate:
            whole(
                id, .service, in: 1...1_000, sets: \.rate, as: "n",
                "maximum number of requests per second for each action; the service allows "
                    + "\(GAAPService.requestsPerSecond), which the console and other tools share", and: warnAboveLimit)
        case .pageSize:
            // Consecutive pages overlap by one row, so pages of one row would not advance.
            whole(
                id, .service, in: 2...ParameterRules.pageLimits.upperBound, sets: \.pageSize, as: "n",
                "number of listeners per request")
        case .timeout:
            seconds(
                id, .service, in: 1...600, sets: \.timeoutSeconds,
                "time limit per request in seconds; a request also fails after half of it without receiving data")
        case .caFile:
            text(
                id, .service, .path, sets: \.caFile, as: "file",
                "PEM file with certificates to trust instead of those of the system")
        case .history:
            oneOf(
                id, .service, sets: \.history, as: "source",
                "source of the history of an origin; monitor is Cloud Monitor (GetMonitorData), which auto uses only "
                    + "if the service no longer has DescribeRealServerStatistics")
        case .lang:
            oneOf(
                id, .screen, sets: \.languageChoice, as: "lang",
                "language of messages, including those of the service; auto follows the locale")
        case .color:
            oneOf(
                id, .screen, sets: \.color, as: "when",
                "use of colours; auto follows NO_COLOR and the terminal")
        case .ascii: toggle(id, .screen, sets: \.ascii, "print only ASCII characters")
        case .mouse: toggle(id, .screen, sets: \.mouse, "use the mouse; disables text selection by the terminal")
        case .interval:
            seconds(
                id, .screen,
                in: Double(ScreenSetting.intervals.lowerBound)...Double(ScreenSetting.intervals.upperBound),
                sets: \.interval, "time between two reads of the account in seconds")
        case .bell: toggle(id, .screen, sets: \.bell, "ring the terminal bell once when a read finds new problems")
        }
    }

    @Sendable private static func applyEndpoint(
        _ value: SettingValue, _ environment: [String: String], _ settings: inout Settings
    ) throws(SettingsError) {
        guard !value.text.isEmpty else { return }
        do throws(Endpoint.ParseError) {
            settings.givenEndpoint = try Endpoint(parsing: value.text)
        } catch {
            throw SettingsError("\(value.origin): endpoint “\(Endpoint.shown(value.text))”", error.message)
        }
    }

    @Sendable private static func warnAboveLimit(
        _ value: SettingValue, _ environment: [String: String], _ settings: inout Settings
    ) {
        let limit = GAAPService.requestsPerSecond
        guard settings.rate > limit else { return }
        let place = "\(value.origin): rate \(settings.rate)"
        settings.warnings.append(
            Wording(
                "\(place) is above the \(limit) requests/s that the service allows; expect throttling",
                zh: "\(place) 高于服务允许的每秒 \(limit) 次请求，可能会被限频"))
    }
}

// MARK: Resolving

extension Settings {
    /// - Parameter environment: determines the locale.
    init(_ layers: LayeredSettings, environment: [String: String] = [:]) throws(SettingsError) {
        self.init()
        for id in Setting.ID.allCases { try id.setting.apply(layers[id], environment, &self) }
        language = Language(setting: languageChoice.rawValue, environment: environment)
        keys = layers.keys
    }

    /// Returns the settings with another language. The output of a command and the screen may have different languages.
    func speaking(_ language: Language) -> Settings {
        var settings = self
        settings.language = language
        return settings
    }

    /// Returns the settings from the flags, the environment and the file.
    static func resolve(_ flags: SettingFlags, environment: [String: String]) throws(SettingsError) -> Settings {
        try Settings(layers(flags, environment: environment), environment: environment)
    }

    /// Returns the settings, each with its origin.
    static func layers(
        _ flags: SettingFlags, environment: [String: String]
    ) throws(SettingsError) -> LayeredSettings {
        let file = try SettingsFile.find(named: flags.configPath, environment: environment)
        return try LayeredSettings(SettingLayers(flags: flags, environment: environment, file: file))
    }
}
