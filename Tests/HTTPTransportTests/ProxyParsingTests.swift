// Parsing of the proxy variables, and matching of hosts by NO_PROXY.

import Essentials
@testable import HTTPTransport
import TencentCloud
import TestSupport
import Testing

@Suite
struct ProxyParsingTests {
    @Test(arguments: [
        ("http://proxy.example:3128", "http://proxy.example:3128"),
        ("HTTP://Proxy.Example:3128/", "http://proxy.example:3128"),
        ("proxy.example:3128", "http://proxy.example:3128"), ("proxy.example", "http://proxy.example:80"),
        ("http://[2001:db8::1]:3128", "http://[2001:db8::1]:3128"), ("http://[::1]", "http://[::1]:80"),
        ("socks5://proxy", "socks5://proxy:1080"), ("socks5h://proxy:9050", "socks5://proxy:9050"),
        ("http://user:secret@proxy:1", "http://proxy:1"), ("user:secret@proxy:1", "http://proxy:1"),
    ])
    func `A proxy is parsed with and without its optional parts`(text: String, expected: String) throws {
        #expect(try Proxy(parsing: text, variable: "HTTPS_PROXY").description == expected)
    }

    @Test(arguments: [
        ("http://user:pass@h:1", "user", "pass"), ("http://user@h:1", "user", ""), ("http://:pass@h:1", "", "pass"),
        ("http://u%40x:p%3Aq%2f%C3%A9@h:1", "u@x", "p:q/é"), ("http://user:a@b:c@h:1", "user", "a@b:c"),
        ("http://user:a//b@h:1", "user", "a//b"),
    ])
    func `User name and password are percent-decoded`(text: String, user: String, password: String) throws {
        let credentials = try Proxy(parsing: text, variable: "HTTPS_PROXY").credentials
        #expect(credentials?.user.reveal() == user)
        #expect(credentials?.password.reveal() == password)
    }

    @Test(arguments: [
        ("https://user:hunter2@h:1", "a proxy that is itself reached over TLS (https://) is not supported"),
        ("socks4://h:1", "the scheme must be http, socks5 or socks5h"),
        ("socks5://user:hunter2@h:1", "a SOCKS proxy with a password is not supported"),
        ("http://user:hunter2@", "the host is missing"), ("http://:3128", "the host is missing"),
        ("http://h:", "the port must be a number from 1 to 65535"),
        ("http://h:0", "the port must be a number from 1 to 65535"),
        ("http://h:65536", "the port must be a number from 1 to 65535"),
        ("http://h:+1", "the port must be a number from 1 to 65535"),
        ("http://h:1/path", "the port must be a number from 1 to 65535"),
        ("http://h/hunter2", "only a host and a port may follow the scheme"),
        ("http://a b", "only a host and a port may follow the scheme"),
        ("http://a:b:hunter2", "it must look like http://host:port"),
        ("http://[::1", "it must look like http://host:port"),
        ("http://u:hunter2%4@h:1", "the user name or password has a % that is not followed by two hexadecimal digits"),
        ("http://u:%zz@h:1", "the user name or password has a % that is not followed by two hexadecimal digits"),
    ])
    func `An invalid proxy is rejected with a message that repeats no part of the value`(text: String, reason: String) {
        let fault = #expect(throws: HTTPSettingError.self) { try Proxy(parsing: text, variable: "ALL_PROXY") }
        #expect(fault?.message[.english] == "ALL_PROXY: \(reason)")
        #expect(fault?.message[.chinese].isChinese == true)
    }

    @Test(arguments: [
        ("*", "any.example"), ("a,*", "any.example"), ("any.example", "any.example"),
        ("ANY.example", "any.example"), ("any.example.", "any.example"), ("any.example", "any.example."),
        ("example", "any.example"), (".example", "any.example"), ("*.example", "any.example"),
        (".any.example", "any.example"), ("a b,c , any.example", "any.example"), ("any.example:443", "any.example"),
        ("192.0.2.1", "192.0.2.1"), ("192.0.2.1:443", "192.0.2.1"), ("192.0.2.0/24", "192.0.2.255"),
        ("192.0.2.128/25", "192.0.2.255"), ("0.0.0.0/0", "192.0.2.1"), ("192.0.2.1/32", "192.0.2.1"),
        ("2001:db8::1", "2001:db8:0:0::1"), ("[2001:db8::1]", "2001:db8::1"), ("[2001:db8::1]:443", "2001:db8::1"),
        ("2001:db8::/33", "2001:db8:7fff::1"),
    ])
    func `NO_PROXY matches names, their subdomains, addresses and ranges`(text: String, host: String) {
        #expect(ProxyExceptions(text).contains(host: host, port: 443))
    }

    @Test(arguments: [
        ("", "any.example"), (" , ,", "any.example"), ("ny.example", "any.example"), (".", "any.example"),
        ("any.example:80", "any.example"), ("any.example:x", "any.example"), ("more.any.example", "any.example"),
        ("192.0.2.1", "192.0.2.11"), ("2.1", "192.0.2.1"), ("192.0.2.0/25", "192.0.2.128"),
        ("192.0.2.0/33", "192.0.2.0"), ("192.0.2.0/-1", "192.0.2.0"), ("192.0.2.0/", "192.0.2.0"),
        ("192.0.2.0/24/1", "192.0.2.0"), ("0.0.0.0/0", "any.example"), ("0.0.0.0/0", "2001:db8::1"),
        ("2001:db8::/33", "2001:db8:8000::1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("[::1", "::1"),
    ])
    func `NO_PROXY matches no other host, and an invalid entry matches nothing`(text: String, host: String) {
        #expect(!ProxyExceptions(text).contains(host: host, port: 443))
    }
}
