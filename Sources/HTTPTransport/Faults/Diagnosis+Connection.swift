// The faults of names, addresses, sockets and of HTTP itself. A proxy that cannot be reached is the proxy's fault, so
// that nobody looks for it at the service.

import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import TencentCloud

extension Diagnosis {
    func fault(for error: HTTPClientError, _ stage: Stage) -> TransportFault {
        switch error {
        case .cancelled, .requestStreamCancelled: return .cancelled
        case .alreadyShutdown: return TransportFault(.cancelled, "the connection is shut down")
        case .remoteConnectionClosed: return closed(stage)
        case .readTimeout:
            return TransportFault(.readTimeout, "\(server) was silent for \(words(configuration.readTimeout))")
        case .deadlineExceeded: return totalTimeout
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
            .socksHandshakeTimeout:
            return connectTimeout
        case .proxyAuthenticationRequired:
            let given = configuration.proxy?.credentials != nil
            return TransportFault(.proxy, "\(peer) " + (given ? "refused the password" : "asks for a password"))
        case .invalidProxyResponse: return proxyRefusal(nil)
        // The description may hold a header's value; the short one is fixed words.
        default: return TransportFault(.other, "the request to \(server) failed (\(error.shortDescription))")
        }
    }

    /// Every address of a name was tried; the first refusal tells more than a later time-out.
    func fault(for error: NIOConnectionError, _ stage: Stage) -> TransportFault {
        if let first = error.connectionErrors.first { return fault(for: first.error, stage) }
        let lookup = (error.dnsAError ?? error.dnsAAAAError) as? SocketAddressError.UnknownHost
        return unresolved(lookup?.errorCode)
    }

    /// - Parameter code: getaddrinfo's, if known.
    func unresolved(_ code: Int?) -> TransportFault {
        let isProxy = configuration.proxy != nil
        guard let code, code == Int(EAI_AGAIN) else {
            let words = "is unknown: its name does not resolve"
            return isProxy
                ? TransportFault(.proxy, "\(peer) \(words)")
                : TransportFault(.unknownHost, "the host \(endpoint.host) \(words)")
        }
        let words = "could not be looked up: no name server answered"
        return isProxy
            ? TransportFault(.proxyUnavailable, "\(peer) \(words)")
            : TransportFault(.nameLookup, "the host \(endpoint.host) \(words)")
    }

    /// The proxy has answered `CONNECT` with neither yes nor 407.
    func proxyRefusal() async -> TransportFault {
        proxyRefusal(
            await configuration.proxy?.status(connectingTo: server, within: configuration.connectTimeout))
    }

    /// - Parameter status: the one it gives when it is asked again; nil for none.
    func proxyRefusal(_ status: Int?) -> TransportFault {
        switch status {
        case nil: TransportFault(.proxy, "\(peer) refused to connect to \(server)")
        case .some(200..<300):
            TransportFault(.proxyUnavailable, "\(peer) refused to connect to \(server), and a moment later did not")
        case .some(let status):
            TransportFault(
                [502, 503, 504].contains(status) ? .proxyUnavailable : .proxy,
                "\(peer) refused to connect to \(server) (status \(status))")
        }
    }

    func fault(for error: ChannelError, _ stage: Stage) -> TransportFault {
        switch error {
        case .connectTimeout: return connectTimeout
        case .ioOnClosedChannel, .alreadyClosed, .eof, .inputClosed, .outputClosed: return closed(stage)
        default: return TransportFault(.other, "the connection to \(peer) failed")
        }
    }

    func fault(errno: CInt, _ stage: Stage) -> TransportFault {
        func unreachable(_ words: String) -> TransportFault {
            TransportFault(configuration.proxy == nil ? .connectionRefused : .proxy, words)
        }
        switch errno {
        case ECONNREFUSED: return unreachable("connection refused by \(peer)")
        case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, ENETDOWN, EHOSTDOWN:
            return unreachable("there is no way to \(peer)")
        case ECONNRESET, EPIPE, ECONNABORTED: return closed(stage)
        case ETIMEDOUT: return connectTimeout
        case EMFILE, ENFILE: return TransportFault(.other, "too many files are open")
        default: return TransportFault(.other, "the connection to \(peer) failed (error \(errno) of the system)")
        }
    }

    func fault(for error: HTTPParserError) -> TransportFault {
        switch error {
        case .invalidEOFState, .closedConnection: return truncated
        case .headerOverflow: return TransportFault(.tooLarge, "the headers of \(server) are too large")
        default: return TransportFault(.notHTTP, "what \(server) answers is not HTTP")
        }
    }
}
