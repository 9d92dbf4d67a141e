// Parses the value of a proxy variable: `http://user:password@host:port`, `socks5://host`, or `host:port`. An error
// message never repeats a part of the value, since it may contain a password.

import Essentials
import TencentCloud

extension Proxy {
    /// The error of the functions in this file: why the text is not a proxy.
    private struct ParseError: DescribedError { let message: Wording }

    /// Parses the URL of a proxy. The default port is 80, or 1080 for SOCKS. Without a scheme, the proxy is an `http`
    /// proxy.
    ///
    /// - Parameter variable: the name of the variable with the text, for the error message.
    package init(parsing text: String, variable: String) throws(HTTPSettingError) {
        do throws(ParseError) {
            try self.init(text)
        } catch {
            throw HTTPSettingError(setting: Wording(verbatim: variable), reason: error.message)
        }
    }

    private init(_ text: String) throws(ParseError) {
        var rest = Substring(text)
        var scheme = "http"
        if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
            scheme = rest[..<colon].lowercased()
            rest = rest[colon...].dropFirst(3)
        }
        kind = try Self.kind(scheme)
        if rest.hasSuffix("/") { rest = rest.dropLast() }

        var credentials: Credentials?
        // The last @ separates the credentials, since users often write @ in a password without encoding it as %40.
        if let at = rest.lastIndex(of: "@") {
            credentials = try Self.credentials(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        guard credentials == nil || kind == .http else {
            throw ParseError(message: Wording("a SOCKS proxy with a password is not supported", zh: "不支持带密码的 SOCKS 代理"))
        }
        self.credentials = credentials
        (host, port) = try Self.hostAndPort(rest, defaultPort: kind == .http ? 80 : 1080)
    }

    private static func kind(_ scheme: String) throws(ParseError) -> Kind {
        switch scheme {
        case "http": return .http
        // With either scheme, the proxy resolves names, which is what the h in socks5h means.
        case "socks5", "socks5h": return .socks5
        case "https":
            throw ParseError(
                message: Wording(
                    "a proxy that is itself reached over TLS (https://) is not supported", zh: "不支持以 TLS（https://）连接的代理"
                ))
        default:
            throw ParseError(
                message: Wording("the scheme must be http, socks5 or socks5h", zh: "协议须为 http、socks5 或 socks5h"))
        }
    }

    private static func credentials(_ text: Substring) throws(ParseError) -> Credentials {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = parts[0].percentDecoded(),
            let password = (parts.count > 1 ? parts[1] : "").percentDecoded()
        else {
            throw ParseError(
                message: Wording(
                    "the user name or password has a % that is not followed by two hexadecimal digits",
                    zh: "用户名或密码中的 % 之后须为两位十六进制数字"))
        }
        return Credentials(user: Secret(user), password: Secret(password))
    }

    private static func hostAndPort(
        _ text: Substring, defaultPort: Int
    ) throws(ParseError) -> (host: String, port: Int) {
        guard let (host, port) = HostAndPort.split(text) else {
            throw ParseError(message: Wording("it must look like http://host:port", zh: "格式须为 http://主机:端口"))
        }
        guard !host.isEmpty else { throw ParseError(message: Wording("the host is missing", zh: "缺少主机")) }
        guard !host.contains(where: { "/?#\\ ".contains($0) || !$0.isASCII || $0.isNewline }) else {
            throw ParseError(message: Wording("only a host and a port may follow the scheme", zh: "协议之后只能是主机与端口"))
        }
        guard let port else { return (host.lowercased(), defaultPort) }
        guard let number = HostAndPort.number(port) else {
            throw ParseError(message: Wording("the port must be a number from 1 to 65535", zh: "端口须为 1 到 65535 的数字"))
        }
        return (host.lowercased(), number)
    }
}
