// The settings of a transport, and the resulting settings of the HTTP client. Three features of the client are
// disabled: retries of failed connections, which would hide a refusal or a bad certificate until the connect timeout;
// redirects, since a signature is valid for one host; and HTTP/2, which is slower with a single host.

import TencentCloud
import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOSSL

#if canImport(Glibc)
    import Glibc
#endif

/// The connection settings of one endpoint.
package struct HTTPConfiguration: Sendable, Equatable {
    /// The time limit for name lookup, the proxy and the TLS handshake together.
    package var connectTimeout: Duration
    /// The longest time without receiving data.
    package var readTimeout: Duration
    /// The time limit from the call to the last byte of the response.
    package var totalTimeout: Duration
    /// How long an idle connection is kept for the next request.
    package var idleTimeout: Duration
    /// The maximum size of a response in bytes, after decompression.
    package var maximumAnswerSize: Int
    /// The proxy for the endpoint, see `ProxySettings`. nil means a direct connection.
    package var proxy: Proxy?
    package var authorities: CertificateAuthorities

    package init(
        connectTimeout: Duration = .seconds(5), readTimeout: Duration = .seconds(15),
        totalTimeout: Duration = .seconds(30), idleTimeout: Duration = Self.defaultIdleTimeout,
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
    /// The settings for the metadata service of a machine. The service is in the local network or does not exist, is
    /// never behind a proxy, and sends short responses.
    package static let metadata = HTTPConfiguration(
        connectTimeout: .seconds(1), readTimeout: .seconds(2), totalTimeout: .seconds(2), maximumAnswerSize: 64 << 10)

    /// The default idle timeout. It is below the 60 to 75 s after which common servers and load balancers close an idle
    /// connection.
    package static let defaultIdleTimeout = Duration.seconds(20)
    /// The maximum number of connections. It is more than the 20 requests per second of an action's quota can use, so a
    /// request never waits for a connection. If the process may open fewer files, the number is half of the remaining
    /// descriptors: the server of `--demo` needs as many, and Dispatch ends the process when it cannot open a file of
    /// its own.
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
        // The limit is a size and not a ratio: a page of similar listeners may be compressed by a factor of 50.
        client.decompression = .enabled(limit: .size(maximumAnswerSize))
        client.httpVersion = .http1Only
        return client
    }
}

extension Proxy {
    /// The credentials for the proxy.
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
