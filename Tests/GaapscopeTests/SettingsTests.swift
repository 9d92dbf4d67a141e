import TencentCloud
import CursesTerminal
import Inventory
import Essentials
import Testing

@testable import gaapscope

struct SettingsTests {
    private func resolve(
        flags: [Setting.ID: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) throws -> LayeredSettings {
        try LayeredSettings(
            SettingLayers(
                flags: SettingFlags(values: flags), environment: environment,
                file: file.map { try SettingsFile(parsing: Array($0.utf8), path: "/etc/x.json") }))
    }

    @Test func `Settings take precedence in the order flag, variable, file, default`() throws {
        let file = #"{"rate": 3}"#
        let variable = ["GAAPSCOPE_RATE": "4"]
        #expect(try resolve()[.rate] == .init(text: "10", origin: "default"))
        #expect(try resolve(file: file)[.rate] == .init(text: "3", origin: "/etc/x.json"))
        #expect(try resolve(environment: variable, file: file)[.rate] == .init(text: "4", origin: "GAAPSCOPE_RATE"))
        let all = try resolve(flags: [.rate: "5"], environment: variable, file: file)
        #expect(all[.rate] == .init(text: "5", origin: "--rate"))
    }

    @Test func `The names of the flag and the variable follow from the key`() {
        let setting = Setting.named("pageSize")
        #expect(setting?.flag == "--page-size")
        #expect(setting?.variable == "GAAPSCOPE_PAGE_SIZE")
    }

    @Test func `The site selects the endpoint unless an endpoint is given`() throws {
        #expect(try Settings(resolve()).endpoint.description == "https://gaap.intl.tencentcloudapi.com")
        #expect(
            try Settings(resolve(flags: [.site: "china"])).endpoint.description == "https://gaap.tencentcloudapi.com")
        let given = try Settings(resolve(flags: [.site: "china", .endpoint: "http://127.0.0.1:8080"]))
        #expect(given.endpoint.description == "http://127.0.0.1:8080")
    }

    @Test func `A rate above the limit of the service produces a warning`() throws {
        #expect(try Settings(resolve(flags: [.rate: "20"])).warnings.isEmpty)
        #expect(try Settings(resolve(flags: [.rate: "21"])).warnings.count == 1)
    }

    @Test(arguments: [
        ("colour", "color"), ("pagesize", "pageSize"), ("end-point", "endpoint"), ("Rate", "rate"),
        ("rtae", "rate"), ("ednpoint", "endpoint"),
    ])
    func `The nearest known word is suggested`(_ word: String, _ known: String) {
        #expect(Nearest.hint(word, among: Setting.all.map(\.key))[.english] == "; did you mean “\(known)”?")
    }

    @Test func `If no known word is near, all are listed`() {
        #expect(Nearest.hint("zzzzzzzz", among: ["rate", "site"])[.english] == "; known are rate, site")
    }

    @Test func `A profile takes precedence over the file but not over flags and variables`() throws {
        let file = #"{"rate": 3, "timeout": 9, "profiles": {"ops": {"rate": 4, "site": "china"}, "x": {"rate": 5}}}"#
        let place = "/etc/x.json (profiles.ops)"
        #expect(try resolve(file: file)[.rate] == .init(text: "3", origin: "/etc/x.json"))
        let chosen = try resolve(flags: [.profile: "ops"], file: file)
        #expect(chosen[.rate] == .init(text: "4", origin: place))
        #expect(chosen[.site] == .init(text: "china", origin: place))
        #expect(chosen[.timeout] == .init(text: "9", origin: "/etc/x.json"))
        let variable = try resolve(environment: ["GAAPSCOPE_PROFILE": "ops", "GAAPSCOPE_RATE": "7"], file: file)
        #expect(variable[.rate] == .init(text: "7", origin: "GAAPSCOPE_RATE"))
        #expect(variable[.site].text == "china")
        #expect(try Settings(variable).profile == "ops")
        // A profile that exists only in tccli changes no setting.
        #expect(try resolve(flags: [.profile: "unheard"], file: file)[.rate].text == "3")
        let ofFile = #"{"profile": "ops", "profiles": {"ops": {"rate": 4}}}"#
        #expect(try resolve(file: ofFile)[.rate].text == "4")
    }

    @Test(
        arguments: [
            ([:], .english), (["LANG": "zh_CN.UTF-8"], .chinese),
            (["LANG": "zh_CN.UTF-8", "GAAPSCOPE_LANG": "en"], .english),
            (["GAAPSCOPE_LANG": "zh"], .chinese),
        ] as [([String: String], Language)])
    func `The locale selects the language unless it is set`(environment: [String: String], language: Language) throws {
        #expect(try Settings(resolve(environment: environment), environment: environment).language == language)
    }
}
