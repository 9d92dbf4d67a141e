// The files that the program reads or writes with these settings, for `info`. Each entry contains whether the file
// exists, and which setting or variable selects it. The files are not read here.

import Essentials
import TencentCloud

struct KnownFile: Equatable {
    /// `state directory`, `last state`, `journal`, `list order`, `credentials`.
    let what: Wording
    let path: String
    let exists: Bool
    /// `HOME`, `XDG_STATE_HOME`, `--profile`, `default`.
    let origin: String

    private init(_ what: Wording, _ path: String, origin: String) {
        (self.what, self.path, self.origin) = (what, path, origin)
        exists = InputFile.exists(path)
    }

    static func all(_ layers: LayeredSettings, _ settings: Settings, environment: [String: String]) -> [KnownFile] {
        kept(settings, environment) + credentials(layers, settings, environment)
    }

    private static func kept(_ settings: Settings, _ environment: [String: String]) -> [KnownFile] {
        guard let directory = LastState.directory(environment) else { return [] }
        let isNamed = environment["XDG_STATE_HOME"]?.hasPrefix("/") == true
        let last = LastState(settings, environment: environment)
        let paths = [
            (Wording("state directory", zh: "状态目录"), directory), (Wording("last state", zh: "上次状态"), last?.path),
            (Wording("journal", zh: "变更日志"), last?.journalPath),
            (Wording("list order", zh: "列表排序"), ListOrder(environment: environment).path),
        ]
        return paths.compactMap { what, path in
            path.map { KnownFile(what, $0, origin: isNamed ? "XDG_STATE_HOME" : "HOME") }
        }
    }

    /// Returns the credential files of the chain, in the order of the chain.
    private static func credentials(
        _ layers: LayeredSettings, _ settings: Settings, _ environment: [String: String]
    ) -> [KnownFile] {
        let chain = CredentialChain.standard(
            environment: environment, profile: settings.profile,
            services: NoTransport(reason: Wording("no service is contacted", zh: "不连接任何服务")).keyServices(
                settings.endpoint))
        // If a setting names a profile, that profile is the only source.
        let setting = settings.profile.map { _ in layers[.profile].origin }
        return chain.sources.compactMap { source in
            guard let path = source.path, path.hasPrefix("/") else { return nil }
            return KnownFile(
                Wording("credentials", zh: "密钥"), path,
                origin: setting ?? source.variable ?? SettingValue.standard)
        }
    }
}
