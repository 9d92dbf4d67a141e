import CursesTerminal
import FoundationEssentials
import TencentCloud
import Testing

@testable import gaapscope

struct SettingsTests {
    private func resolve(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) throws -> LayeredSettings {
        try LayeredSettings(
            flags: flags, environment: environment,
            file: file.map { (content: Data($0.utf8), path: "/etc/x.json") })
    }

    @Test func aFlagGoesBeforeAVariableBeforeTheFileBeforeTheDefault() throws {
        let file = #"{"rate": 3}"#
        let variable = ["GAAPSCOPE_RATE": "4"]
        #expect(try resolve()["rate"] == .init(text: "10", origin: "default"))
        #expect(try resolve(file: file)["rate"] == .init(text: "3", origin: "/etc/x.json"))
        #expect(try resolve(environment: variable, file: file)["rate"] == .init(text: "4", origin: "GAAPSCOPE_RATE"))
        let all = try resolve(flags: ["rate": "5"], environment: variable, file: file)
        #expect(all["rate"] == .init(text: "5", origin: "--rate"))
    }

    @Test func namesFollowFromTheKey() {
        let setting = Setting.named("pageSize")
        #expect(setting?.flag == "--page-size")
        #expect(setting?.variable == "GAAPSCOPE_PAGE_SIZE")
    }

    @Test func theExampleHasEveryKeyWithItsDefault() throws {
        let path = String(#filePath.split(separator: "/Tests/")[0]) + "/config.example.json"
        let data = try #require(FileManager.default.contents(atPath: path.hasPrefix("/") ? path : "/" + path))
        guard case .object(let example) = try JSONDecoder().decode(JSONValue.self, from: data) else {
            Issue.record("config.example.json is no object")
            return
        }
        #expect(Set(example.keys) == Set(Setting.all.map(\.key)))
        for setting in Setting.all { #expect(example[setting.key]?.text == setting.standard, "\(setting.key)") }
        let settings = try Settings(
            LayeredSettings(flags: [:], environment: [:], file: (content: data, path: "config.example.json")))
        #expect(try settings == Settings(LayeredSettings(flags: [:], environment: [:], file: nil)))
    }

    @Test func theSiteChoosesTheEndpointUnlessOneIsGiven() throws {
        #expect(try Settings(resolve()).endpoint.description == "https://gaap.intl.tencentcloudapi.com")
        #expect(
            try Settings(resolve(flags: ["site": "china"])).endpoint.description == "https://gaap.tencentcloudapi.com")
        let given = try Settings(resolve(flags: ["site": "china", "endpoint": "http://127.0.0.1:8080"]))
        #expect(given.endpoint.description == "http://127.0.0.1:8080")
    }

    @Test func aRateAboveTheServicesIsWarnedAbout() throws {
        #expect(try Settings(resolve(flags: ["rate": "20"])).warnings.isEmpty)
        #expect(try Settings(resolve(flags: ["rate": "21"])).warnings.count == 1)
    }

    @Test(
        "The nearest known word is named",
        arguments: [("colour", "color"), ("pagesize", "pageSize"), ("end-point", "endpoint"), ("Rate", "rate")])
    func nearest(_ word: String, _ known: String) {
        #expect(Nearest.hint(word, among: Setting.all.map(\.key)) == "; did you mean “\(known)”?")
    }

    @Test func aWordThatIsNearNothingGetsTheWholeList() {
        #expect(Nearest.hint("zzzzzzzz", among: ["rate", "site"]) == "; known are rate, site")
    }
}
