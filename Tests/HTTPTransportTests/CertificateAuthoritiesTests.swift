// The file of authorities: which one, and what is said of one that is no good.

import TencentCloud
import HTTPTransport
import Testing

@Suite("A file of authorities")
struct CertificateAuthoritiesTests {
    @Test("comes from the option, else from SSL_CERT_FILE where there is TLS, else there is none")
    func choice() throws {
        let environment = ["SSL_CERT_FILE": "/env.pem"]
        func file(_ option: String?, _ environment: [String: String], _ endpoint: String) throws -> String? {
            CertificateAuthorities.file(
                option: option, environment: environment, for: try Endpoint(parsing: endpoint))
        }
        for endpoint in ["https://a.example", "http://127.0.0.1:1"] {
            #expect(try file("/option.pem", environment, endpoint) == "/option.pem")
            #expect(try file(nil, ["SSL_CERT_FILE": ""], endpoint) == nil)
            #expect(try file(nil, [:], endpoint) == nil)
        }
        #expect(try file(nil, environment, "https://a.example") == "/env.pem")
        #expect(try file(nil, environment, "http://127.0.0.1:1") == nil)
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
