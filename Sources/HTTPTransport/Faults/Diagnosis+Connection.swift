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
        case .invalidProxyResponse: return TransportFault(.proxy, "\(peer) refused to connect to \(server)")
        // The description may hold a header's value; the short one is fixed words.
        default: return TransportFault(.other, "the request to \(server) failed (\(error.shortDescription))")
        }
    }

    /// Every address of a name was tried; the first refusal tells more than a later time-out.
    func fault(for error: NIOConnectionError, _ stage: Stage) -> TransportFault {
        if let first = error.connectionErrors.first { return fault(for: first.error, stage) }
        guard configuration.proxy == nil else {
            return TransportFault(.proxy, "\(peer) is unknown: its name does not resolve")
        }
        return TransportFault(.unknownHost, "the host \(endpoint.host) is unknown: its name does not resolve")
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
