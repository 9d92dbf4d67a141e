// Settings as the program uses them: typed, checked, resolved once.

import Essentials
import Browser
import CursesTerminal
import TencentCloud
import GAAP

struct Settings: Equatable {
    /// Of tccli; nil for the usual order of sources.
    let profile: String?
    let endpoint: Endpoint
    let rate: Int
    let pageSize: Int
    let timeout: Duration
    let caFile: String?
    private(set) var language: Language
    let color: TerminalOptions.Color
    let ascii: Bool
    let mouse: Bool
    let interval: Double
    let bell: Bool
    /// The keys of the browser.
    let keys: KeyBindings
    /// Things to say on standard error before anything else.
    let warnings: [Wording]

    /// - Parameter environment: for what goes by the locale.
    init(_ layers: LayeredSettings, environment: [String: String] = [:]) throws(SettingsError) {
        profile = layers["profile"].text.isEmpty ? nil : layers["profile"].text
        let given = layers["endpoint"]
        let text = given.text.isEmpty ? Site(rawValue: layers["site"].text)?.endpoint ?? "" : given.text
        do throws(Endpoint.ParseError) {
            endpoint = try Endpoint(parsing: text)
        } catch {
            throw SettingsError("\(given.origin): endpoint “\(Endpoint.shown(text))”", error.reason)
        }
        // The table has checked these texts: what follows each ?? is not reached.
        rate = Int(layers["rate"].text) ?? 10
        pageSize = Int(layers["pageSize"].text) ?? 100
        timeout = .seconds(Double(layers["timeout"].text) ?? 30)
        caFile = layers["caFile"].text.isEmpty ? nil : layers["caFile"].text
        language = Language(setting: layers["lang"].text, environment: environment)
        color = TerminalOptions.Color(rawValue: layers["color"].text) ?? .auto
        ascii = layers["ascii"].text == "true"
        mouse = layers["mouse"].text == "true"
        interval = Double(layers["interval"].text) ?? 30
        bell = layers["bell"].text == "true"
        keys = layers.keys
        let place = "\(layers["rate"].origin): rate \(rate)"
        warnings =
            rate > GAAPService.requestsPerSecond
            ? [
                Wording(
                    "\(place) is above the 20 requests/s that the service allows; expect throttling",
                    zh: "\(place) 高于服务允许的每秒 20 次请求，可能会被限频")
            ]
            : []
    }

    /// The same for a command, whose output may be in another language than a screen would be.
    func speaking(_ language: Language) -> Settings {
        var settings = self
        settings.language = language
        return settings
    }

    /// Reads the file and the environment and lays the flags over them.
    static func resolve(
        flags: [String: String], configPath: String?, environment: [String: String]
    ) throws(SettingsError) -> Settings {
        try Settings(layers(flags: flags, configPath: configPath, environment: environment), environment: environment)
    }

    /// The same, each value with its origin.
    static func layers(
        flags: [String: String], configPath: String?, environment: [String: String]
    ) throws(SettingsError) -> LayeredSettings {
        let file = try SettingsFile.find(named: configPath, environment: environment)
        return try LayeredSettings(flags: flags, environment: environment, file: file)
    }
}
