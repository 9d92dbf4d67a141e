// The file of authorities: which one, and what is said of one that is no good.

import TencentCloud
import HTTPTransport
import Testing

@Suite("A file of authorities")
struct CertificateAuthoritiesTests {
    @Test("comes from the option, else from SSL_CERT_FILE, else there is none")
    func choice() {
        let environment = ["SSL_CERT_FILE": "/env.pem"]
        #expect(CertificateAuthorities.file(option: "/option.pem", environment: environment) == "/option.pem")
        #expect(CertificateAuthorities.file(option: nil, environment: environment) == "/env.pem")
        #expect(CertificateAuthorities.file(option: nil, environment: ["SSL_CERT_FILE": ""]) == nil)
        #expect(CertificateAuthorities.file(option: nil, environment: [:]) == nil)
    }

    @Test(
        "that is missing or a directory is told by its name when the transport is made",
        arguments: [
            ("/nonexistent/ca.pem", "there is no such file"), ("/", "it cannot be read"),
        ])
    func unreadable(path: String, reason: String) {
        let fault = #expect(throws: SettingFault.self) { try HTTPTransport(.init(caFile: path)) }
        #expect(fault?.words[.english] == "CA file \(path): \(reason)")
        #expect(fault?.reason[.chinese].isChinese == true)
    }

    @Test(
        "without a certificate is told as such",
        arguments: [
            ("", "it is empty"), ("\n", "it holds no certificate in PEM form"),
            (TestCertificates.key, "it holds no certificate in PEM form"),
            (
                "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n",
                "it holds no certificate in PEM form"
            ),
        ])
    func useless(contents: String, reason: String) async throws {
        try await withFile(contents) { path in
            let fault = #expect(throws: SettingFault.self) { try HTTPTransport(.init(caFile: path)) }
            #expect(fault?.words[.english] == "CA file \(path): \(reason)")
        }
    }
}
