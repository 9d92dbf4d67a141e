// Looks for a key, source by source. This needs no connection to the service: files and variables are read even if the
// network does not work.

import Essentials
import HTTPTransport
import TencentCloud

extension Doctor {
    func examineCredentials(_ settled: Settled?) async {
        guard !isDemo, let settled else {
            return report(.info, .credentials, Wording("key of the emulator", zh: "模拟服务自带的密钥"))
        }
        let search = await CredentialChain.standard(
            environment: environment, profile: settled.settings.profile, services: keyServices(settled)
        ).search()
        for finding in search.findings {
            switch finding.outcome {
            case .found(let credential):
                let end = credential.expiresAt.map { end in
                    let date = CivilDate(unixSeconds: end.wholeSeconds)
                    return Wording("; expires \(date) \(date.clock) UTC", zh: "；有效至 \(date) \(date.clock) UTC")
                }
                report(.pass, .credentials, Wording { "\(finding.line[$0])\(end?[$0] ?? "")" })
            case .nothing: report(.info, .credentials, finding.line)
            case .broken: report(.fail, .credentials, finding.line, status: .credentials)
            }
        }
        if search.findings.allSatisfy({ if case .nothing = $0.outcome { true } else { false } }) {
            report(
                .fail, .credentials, Wording("no source has a key", zh: "所有来源均没有密钥"),
                advice: Wording(
                    "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run tccli configure",
                    zh: "请设置 TENCENTCLOUD_SECRET_ID 与 TENCENTCLOUD_SECRET_KEY，或运行 tccli configure"),
                status: .credentials)
        }
        for warning in search.warnings { report(.warn, .credentials, warning) }
    }

    private func keyServices(_ settled: Settled) -> KeyServices {
        guard let endpoint = settled.endpoint else {
            return NoTransport(reason: Self.unknownEndpoint).keyServices(settled.settings.endpoint)
        }
        let tokens = endpoint.neighbour("sts")
        return KeyServices(
            metadata: MetadataService(transport: transport { () throws(HTTPSettingError) in .metadata }),
            tokens: TokenService(
                transport: transport { () throws(HTTPSettingError) in
                    try Assembly.configuration(
                        for: tokens, settings: settled.settings, environment: environment, limit: Self.callLimit)
                }, endpoint: tokens))
    }

    private func transport(_ configuration: () throws(HTTPSettingError) -> HTTPTransport.Configuration) -> any Transport
    {
        do throws(HTTPSettingError) {
            return try HTTPTransport(configuration())
        } catch {
            return NoTransport(reason: error.message)
        }
    }
}
