// Which proxy the environment selects for an endpoint.

import Essentials
import HTTPTransport
import TencentCloud
import Testing

@Suite
struct ProxySettingsTests {
    private func proxy(
        _ environment: [String: String], for endpoint: String = "https://gaap.tencentcloudapi.com"
    ) throws -> String? {
        try ProxySettings(environment: environment).proxy(for: Endpoint(parsing: endpoint))?.description
    }

    @Test(
        arguments: [
            ([:], nil),
            (["HTTPS_PROXY": "http://a:1"], "http://a:1"),
            (["https_proxy": "http://a:1"], "http://a:1"),
            (["HTTPS_PROXY": "http://a:1", "https_proxy": "http://b:2"], "http://b:2"),
            (["ALL_PROXY": "http://a:1"], "http://a:1"),
            (["all_proxy": "http://a:1", "ALL_PROXY": "http://b:2"], "http://a:1"),
            (["all_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2"], "http://b:2"),
            (["https_proxy": "", "HTTPS_PROXY": "http://b:2"], "http://b:2"),
            (["https_proxy": "", "HTTPS_PROXY": ""], nil),
            (["http_proxy": "http://a:1", "HTTP_PROXY": "http://a:1"], nil),
        ] as [([String: String], String?)])
    func `Lower-case variables take precedence over upper-case ones, and specific variables over ALL_PROXY`(
        environment: [String: String], expected: String?
    ) throws {
        #expect(try proxy(environment) == expected)
    }

    @Test(arguments: [
        "https://127.0.0.1:8443", "https://localhost:8443", "https://[::1]:8443", "http://127.0.0.1:8080",
    ])
    func `A proxy is never used for loopback, even if its setting is invalid`(endpoint: String) throws {
        #expect(try proxy(["HTTPS_PROXY": "http://a:1", "http_proxy": "http://a:1"], for: endpoint) == nil)
        #expect(try proxy(["HTTPS_PROXY": "ftp://nonsense"], for: endpoint) == nil)
    }

    @Test
    func `NO_PROXY makes exceptions, and the lower-case variable takes precedence`() throws {
        let all = ["HTTPS_PROXY": "http://a:1"]
        #expect(try proxy(all.merging(["NO_PROXY": "tencentcloudapi.com"]) { $1 }) == nil)
        #expect(try proxy(all.merging(["NO_PROXY": "*", "no_proxy": "other"]) { $1 }) == "http://a:1")
        #expect(try proxy(all.merging(["NO_PROXY": "gaap.tencentcloudapi.com:443"]) { $1 }) == nil)
        #expect(try proxy(all.merging(["NO_PROXY": "gaap.tencentcloudapi.com:80"]) { $1 }) == "http://a:1")
    }

    @Test(
        arguments: [
            ("fd00::/8", nil), ("fd00:0::1", nil), ("[fd00::1]", nil), ("[fd00::1]:8443", nil), ("fd00::/126", nil),
            ("[fd00::1]:443", "http://a:1"), ("fe00::/8", "http://a:1"), ("fd00::2/127", "http://a:1"),
            ("10.0.0.0/8", "http://a:1"), ("fd00::/129", "http://a:1"), ("::/0", nil),
        ] as [(String, String?)])
    func `NO_PROXY makes exceptions for IPv6 addresses by value and by range`(exceptions: String, expected: String?)
        throws
    {
        let environment = ["HTTPS_PROXY": "http://a:1", "NO_PROXY": exceptions]
        #expect(try proxy(environment, for: "https://[fd00::1]:8443") == expected)
    }

    @Test
    func `An invalid proxy is reported with the name of the variable and without the password`() throws {
        let settings = ProxySettings(environment: ["https_proxy": "http://user:hunter2@host:port"])
        let endpoint = try Endpoint(parsing: "https://gaap.tencentcloudapi.com")
        let fault = #expect(throws: HTTPSettingError.self) { try settings.proxy(for: endpoint) }
        #expect(fault?.message[.english] == "https_proxy: the port must be a number from 1 to 65535")
    }

    @Test
    func `No text form of a proxy shows its user name or password`() throws {
        let settings = ProxySettings(environment: ["https_proxy": "http://somebody:hunter2@host:1"])
        let proxy = try settings.proxy(for: Endpoint(parsing: "https://gaap.tencentcloudapi.com"))
        let configuration = HTTPTransport.Configuration(proxy: proxy)
        var dumped = ""
        for value in [settings, proxy as Any, configuration] as [Any] {
            dump(value, to: &dumped)
            dumped += "\(value)" + String(reflecting: value) + String(describing: Optional(value))
        }
        #expect(dumped.contains("host"))
        #expect(!dumped.contains("hunter2"))
        #expect(!dumped.contains("somebody"))
    }
}
