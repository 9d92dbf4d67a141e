// The interface between API calls and the network. Implementations are `HTTPTransport` (TLS, proxies, timeouts) and the
// emulator's handler, which is called in process. A transport makes one attempt. The client makes the retries, since a
// retry must be signed again.

package import Essentials
package import FoundationEssentials

/// One HTTP request, ready to be sent.
package struct TransportRequest: Sendable, Equatable {
    /// The method and path of the request. Actions are always `POST /`.
    package enum Target: Sendable, Equatable {
        case post
        /// - path: the path with its leading slash, which contains only letters, digits and `-._/`.
        case get(path: String)
    }

    package var target = Target.post
    package var endpoint: Endpoint
    /// The headers in the order and spelling in which they are sent, including `Host`.
    package var headers: [TransportHeader]
    package var body: Data

    package init(endpoint: Endpoint, headers: [TransportHeader], body: Data) {
        self.endpoint = endpoint
        self.headers = headers
        self.body = body
    }

    /// Creates a GET request for a path.
    package init(endpoint: Endpoint, path: String) {
        self.init(endpoint: endpoint, headers: [TransportHeader("Host", endpoint.hostHeader)], body: Data())
        target = .get(path: path)
    }
}

/// A complete HTTP response.
package struct TransportResponse: Sendable, Equatable {
    package var status: Int
    package var headers: [TransportHeader]
    package var body: Data

    package init(status: Int, headers: [TransportHeader], body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// The name and value of a header.
package struct TransportHeader: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension TransportHeader: CustomStringConvertible, CustomReflectable {
    /// The header as text, for example `Host: …`. Secret values, such as signatures and tokens, are replaced by dots.
    package var description: String {
        let hidden = ["authorization", "x-tc-token", "proxy-authorization"].contains(name.lowercased())
        return "\(name): \(hidden ? "•••" : value)"
    }

    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension [TransportHeader] {
    /// Returns the first value of a header. The name is compared without regard to case.
    package subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}

/// The reason why an attempt got no response, in this program's own words. Error texts of a library are never passed
/// on.
package struct TransportError: DescribedError, Sendable, Equatable {
    /// The kind of error. It determines whether a retry makes sense and which advice is shown.
    package enum Kind: Sendable, Equatable {
        /// The name of the host does not resolve.
        case unknownHost
        /// No name server answered, so it is unknown whether the host exists.
        case nameLookup
        /// No server listens at the address, or the address is not reachable.
        case connectionRefused
        /// The connection was not established within the connect timeout.
        case connectTimeout
        /// No data arrived for the read timeout.
        case readTimeout
        /// The response was not complete within the total timeout.
        case totalTimeout
        /// The connection was closed before any byte of the response arrived, as a server does with an idle keep-alive
        /// connection.
        case connectionClosed
        /// The response was truncated.
        case truncated
        /// The certificate is not trusted, has expired, or is for another name; or the handshake failed.
        case tls
        /// The connection was closed before the TLS handshake was complete, as a load balancer without available
        /// servers does.
        case handshakeClosed
        /// The proxy refused the connection, or requires a password.
        case proxy
        /// The proxy is reachable but could not connect: its status is 502, 503 or 504. Or the name of the proxy could
        /// not be looked up.
        case proxyUnavailable
        /// The response is larger than the limit.
        case tooLarge
        /// The head of the response is larger than the limit.
        case headersTooLarge
        /// The received data is not HTTP.
        case notHTTP
        /// A response arrived that belongs to no request, or the network stack failed in an unknown way.
        case unexpected
        /// The request was cancelled.
        case cancelled
        /// Any other error.
        case other
    }

    package var kind: Kind
    /// The message as the end of a sentence: `connection refused by 127.0.0.1:9`.
    package var message: Wording

    package init(_ kind: Kind, _ message: Wording) {
        self.kind = kind
        self.message = message
    }
}

/// Sends one request to the service and returns its response.
package protocol Transport: Sendable {
    /// Makes one attempt. If the surrounding task is cancelled, it throws `.cancelled` immediately.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse
    /// Closes the connections. Nothing may be sent afterwards.
    func shutdown() async
}

extension Transport {
    package func shutdown() async {}
}
