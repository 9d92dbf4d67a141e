// Describes TLS errors. Only the text of a BoringSSL error says why a certificate was refused, and this text does not
// distinguish an expired certificate from an unknown authority. The code searches the text for the reason and then
// discards it.

import Essentials
import NIOSSL
import TencentCloud

extension Diagnosis {
    func tlsError(for error: any Error) -> TransportError {
        if let error = error as? NIOSSLExtraError {
            switch error {
            case .failedToValidateHostname, .serverHostnameImpossibleToMatch:
                return TransportError(
                    .tls, Wording("the certificate of \(server) is for another host name", zh: "\(server) 的证书属于其他主机名"))
            default: break
            }
        }
        switch error as? NIOSSLError {
        case .unableToValidateCertificate, .noCertificateToValidate:
            return TransportError(
                .tls, Wording("the certificate of \(server) is for another host name", zh: "\(server) 的证书属于其他主机名"))
        case .uncleanShutdown: return Self.handshakeClosed(server)
        case .handshakeFailed(let cause): return handshakeError(cause)
        default:
            return TransportError(.tls, Wording("the TLS connection to \(server) failed", zh: "到 \(server) 的 TLS 连接失败"))
        }
    }

    private func handshakeError(_ cause: BoringSSLError) -> TransportError {
        guard case .sslError(let stack) = cause else {
            return TransportError(
                .tls, Wording("the TLS handshake with \(server) failed", zh: "与 \(server) 的 TLS 握手失败"))
        }
        if stack.contains(.eofDuringHandshake) { return Self.handshakeClosed(server) }
        let text = stack.map(\.description).joined()
        for (reason, words) in Self.reasons where text.contains(reason) {
            return TransportError(.tls, words(server))
        }
        return TransportError(.tls, Wording("the TLS handshake with \(server) failed", zh: "与 \(server) 的 TLS 握手失败"))
    }

    private static func handshakeClosed(_ server: String) -> TransportError {
        TransportError(
            .handshakeClosed,
            Wording("\(server) closed the connection during the TLS handshake", zh: "\(server) 在 TLS 握手期间关闭了连接"))
    }

    /// The reason codes in the text of a BoringSSL error (ssl_errors), and their meaning.
    private static let reasons: [(String, @Sendable (String) -> Wording)] = [
        (
            "CERTIFICATE_VERIFY_FAILED",
            {
                Wording(
                    "the certificate of \($0) is not trusted: its authority is unknown here, or it has expired",
                    zh: "\($0) 的证书不受信任：签发机构未知，或证书已过期")
            }
        ),
        ("WRONG_VERSION_NUMBER", noTLS), ("HTTP_REQUEST", noTLS),
        ("UNSUPPORTED_PROTOCOL", oldTLS), ("PROTOCOL_VERSION", oldTLS),
        (
            "HANDSHAKE_FAILURE",
            { Wording("\($0) and this program have no TLS cipher in common", zh: "\($0) 与本程序没有共同的 TLS 加密套件") }
        ),
    ]

    private static let noTLS: @Sendable (String) -> Wording = {
        Wording("\($0) does not speak TLS", zh: "\($0) 不支持 TLS")
    }
    private static let oldTLS: @Sendable (String) -> Wording = {
        Wording("\($0) does not support TLS 1.2 or later", zh: "\($0) 不支持 TLS 1.2 及以上版本")
    }
}
