// The CA file: which file is used, and the errors for a file that cannot be used.

import Essentials
import Glibc
import HTTPTransport
import TencentCloud
import TestSupport
import Testing

@Suite
struct CertificateAuthoritiesTests {
    @Test
    func `The CA file comes from the option, then from SSL_CERT_FILE if TLS is used, otherwise it is nil`() throws {
        let environment = ["SSL_CERT_FILE": "/env.pem"]
        func file(_ option: String?, _ environment: [String: String], _ endpoint: String) throws -> String? {
            try CertificateAuthorities(
                option: option, environment: environment, for: try Endpoint(parsing: endpoint), stores: ["/etc/passwd"]
            ).file
        }
        for endpoint in ["https://a.example", "http://127.0.0.1:1"] {
            #expect(try file("/option.pem", environment, endpoint) == "/option.pem")
            #expect(try file(nil, ["SSL_CERT_FILE": ""], endpoint) == nil)
            #expect(try file(nil, [:], endpoint) == nil)
        }
        #expect(try file(nil, environment, "https://a.example") == "/env.pem")
        #expect(try file(nil, environment, "http://127.0.0.1:1") == nil)
    }

    @Test(arguments: [
        ("/nonexistent/ca.pem", "there is no such file"), ("/", "it is not a regular file"),
        ("/dev/zero", "it is not a regular file"),
    ])
    func `A missing file or a directory is reported with its path when the transport is created`(
        path: String, reason: String
    ) {
        let fault = #expect(throws: HTTPSettingError.self) { try HTTPTransport(.init(authorities: .init(file: path))) }
        #expect(fault?.message[.english] == "CA file \(path): \(reason)")
        #expect(fault?.reason[.chinese].isChinese == true)
    }

    @Test(arguments: [
        ("", "it is empty"), ("\n", "it contains no certificate in PEM format"),
        (TestCertificates.key, "it contains no certificate in PEM format"),
        (
            "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n",
            "it contains no certificate in PEM format"
        ),
    ])
    func `A file without a certificate is reported`(contents: String, reason: String) async throws {
        try await withFile(contents) { path in
            let fault = #expect(throws: HTTPSettingError.self) {
                try HTTPTransport(.init(authorities: .init(file: path)))
            }
            #expect(fault?.message[.english] == "CA file \(path): \(reason)")
        }
    }

    @Test
    func `A file that is too large is rejected without reading it`() async throws {
        try await withFile("x") { path in
            let size = 2 << 30
            #expect(truncate(path, size) == 0)
            let fault = #expect(throws: HTTPSettingError.self) {
                try HTTPTransport(.init(authorities: .init(file: path)))
            }
            #expect(fault?.message[.english] == "CA file \(path): it is larger than 8 MiB")
        }
    }

    @Test
    func `The store is searched in SSL_CERT_DIR and then in the system locations, and the error lists all of them`()
        async throws
    {
        let endpoint = try Endpoint(parsing: "https://a.example")
        func store(_ environment: [String: String], _ stores: [String]) throws -> String? {
            try CertificateAuthorities(option: nil, environment: environment, for: endpoint, stores: stores).store
        }
        #expect(try store([:], ["/no/such", "/etc", "/etc/passwd", "/etc/group"]) == "/etc/passwd")
        #expect(try store(["SSL_CERT_DIR": "/no/such:/etc:/usr"], ["/etc/passwd"]) == "/etc")
        #expect(try store(["SSL_CERT_DIR": "/no/such"], ["/etc/passwd"]) == "/etc/passwd")
        let fault = #expect(throws: HTTPSettingError.self) { try store(["SSL_CERT_DIR": "/x"], ["/y", "/z"]) }
        #expect(
            fault?.message[.english]
                == "no certificates on this machine: looked in /x, /y, /z; install ca-certificates, "
                + "or name a file with --ca-file")
        #expect(CertificateAuthorities.knownStores.contains("/etc/ssl/ca-bundle.pem"))
        #expect(CertificateAuthorities.knownStores.contains("/etc/ssl/cert.pem"))
        let plain = try CertificateAuthorities(
            option: nil, environment: [:], for: try Endpoint(parsing: "http://127.0.0.1:1"), stores: [])
        #expect(plain == CertificateAuthorities())
    }
}
