// What a transport is made with, and what it asks of the HTTP client. Switched off in the client: its retrying of
// failed connections (it would hide a refusal or a bad certificate until the connect time-out), redirects (a signature
// is for one host), and HTTP/2 (slower with a single host).

import TencentCloud
import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOSSL

#if canImport(Glibc)
    import Glibc
#endif

/// How to reach one endpoint.
package struct HTTPConfiguration: Sendable, Equatable {
    /// For the address, the proxy and the TLS handshake together.
    package var connectTimeout: Duration
    /// The longest silence.
    package var readTimeout: Duration
    /// From the call to the last byte of the answer.
    package var totalTimeout: Duration
    /// How long a silent connection is kept for the next request.
    package var idleTimeout: Duration
    /// In bytes, after decompression.
    package var maximumAnswerSize: Int
    /// Already decided for the endpoint, see `ProxySettings`; nil means a direct connection.
    package var proxy: Proxy?
    package var authorities: CertificateAuthorities

    package init(
        connectTimeout: Duration = .seconds(5), readTimeout: Duration = .seconds(15),
        totalTimeout: Duration = .seconds(30), idleTimeout: Duration = Self.usualIdleTimeout,
        maximumAnswerSize: Int = 32 << 20,
        proxy: Proxy? = nil, authorities: CertificateAuthorities = CertificateAuthorities()
    ) {
        self.connectTimeout = connectTimeout
        self.readTimeout = readTimeout
        self.totalTimeout = totalTimeout
        self.idleTimeout = idleTimeout
        self.maximumAnswerSize = maximumAnswerSize
        self.proxy = proxy
        self.authorities = authorities
    }
}

extension HTTPConfiguration {
    /// For the metadata service of a machine: next door or not there at all, never behind a proxy, and short of words.
    package static let metadata = HTTPConfiguration(
        connectTimeout: .seconds(1), readTimeout: .seconds(2), totalTimeout: .seconds(2), maximumAnswerSize: 64 << 10)

    /// Under the 60 to 75 s for which common servers and load balancers keep a silent connection.
    package static let usualIdleTimeout = Duration.seconds(20)
    /// More than the 20 requests a second of an action's quota can keep busy: a request never waits for a connection.
    /// Fewer where the process may not open as many files: half of what is left, for the server of `--demo` needs the
    /// same, and Dispatch ends the process when it cannot open a file of its own.
    static let connections = connections(ofDescriptors: sysconf(Int32(_SC_OPEN_MAX)))

    static func connections(ofDescriptors count: Int) -> Int {
        count < 0 ? 64 : max(4, min(64, (count - 48) / 2))
    }

    func clientConfiguration() throws(HTTPSettingError) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.trustRoots = try authorities.trustRoots()

        var client = HTTPClient.Configuration()
        client.tlsConfiguration = tls
        client.redirectConfiguration = .disallow
        client.timeout = .init(connect: TimeAmount(connectTimeout), read: TimeAmount(readTimeout))
        client.connectionPool.idleTimeout = TimeAmount(idleTimeout)
        client.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connections
        client.connectionPool.retryConnectionEstablishment = false
        client.proxy = proxy?.clientProxy
        // By size and not by ratio: pages of alike listeners may well shrink fiftyfold.
        client.decompression = .enabled(limit: .size(maximumAnswerSize))
        client.httpVersion = .http1Only
        return client
    }
}

extension Proxy {
    /// What it is opened with.
    var authorization: HTTPClient.Authorization? {
        credentials.map { .basic(username: $0.user.reveal(), password: $0.password.reveal()) }
    }

    fileprivate var clientProxy: HTTPClient.Configuration.Proxy {
        switch kind {
        case .socks5: return .socksServer(host: host, port: port)
        case .http: return .server(host: host, port: port, authorization: authorization)
        }
    }
}
