import Essentials
import TestSupport
import Testing

@testable import TencentCloud

@Suite struct EndpointTests {
    @Test(arguments: [
        (
            "https://gaap.intl.tencentcloudapi.com", "gaap.intl.tencentcloudapi.com",
            "https://gaap.intl.tencentcloudapi.com"
        ),
        ("https://gaap.tencentcloudapi.com/", "gaap.tencentcloudapi.com", "https://gaap.tencentcloudapi.com"),
        ("HTTPS://GAAP.Example.COM", "gaap.example.com", "https://gaap.example.com"),
        ("https://gaap.example.com:443", "gaap.example.com", "https://gaap.example.com"),
        ("https://gaap.example.com:8443", "gaap.example.com:8443", "https://gaap.example.com:8443"),
        ("https://10.0.0.7:65535/", "10.0.0.7:65535", "https://10.0.0.7:65535"),
        ("https://[2001:DB8::1]", "[2001:db8::1]", "https://[2001:db8::1]"),
        ("https://[::ffff:10.0.0.1]:1", "[::ffff:10.0.0.1]:1", "https://[::ffff:10.0.0.1]:1"),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.255.255.254", "127.255.255.254", "http://127.255.255.254"),
        ("http://localhost:80", "localhost", "http://localhost"),
        ("http://localhost:443", "localhost:443", "http://localhost:443"),
        ("http://[::1]:9", "[::1]:9", "http://[::1]:9"),
        ("https://a_b.example", "a_b.example", "https://a_b.example"),
    ])
    func `A valid endpoint is parsed`(text: String, header: String, description: String) throws {
        let endpoint = try Endpoint(parsing: text)
        #expect(endpoint.hostHeader == header)
        #expect(endpoint.description == description)
        #expect(try Endpoint(parsing: description) == endpoint)
    }

    @Test(arguments: [
        ("", "start with https://"), ("gaap.example.com", "start with https://"),
        ("gaap.example.com:443", "start with https://"), ("https:gaap.example.com", "start with https://"),
        ("//gaap.example.com", "start with https://"), ("https:///", "host is missing"),
        ("https://", "host is missing"),
        ("ftp://gaap.example.com", "scheme"), (" https://gaap.example.com", "scheme"),
        ("https://gaap.example.com ", "only a host"), ("https://gaap.example.com/v3", "only a host"),
        ("https://gaap.example.com//", "only a host"), ("https://gaap.example.com?x", "only a host"),
        ("https://gaap.example.com#x", "only a host"), ("https://me:pw@gaap.example.com", "only a host"),
        ("https://gaap.example.com\r\nX-Evil:1", "only a host"), ("https://gaap.example.com\r\n", "only a host"),
        ("https://gaap.example.com\n", "only a host"), ("https://gaap\0.example.com", "only a host"),
        ("https://例え.example", "only a host"), ("https://gaap.example.com%2e", "only a host"),
        ("https://gaap..example.com", "not a name"), ("https://gaap.example.com.", "not a name"),
        ("https://.example.com", "not a name"), ("https://-a.example.com", "not a name"),
        ("https://a]b", "not a name"), ("https://a[b", "not a name"),
        ("https://" + String(repeating: "a", count: 64), "not a name"),
        ("https://" + String(repeating: "a.", count: 127) + "a", "not a name"),
        ("https://gaap.example.com:", "port"), ("https://gaap.example.com:0", "port"),
        ("https://gaap.example.com:65536", "port"), ("https://gaap.example.com:x", "port"),
        ("https://gaap.example.com:-1", "port"), ("https://gaap.example.com:+1", "only a host"),
        ("https://gaap.example.com:99999999999999999999", "port"), ("https://:443", "host is missing"),
        ("https://::1", "brackets"), ("https://[::1", "] of the IPv6"), ("https://[::1]x", "a : must follow"),
        ("https://[localhost]", "in brackets"), ("https://[]", "in brackets"), ("https://[::g]", "not a name"),
        ("http://gaap.example.com", "loopback"), ("http://10.0.0.1", "loopback"), ("http://0.0.0.0", "loopback"),
        ("http://127.0.0.1.example.com", "loopback"), ("http://127.0.0.1000", "loopback"),
        ("http://127.1", "loopback"), ("http://localhost.example.com", "loopback"), ("http://[::2]", "loopback"),
        ("http://[localhost]", "in brackets"),
    ])
    func `An invalid endpoint is rejected with a reason`(text: String, reason: String) {
        let error = #expect(throws: Endpoint.ParseError.self) { try Endpoint(parsing: text) }
        #expect(error?.message[.english].contains(reason) == true, "\(error?.message[.english] ?? "")")
        #expect(error?.message[.chinese].isChinese == true)
    }

    @Test(arguments: [
        "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::0:1]", "[0::1]", "[::0.0.0.1]",
        "[::ffff:127.0.0.1]", "[::FFFF:7f00:1]", "[0:0:0:0:0:ffff:127.9.9.9]", "localhost", "127.0.0.1", "127.255.0.3",
    ])
    func `Plain HTTP is allowed for every spelling of a loopback address`(host: String) throws {
        #expect(try Endpoint(parsing: "http://\(host):9").isLoopback)
    }

    @Test(arguments: ["[::ffff:10.0.0.1]", "[::1:1]", "[1::]", "[::]", "[fe80::1]", "[::127.0.0.1]"])
    func `Plain HTTP is not allowed for any other address`(host: String) {
        #expect(throws: Endpoint.ParseError.self) { try Endpoint(parsing: "http://\(host):9") }
    }

    @Test(arguments: [
        "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[::1::]", "[:::]", "[12345::]", "[::1.2.3]", "[::256.1.1.1]",
    ])
    func `A text that is not an IPv6 address is not a host`(host: String) {
        #expect(throws: Endpoint.ParseError.self) { try Endpoint(parsing: "https://\(host)") }
    }

    @Test(arguments: [
        ("https://user:hunter2@gaap.example", "https://•••@gaap.example"), ("user:hunter2@x", "•••@x"),
        ("https://a@hunter2@x:1/p?q", "https://•••@x:1/…"),
        ("https://gaap.example/?key=hunter2", "https://gaap.example/…"),
        ("https://u:hunter/2@x", "https://•••@x"), ("ftp://gaap.example", "ftp://gaap.example"), ("", ""),
        ("https://gaap.example#hunter2", "https://gaap.example/…"),
    ])
    func `A rejected text is shown without the parts that may be secret`(text: String, shown: String) {
        #expect(Endpoint.shown(text) == shown)
    }

    @Test func `An explicit default port is the same as no port`() throws {
        #expect(try Endpoint(parsing: "https://a:443") == Endpoint(parsing: "https://a"))
        #expect(try Endpoint(parsing: "https://a:443").port == nil)
    }
}
