// The accounts that the browser can show in one run: the account it was started with and those of other profiles, each
// with its own settings. What the user chose on the screen is carried over from one account to the next.

import Essentials
import Browser
import BrowserRuntime
import FoundationEssentials
import GAAP
import Inventory
import Reports
import TencentCloud

/// The filter and the sort order of the first list, from the command line.
struct StartView {
    var filter = ""
    var onlyProblems = false
    var sort: Reports.SortOrder?
}

struct BrowserAccounts {
    /// Settings given on the command line. They apply to every profile.
    let flags: SettingFlags
    let source: Source
    let environment: [String: String]
    /// Whether the screen shows ASCII only. The browser then uses English, because Chinese would be question marks.
    var isASCIIOnly = false
    /// Whether the screen can show braille characters.
    var showsBraille = false

    /// Returns the session of an account.
    /// - Parameters:
    ///   - snapshot: shown instead of data from a service.
    ///   - start: filter and order from the command line. A change to another profile does not use them.
    ///   - before: the state of the screen before the change of profile; nil when the browser starts.
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
            // An order given on the command line is for this run only.
            if state.sort != start.sort { order.save(state.sort) }
        }
    }

    /// Returns the session of another profile.
    /// - Throws: why the settings of the profile cannot be used.
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

    /// Returns the flags by which a copied command line selects this account on any machine. Values from the
    /// environment and paths relative to the working directory become explicit flags.
    private func invocation(_ settings: Settings, offlineFile: String?) -> Invocation {
        let config = flags.configPath.map { ["--config", Self.absolute($0)] } ?? []
        if source == .demo {
            return Invocation(
                source: .demo, flags: config + ["--demo"],
                missing: Wording(
                    "the demo starts from the beginning each time: the same IDs, other states",
                    zh: "演示数据每次从头开始：ID 相同，状态随时间变化"))
        }
        if let offlineFile {
            return Invocation(source: .snapshot, flags: config + ["--offline", Self.absolute(offlineFile)])
        }
        var flags = config
        if let profile = settings.profile { flags += ["--profile", profile] }
        // The layers have been read before without an error.
        let isNamed = (try? layers(settings.profile))?[.endpoint].text.isEmpty == false
        if !isNamed, let site = Site(of: settings.endpoint) {
            flags += ["--site", site.rawValue]
        } else {
            flags += ["--endpoint", settings.endpoint.description]
        }
        if let file = settings.caFile { flags += ["--ca-file", Self.absolute(file)] }
        let missing =
            settings.profile == nil
            ? Wording(
                "no profile is given, so the command needs the same keys in its environment",
                zh: "未指定配置，须在相同的密钥环境中执行") : nil
        return Invocation(flags: flags, missing: missing)
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") || path == "-" ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    }

    // MARK: Profiles

    /// Returns the profiles of tccli and of config.json by name, preceded by the keys found without a profile.
    private func profiles(in language: Language) -> [Profile] {
        guard let unnamed = try? layers(nil) else { return [] }  // The layers have been read before without an error.
        let ofTool = Self.namesOfTool(environment)
        let ofFile = Set(unnamed.profileNames)
        let named = ofTool.union(ofFile).sorted().map { name in
            let keys = [ofTool.contains(name) ? "tccli" : nil, ofFile.contains(name) ? "config.json" : nil]
            return profile(name, title: name, about: keys.compactMap { $0 }.joined(separator: ", "), in: language)
        }
        // If the settings name a profile, running without a profile is not possible.
        guard unnamed[.profile].text.isEmpty else { return named }
        let hasKeys = environment["TENCENTCLOUD_SECRET_ID"].map { !$0.isEmpty } ?? false
        let about = hasKeys ? "TENCENTCLOUD_SECRET_ID" : Wording("first key found", zh: "按顺序查找密钥")[language]
        let title = Wording("(no profile)", zh: "（未指定）")[language]
        return [profile(nil, title: title, about: about, in: language)] + named
    }

    private func profile(_ name: String?, title: String, about: String, in language: Language) -> Profile {
        let site =
            (try? Settings(layers(name))).map { Self.siteLabel($0.endpoint) }
            ?? Wording("invalid settings", zh: "设置有误")[language]
        return Profile(name: name, title: title, about: "\(site): \(about)")
    }

    private func layers(_ profile: String?) throws(SettingsError) -> LayeredSettings {
        var flags = flags
        flags.values[.profile] = profile
        return try Settings.layers(flags, environment: environment)
    }

    /// Returns the profiles for which tccli has keys.
    private static func namesOfTool(_ environment: [String: String]) -> Set<String> {
        guard let home = environment["HOME"], !home.isEmpty,
            let files = try? FileManager.default.contentsOfDirectory(atPath: "\(home)/.tccli")  // It may not exist.
        else { return [] }
        let suffix = ".credential"
        return Set(
            files.filter { $0.hasSuffix(suffix) && $0.count > suffix.count }.map { String($0.dropLast(suffix.count)) })
    }

    /// Returns `intl`, `china`, or the host of another endpoint.
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

    /// Keeps what the user changed with keys, regardless of the settings.
    fileprivate mutating func carryOver(_ before: BrowserState) {
        interval = before.interval
        isPaused = before.isPaused
        rings = before.rings
    }
}
