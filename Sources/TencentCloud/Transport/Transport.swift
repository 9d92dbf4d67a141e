// The wall between what is said and how it travels. Implementations: `HTTPTransport` (TLS, proxies, time-outs), and the
// emulator's handler called in process. A transport makes one attempt: retrying is the client's, since a retry must be
// signed again.

package import Essentials
package import FoundationEssentials

/// One HTTP request, ready to be sent.
package struct TransportRequest: Sendable, Equatable {
    /// What is done where. Actions are always `POST /`.
    package enum Target: Sendable, Equatable {
        case post
        /// - path: from its slash on, of letters, digits and `-._/` only.
        case get(path: String)
    }

    package var target = Target.post
    package var endpoint: Endpoint
    /// In the order they are sent; names as they are sent. Holds `Host`.
    package var headers: [TransportHeader]
    package var body: Data

    package init(endpoint: Endpoint, headers: [TransportHeader], body: Data) {
        self.endpoint = endpoint
        self.headers = headers
        self.body = body
    }

    /// A GET of a path.
    package init(endpoint: Endpoint, path: String) {
        self.init(endpoint: endpoint, headers: [TransportHeader("Host", endpoint.hostHeader)], body: Data())
        target = .get(path: path)
    }
}

/// One HTTP answer, whole.
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

/// A header's name and value.
package struct TransportHeader: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension TransportHeader: CustomStringConvertible, CustomReflectable {
    /// `Host: …`, with dots in place of what must not be seen: signatures and tokens.
    package var description: String {
        let hidden = ["authorization", "x-tc-token", "proxy-authorization"].contains(name.lowercased())
        return "\(name): \(hidden ? "•••" : value)"
    }

    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension [TransportHeader] {
    /// The first value under a name, whatever its case.
    package subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}

/// Why no answer came. One attempt's end, in our own words: a library's error text never gets further than here.
package struct TransportError: DescribedError, Sendable, Equatable {
    /// What went wrong; decides whether a retry makes sense and what the advice is.
    package enum Kind: Sendable, Equatable {
        /// The name of the host does not resolve.
        case unknownHost
        /// No name server could say whether there is such a host.
        case nameLookup
        /// Nothing listens at the address, or it is not reachable.
        case connectionRefused
        /// No connection within the connect time-out.
        case connectTimeout
        /// No byte for the read time-out.
        case readTimeout
        /// The answer was not complete within the total time-out.
        case totalTimeout
        /// The connection was closed before any byte of the answer: as a kept-alive one is by a server that had enough.
        case connectionClosed
        /// The answer stopped in the middle.
        case truncated
        /// The certificate is not trusted, expired, or for another name; or the handshake failed.
        case tls
        /// The connection was closed before the TLS handshake was done: as a load balancer does that is out of servers.
        case handshakeClosed
        /// The proxy refused, or asked for a password.
        case proxy
        /// The proxy is there and could not get through: its status 502, 503 or 504, or its name could not be looked
        /// up.
        case proxyUnavailable
        /// The answer is larger than what is accepted.
        case tooLarge
        /// The head of the answer is larger than what is accepted.
        case headersTooLarge
        /// What came is not HTTP.
        case notHTTP
        /// Something came that no request asked for, or the network stack failed in a way that this program does not
        /// know.
        case unexpected
        /// Nobody waits for the answer any more.
        case cancelled
        /// Anything else.
        case other
    }

    package var kind: Kind
    /// A sentence's end for a person: `connection refused by 127.0.0.1:9`.
    package var message: Wording

    package init(_ kind: Kind, _ message: Wording) {
        self.kind = kind
        self.message = message
    }
}

/// Something that carries one request to the service and brings its answer.
package protocol Transport: Sendable {
    /// Makes one attempt. Returns as soon as the surrounding task is cancelled, with `.cancelled`.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse
    /// Gives its connections back. Nothing may be sent afterwards.
    func shutdown() async
}

extension Transport {
    package func shutdown() async {}
}
