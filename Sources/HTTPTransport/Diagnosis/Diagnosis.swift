// Converts an error of the network stack to a message for the user. The stack's own texts are discarded: they name
// types, file descriptors and, from BoringSSL, paths of the machine that built it. Messages do not contain the names of
// libraries either.

import Essentials
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import TencentCloud

struct Diagnosis {
    /// How far the request had progressed. A closed connection has a different meaning before the response than during
    /// it.
    enum Stage { case beforeAnswer, inAnswer }

    let endpoint: Endpoint
    let configuration: HTTPConfiguration

    /// The host of the endpoint with its port.
    var server: String {
        let name = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        return "\(name):\(endpoint.port ?? (endpoint.scheme == .https ? 443 : 80))"
    }

    var totalTimeout: TransportError {
        let limit = words(configuration.totalTimeout)
        return TransportError(
            .totalTimeout,
            Wording("no complete answer from \(server) within \(limit)", zh: "\(server) 在 \(limit) 内没有完整应答"))
    }

    func transportError(for error: any Error, _ stage: Stage) -> TransportError {
        switch error {
        case is CancellationError: return .cancelled
        case let error as HTTPClientError: return transportError(for: error, stage)
        case let error as NIOConnectionError: return transportError(for: error, stage)
        case let error as IOError: return transportError(errno: error.errnoCode, stage)
        case let error as ChannelError: return transportError(for: error, stage)
        case let error as HTTPParserError: return transportError(for: error)
        case is NIOHTTPDecoderError: return unasked
        case is NIOTooManyBytesError: return tooLarge
        case let error as NIOHTTPDecompression.DecompressionError: return error == .limit ? tooLarge : damaged
        case let error as NIOHTTPDecompression.ExtraDecompressionError:
            return error == .truncatedData ? truncated : damaged
        case NIOSSLError.uncleanShutdown where stage == .inAnswer: return truncated
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: return tlsError(for: error)
        default: return unknown(error)
        }
    }

    private func unknown(_ error: any Error) -> TransportError {
        let name = String(reflecting: type(of: error))
        // The SOCKS errors have no common type, and this target does not depend on their module.
        if name.hasPrefix("NIOSOCKS."), let proxy = configuration.proxy {
            return TransportError(
                .proxy,
                Wording("the proxy \(proxy) refused to connect to \(server)", zh: "代理 \(proxy) 拒绝连接 \(server)"))
        }
        return unexpected
    }
}

// Defines each message once.
extension Diagnosis {
    /// The server that the connection is made to: the proxy if there is one, otherwise the endpoint.
    var peer: Wording {
        configuration.proxy.map { Wording("the proxy \($0.address)", zh: "代理 \($0.address)") }
            ?? Wording(verbatim: server)
    }

    var tooLarge: TransportError {
        let limit = configuration.maximumAnswerSize
        return TransportError(
            .tooLarge,
            Wording(
                "the answer from \(server) is larger than the \(limit) bytes accepted",
                zh: "\(server) 的应答超过可接收的 \(limit) 字节"))
    }

    var truncated: TransportError {
        TransportError(
            .truncated, Wording("the answer from \(server) is incomplete", zh: "\(server) 的应答不完整"))
    }

    /// An error without a specific message.
    var unexpected: TransportError {
        TransportError(
            .unexpected,
            Wording(
                "the request to \(server) failed unexpectedly", zh: "发往 \(server) 的请求意外失败"))
    }

    /// The server sent a second response on a connection on which one request was sent.
    private var unasked: TransportError {
        TransportError(
            .unexpected,
            Wording("\(server) sent an unexpected second answer", zh: "\(server) 发来了未请求的应答"))
    }

    private var damaged: TransportError {
        TransportError(
            .notHTTP, Wording("the compressed answer from \(server) is damaged", zh: "\(server) 的压缩应答已损坏"))
    }

    var connectTimeout: TransportError {
        let limit = words(configuration.connectTimeout)
        return TransportError(
            .connectTimeout,
            Wording(
                "no connection to \(peer[.english]) within \(limit)", zh: "\(limit) 内未能连接到 \(peer[.chinese])"))
    }

    /// Describes a closed connection: the server closed a connection that it had kept open, or closed it in the middle
    /// of the response.
    func closed(_ stage: Stage) -> TransportError {
        switch stage {
        case .beforeAnswer:
            TransportError(
                .connectionClosed,
                Wording(
                    "\(peer[.english]) closed the connection without an answer", zh: "\(peer[.chinese]) 未应答就关闭了连接"))
        case .inAnswer: truncated
        }
    }

    /// Returns a duration as text, for example `5 s` or `0.25 s`.
    func words(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}

extension TransportError {
    static let cancelled = TransportError(.cancelled, Wording("the request was cancelled", zh: "请求已取消"))
}
