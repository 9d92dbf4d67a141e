// The accounts that the browser can show in one run: the one it was started with, and those of other profiles, each
// with the settings that are its own. What was chosen on the screen goes along from one to the next.

import Essentials
import Browser
import BrowserRuntime
import FoundationEssentials
import GAAP
import Inventory
import Reports
import TencentCloud

/// What the command line restricts and sorts the first list by.
struct StartView {
    var filter = ""
    var onlyProblems = false
    var sort: Reports.SortOrder?
}

struct BrowserAccounts {
    /// Settings given on the command line: they hold for every profile.
    let flags: SettingFlags
    let source: Source
    let environment: [String: String]
    /// Where the screen has no Chinese, English says more than question marks.
    var isASCIIOnly = false
    /// Whether the screen has the characters of braille.
    var showsBraille = false

    /// The session of an account. The start is that of the command line: another profile begins without it.
    /// - Parameters:
    ///   - snapshot: shown in place of any service.
    ///   - before: what was on the screen until now; nil at the start.
    func session(
        _ assembly: Assembly, asking question: Question, snapshot: (document: SnapshotDocument, file: String)? = nil,
        size: Size, start: StartView = StartView(), after before: BrowserState? = nil
    ) -> BrowserSession {
        let last = snapshot == nil ? assembly.lastState : nil
        let kept = snapshot.map { KeptState($0.document, offlineFile: $0.file) } ?? last?.load().map { KeptState($0) }
        let order = ListOrder(environment: environment)
        var options = BrowserOptions(assembly.settings)
        if isASCIIOnly { options.language = .english }
        options.accountLabel = snapshot?.document.account ?? assembly.accountLabel
        options.site = Site(of: assembly.settings.endpoint)
        options.siteLabel = source == .live && snapshot == nil ? Self.siteLabel(assembly.settings.endpoint) : ""
        options.invocation = invocation(assembly.settings, offlineFile: snapshot?.file)
        options.endpoint = source == .live ? assembly.settings.endpoint : nil
        options.profiles = source == .live ? profiles(in: options.language) : []
        options.zone = .machine
        options.showsBraille = showsBraille
        let isOffline = snapshot != nil
        options.hasJournal = source == .live && (snapshot.map { assembly.isAccount(of: $0.document) } ?? true)
        options.sort = before?.sort ?? start.sort ?? order.load()
        options.filter = start.filter
        options.onlyProblems = start.onlyProblems
        if let before { options.carryOver(before) }
        let state = BrowserState(
            question: question, size: size, now: TimeSource.system.moment, options: options, kept: kept)
        return BrowserSession(
            state: state, makeService: { assembly.fetchService(emit: $0) },
            makeJournal: options.hasJournal
                ? { isOffline ? assembly.journalReader($0) : assembly.journal($0) } : nil
        ) { state in
            if let document = state.sweptState(provenance: assembly.provenance) { last?.save(document) }
            // An order that was asked for on the command line is meant for this run.
            if state.sort != start.sort { order.save(state.sort) }
        }
    }

    /// The session of another profile, or why there is none.
    func session(
        ofProfile profile: String?, after before: BrowserState
    ) throws(Surroundings.ProfileError) -> BrowserSession {
        do throws(SettingsError) {
            let settings = try Settings(try layers(profile), environment: environment)
            let assembly = try Assembly(settings: settings, source: source, environment: environment)
            return session(assembly, asking: Question(.all), size: before.size, after: before)
        } catch {
            throw Surroundings.ProfileError(Notice(error.message[before.options.language]))
        }
    }

    // MARK: Command lines

    /// How a command line names the account, wherever it is pasted: what the environment or the working directory
    /// decides here is a flag there.
    private func invocation(_ settings: Settings, offlineFile: String?) -> Invocation {
        let config = flags.configPath.map { ["--config", Self.absolute($0)] } ?? []
        if source == .demo {
            return Invocation(
                source: .demo, flags: config + ["--demo"],
                missing: Wording(
                    "the demo begins from its start each time: the same ids, other moments",
                    zh: "演示数据每次从头开始：ID 相同，状态随时间变化"))
        }
        if let offlineFile {
            return Invocation(source: .snapshot, flags: config + ["--offline", Self.absolute(offlineFile)])
        }
        var flags = config
        if let profile = settings.profile { flags += ["--profile", profile] }
        let isNamed = (try? layers(settings.profile))?[.endpoint].text.isEmpty == false  // It has been read before.
        if !isNamed, let site = Site(of: settings.endpoint) {
            flags += ["--site", site.rawValue]
        } else {
            flags += ["--endpoint", settings.endpoint.description]
        }
        if let file = settings.caFile { flags += ["--ca-file", Self.absolute(file)] }
        let missing =
            settings.profile == nil
            ? Wording("no profile is named, so it needs the same keys around it", zh: "未指定配置，须在相同的密钥环境中执行") : nil
        return Invocation(flags: flags, missing: missing)
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") || path == "-" ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    }

    // MARK: Profiles

    /// Those of tccli and those of config.json, by name; before them the keys that are found without a name.
    private func profiles(in language: Language) -> [Profile] {
        guard let unnamed = try? layers(nil) else { return [] }  // It has been read before, or nothing would be shown.
        let ofTool = Self.namesOfTool(environment)
        let ofFile = Set(unnamed.profileNames)
        let named = ofTool.union(ofFile).sorted().map { name in
            let keys = [ofTool.contains(name) ? "tccli" : nil, ofFile.contains(name) ? "config.json" : nil]
            return profile(name, title: name, about: keys.compactMap { $0 }.joined(separator: ", "), in: language)
        }
        // Where the settings name a profile, there is no going without.
        guard unnamed[.profile].text.isEmpty else { return named }
        let hasKeys = environment["TENCENTCLOUD_SECRET_ID"].map { !$0.isEmpty } ?? false
        let about = hasKeys ? "TENCENTCLOUD_SECRET_ID" : Wording("keys as they are found", zh: "按顺序查找密钥")[language]
        let title = Wording("(none named)", zh: "（未指定）")[language]
        return [profile(nil, title: title, about: about, in: language)] + named
    }

    private func profile(_ name: String?, title: String, about: String, in language: Language) -> Profile {
        let site =
            (try? Settings(layers(name))).map { Self.siteLabel($0.endpoint) }
            ?? Wording("settings with a fault", zh: "设置有误")[language]
        return Profile(name: name, title: title, about: "\(site): \(about)")
    }

    private func layers(_ profile: String?) throws(SettingsError) -> LayeredSettings {
        var flags = flags
        flags.values[.profile] = profile
        return try Settings.layers(flags, environment: environment)
    }

    /// The profiles that tccli has keys for.
    private static func namesOfTool(_ environment: [String: String]) -> Set<String> {
        guard let home = environment["HOME"], !home.isEmpty,
            let files = try? FileManager.default.contentsOfDirectory(atPath: "\(home)/.tccli")  // None, no profiles.
        else { return [] }
        let suffix = ".credential"
        return Set(
            files.filter { $0.hasSuffix(suffix) && $0.count > suffix.count }.map { String($0.dropLast(suffix.count)) })
    }

    /// `intl`, `china`, or the host of any other service.
    private static func siteLabel(_ endpoint: Endpoint) -> String {
        switch Site(of: endpoint) {
        case .international: "intl"
        case .china: "china"
        case nil: endpoint.hostHeader
        }
    }
}

extension BrowserOptions {
    fileprivate init(_ settings: Settings) {
        self.init()
        interval = settings.interval
        language = settings.language
        keys = settings.keys
        warnings = settings.warnings
        profile = settings.profile
        rings = settings.bell
    }

    /// What was changed by keys stays, whatever the settings say.
    fileprivate mutating func carryOver(_ before: BrowserState) {
        interval = before.interval
        isPaused = before.isPaused
        rings = before.rings
    }
}
