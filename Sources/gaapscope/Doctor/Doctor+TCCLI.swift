// Reports the endpoint that tccli uses with the same profile. The user may not have chosen it: the first run of tccli
// writes an endpoint for every service. The endpoint is reported if it differs, and never used (docs/decisions/0010).

import Essentials
import TencentCloud

extension Doctor {
    func examineTCCLI(_ settled: Settled?) {
        guard !isDemo, let settled, let home = environment["HOME"], !home.isEmpty else { return }
        let chosen = [settled.settings.profile, environment["TCCLI_PROFILE"]].compactMap(\.self).first { !$0.isEmpty }
        let profile = chosen ?? "default"
        // An invalid profile name is reported with the keys.
        guard !profile.hasPrefix("."), !profile.contains("/") else { return }
        let path = "\(home)/.tccli/\(profile).configure"
        if let finding = Self.tccliFinding(path, FileReading.disk.read(path), asking: settled.endpoint) {
            report(finding)
        }
    }

    /// Returns the finding about the configuration file of tccli, or nil if there is nothing to report.
    /// - Parameter endpoint: the endpoint in use; nil if it is not known.
    static func tccliFinding(_ path: String, _ file: FileReading.Answer, asking endpoint: Endpoint?) -> DoctorFinding? {
        func finding(_ what: Wording, advice: Wording? = nil) -> DoctorFinding {
            DoctorFinding(level: .info, step: .tccli, what: Wording { "\(path) \(what[$0])" }, advice: advice)
        }
        let theirs: String
        switch file {
        case .absent: return nil
        case .unusable(let reason): return finding(reason)
        case .text(let text, _):
            guard case .object(let services)? = try? JSONReader.read(Array(text.reveal().utf8)) else {
                return finding(Wording("is not a JSON object", zh: "不是 JSON 对象"))
            }
            guard case .object(let settings)? = services.last(where: { $0.name == "gaap" })?.value,
                case .string(let text)? = settings.last(where: { $0.name == "endpoint" })?.value, !text.isEmpty
            else { return nil }
            theirs = text.contains("://") ? text : "https://\(text)"
        }
        let shown = Endpoint.shown(theirs)
        guard let endpoint else {
            return finding(Wording("makes tccli use \(shown)", zh: "使 tccli 访问 \(shown)"))
        }
        // A text that cannot be parsed as an endpoint differs from the one in use.
        guard let same = try? Endpoint(parsing: theirs), same == endpoint else {
            return finding(
                Wording(
                    "makes tccli use \(shown), not \(endpoint)", zh: "使 tccli 访问 \(shown)，而不是 \(endpoint)"),
                advice: Wording(
                    "if the keys belong to that endpoint, use --site or --endpoint, or set it in config.json",
                    zh: "若密钥属于该地址，请用 --site 或 --endpoint，或在 config.json 中设置"))
        }
        return finding(Wording("makes tccli use the same endpoint", zh: "使 tccli 访问同一地址"))
    }
}
