// Whom TLS trusts: the system's authorities, or those of one PEM file instead, as with curl's --cacert. Read when the
// client is made, so that a wrong file is told as such and not as a server that cannot be trusted.

import FoundationEssentials
import NIOSSL
package import TencentCloud

/// Where the trusted certificate authorities come from.
package enum CertificateAuthorities {
    /// The file to trust: the option's, else that of SSL_CERT_FILE, else nil for the system's authorities. The variable is often set for all
    /// programs of a machine and names a hundred authorities, which nobody needs who speaks without TLS.
    package static func file(option: String?, environment: [String: String], for endpoint: Endpoint) -> String? {
        if let option { return option }
        guard endpoint.scheme == .https else { return nil }
        return environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    }

    static func trustRoots(file: String?) throws(SettingFault) -> NIOSSLTrustRoots {
        guard let file else { return .default }
        func fault(_ reason: Wording) -> SettingFault {
            SettingFault(setting: Wording("CA file \(file)", zh: "CA 文件 \(file)"), reason: reason)
        }

        let contents: Data
        do {
            contents = try Data(contentsOf: URL(filePath: file))
        } catch {
            let code = (error as? CocoaError)?.code
            // Which of the two it is depends on which Foundation is loaded.
            let isMissing = code == .fileReadNoSuchFile || code == .fileNoSuchFile
            throw fault(
                isMissing ? Wording("there is no such file", zh: "没有此文件") : Wording("it cannot be read", zh: "无法读取"))
        }
        guard !contents.isEmpty else { throw fault(Wording("it is empty", zh: "内容为空")) }
        let noCertificate = Wording("it holds no certificate in PEM form", zh: "其中没有 PEM 格式的证书")
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMBytes(Array(contents))
        } catch {
            throw fault(noCertificate)
        }
        guard !certificates.isEmpty else { throw fault(noCertificate) }
        return .certificates(certificates)
    }
}
