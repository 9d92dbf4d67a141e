// Describes errors of name lookup, addresses, sockets and HTTP. If a proxy cannot be reached, the message names the
// proxy, so that the user does not look for the fault at the service.

import Essentials
import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import TencentCloud

extension Diagnosis {
    func transportError(for error: HTTPClientError, _ stage: Stage) -> TransportError {
        switch error {
        case .cancelled, .requestStreamCancelled: return .cancelled
        case .alreadyShutdown: return TransportError(.cancelled, Wording("the connection is shut down", zh: "连接已关闭"))
        case .remoteConnectionClosed: return closed(stage)
        case .readTimeout:
            let limit = words(configuration.readTimeout)
            return TransportError(
                .readTimeout, Wording("no data received from \(server) for \(limit)", zh: "\(server) 已 \(limit) 没有数据"))
        case .deadlineExceeded: return totalTimeout
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
            .socksHandshakeTimeout:
            return connectTimeout
        case .proxyAuthenticationRequired:
            let given = configuration.proxy?.credentials != nil
            let what =
                given
                ? Wording("refused the password", zh: "拒绝了密码") : Wording("requires a password", zh: "要求密码")
            return TransportError(.proxy, Wording { "\(peer[$0]) \(what[$0])" })
        case .invalidProxyResponse: return proxyRefusal(nil)
        default: return unexpected
        }
    }

    /// Describes the failure of all addresses of a name. The client has tried every address, and the first refusal is
    /// more informative than a later timeout.
    func transportError(for error: NIOConnectionError, _ stage: Stage) -> TransportError {
        if let first = error.connectionErrors.first { return transportError(for: first.error, stage) }
        let lookup = (error.dnsAError ?? error.dnsAAAAError) as? SocketAddressError.UnknownHost
        return unresolved(lookup?.errorCode)
    }

    /// Describes a host name that could not be resolved.
    ///
    /// - Parameter code: the error code of getaddrinfo, if known.
    func unresolved(_ code: Int?) -> TransportError {
        let isProxy = configuration.proxy != nil
        let subject = isProxy ? peer : Wording("the host \(endpoint.host)", zh: "域名 \(endpoint.host)")
        func failure(_ kind: TransportError.Kind, _ english: String, _ chinese: String) -> TransportError {
            TransportError(kind, Wording("\(subject[.english]) \(english)", zh: "\(subject[.chinese]) \(chinese)"))
        }
        guard let code, code == Int(EAI_AGAIN) else {
            return failure(isProxy ? .proxy : .unknownHost, "is unknown: its name does not resolve", "无法解析")
        }
        return failure(
            isProxy ? .proxyUnavailable : .nameLookup, "could not be looked up: no name server answered",
            "未能查询：域名服务器没有应答")
    }

    /// Describes the refusal of a proxy that has answered `CONNECT` with a status that is neither success nor 407. A
    /// second attempt finds out the status.
    func proxyRefusal() async -> TransportError {
        proxyRefusal(
            await configuration.proxy?.status(connectingTo: server, within: configuration.connectTimeout))
    }

    /// Describes the refusal of a proxy.
    ///
    /// - Parameter status: the status of a second attempt, or nil if there was no answer.
    func proxyRefusal(_ status: Int?) -> TransportError {
        func failure(_ kind: TransportError.Kind, _ english: String, _ chinese: String) -> TransportError {
            TransportError(
                kind,
                Wording(
                    "\(peer[.english]) refused to connect to \(server)\(english)",
                    zh: "\(peer[.chinese]) 拒绝连接 \(server)\(chinese)"))
        }
        return switch status {
        case nil: failure(.proxy, "", "")
        case .some(200..<300): failure(.proxyUnavailable, ", but accepted a second attempt", "，稍后又可以连接")
        case .some(let status):
            failure(
                [502, 503, 504].contains(status) ? .proxyUnavailable : .proxy, " (status \(status))",
                "（状态 \(status)）")
        }
    }

    func transportError(for error: ChannelError, _ stage: Stage) -> TransportError {
        switch error {
        case .connectTimeout: return connectTimeout
        case .ioOnClosedChannel, .alreadyClosed, .eof, .inputClosed, .outputClosed: return closed(stage)
        default: return connectionFailed(Wording(verbatim: ""))
        }
    }

    private func connectionFailed(_ cause: Wording) -> TransportError {
        TransportError(
            .other,
            Wording(
                "the connection to \(peer[.english]) failed\(cause[.english])",
                zh: "到 \(peer[.chinese]) 的连接失败\(cause[.chinese])"))
    }

    func transportError(errno: CInt, _ stage: Stage) -> TransportError {
        func unreachable(_ words: Wording) -> TransportError {
            TransportError(configuration.proxy == nil ? .connectionRefused : .proxy, words)
        }
        switch errno {
        case ECONNREFUSED:
            return unreachable(
                Wording("connection refused by \(peer[.english])", zh: "连接被 \(peer[.chinese]) 拒绝"))
        case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, ENETDOWN, EHOSTDOWN:
            return unreachable(Wording("\(peer[.english]) is unreachable", zh: "网络不通，无法到达 \(peer[.chinese])"))
        case ECONNRESET, EPIPE, ECONNABORTED: return closed(stage)
        case ETIMEDOUT: return connectTimeout
        case EMFILE, ENFILE: return TransportError(.other, Wording("too many files are open", zh: "打开的文件过多"))
        default:
            return connectionFailed(
                Wording(" (system error \(errno))", zh: "（系统错误 \(errno)）"))
        }
    }

    func transportError(for error: HTTPParserError) -> TransportError {
        switch error {
        case .invalidEOFState, .closedConnection: return truncated
        case .headerOverflow:
            return TransportError(
                .headersTooLarge, Wording("the headers of \(server) are too large", zh: "\(server) 的应答头过大"))
        default:
            return TransportError(
                .notHTTP, Wording("the answer from \(server) is not HTTP", zh: "\(server) 的应答不是 HTTP"))
        }
    }
}
