// Settings as the program uses them: typed, checked, resolved once.

import CursesTerminal
import FoundationEssentials
import TencentCloud
import GAAP

struct Settings: Equatable {
    let endpoint: Endpoint
    let rate: Int
    let pageSize: Int
    let timeout: Duration
    let caFile: String?
    let language: Language
    let color: TerminalOptions.Color
    let ascii: Bool
    let mouse: Bool
    let interval: Double
    /// Things to say on standard error before anything else.
    let warnings: [String]

    /// - Parameter environment: for what goes by the locale.
    init(_ layers: LayeredSettings, environment: [String: String] = [:]) throws(SettingsError) {
        let given = layers["endpoint"]
        let text = given.text.isEmpty ? Site(rawValue: layers["site"].text)?.endpoint ?? "" : given.text
        do throws(Endpoint.Invalid) {
            endpoint = try Endpoint(parsing: text)
        } catch {
            throw SettingsError("\(given.origin): endpoint “\(text)”: \(error.reason)")
        }
        // The table has checked these texts: what follows each ?? is not reached.
        rate = Int(layers["rate"].text) ?? 10
        pageSize = Int(layers["pageSize"].text) ?? 100
        timeout = .seconds(Double(layers["timeout"].text) ?? 30)
        caFile = layers["caFile"].text.isEmpty ? nil : layers["caFile"].text
        language =
            switch layers["lang"].text {
            case "en": .english
            case "zh": .chinese
            default: Language(environment: environment)
            }
        color = TerminalOptions.Color(rawValue: layers["color"].text) ?? .auto
        ascii = layers["ascii"].text == "true"
        mouse = layers["mouse"].text == "true"
        interval = Double(layers["interval"].text) ?? 30
        warnings =
            rate > 20
            ? [
                "\(layers["rate"].origin): rate \(rate) is above the 20 requests/s that the service allows; expect throttling"
            ]
            : []
    }

    /// Reads the file and the environment and lays the flags over them.
    static func resolve(
        flags: [String: String], configPath: String?, environment: [String: String]
    ) throws(SettingsError) -> Settings {
        try Settings(
            LayeredSettings(
                flags: flags, environment: environment, file: try file(at: configPath, environment: environment)),
            environment: environment)
    }

    /// The settings file: the one that is named must be there, the usual one may be.
    private static func file(
        at named: String?, environment: [String: String]
    ) throws(SettingsError) -> (content: Data, path: String)? {
        let usual =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].map { $0 + "/.config" }
        guard let path = named ?? usual.map({ $0 + "/gaapscope/config.json" }) else { return nil }
        if named == nil, !FileManager.default.fileExists(atPath: path) { return nil }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw SettingsError("\(path): cannot be read; check that it exists and its permissions")
        }
        return (content, path)
    }
}
