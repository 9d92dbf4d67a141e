// The faults of TLS. BoringSSL says only in its text why a certificate was refused, and not whether it has expired or
// its authority is unknown; the text is searched for its reason and dropped.

import NIOSSL
import TencentCloud

extension Diagnosis {
    func tlsFault(for error: any Error) -> TransportFault {
        if let error = error as? NIOSSLExtraError {
            switch error {
            case .failedToValidateHostname, .serverHostnameImpossibleToMatch:
                return TransportFault(.tls, "the certificate of \(server) is for another host name")
            default: break
            }
        }
        switch error as? NIOSSLError {
        case .unableToValidateCertificate, .noCertificateToValidate:
            return TransportFault(.tls, "the certificate of \(server) is for another host name")
        case .uncleanShutdown: return Self.handshakeClosed(server)
        case .handshakeFailed(let cause): return handshakeFault(cause)
        default: return TransportFault(.tls, "the TLS connection to \(server) failed")
        }
    }

    private func handshakeFault(_ cause: BoringSSLError) -> TransportFault {
        guard case .sslError(let stack) = cause else {
            return TransportFault(.tls, "the TLS handshake with \(server) failed")
        }
        if stack.contains(.eofDuringHandshake) { return Self.handshakeClosed(server) }
        let text = stack.map(\.description).joined()
        for (reason, words) in Self.reasons where text.contains(reason) {
            return TransportFault(.tls, words(server))
        }
        return TransportFault(.tls, "the TLS handshake with \(server) failed")
    }

    private static func handshakeClosed(_ server: String) -> TransportFault {
        TransportFault(.handshakeClosed, "\(server) closed the connection during the TLS handshake")
    }

    /// What BoringSSL writes into its text (ssl_errors), and what it means.
    private static let reasons: [(String, @Sendable (String) -> String)] = [
        (
            "CERTIFICATE_VERIFY_FAILED",
            { "the certificate of \($0) is not trusted: its authority is unknown here, or it has expired" }
        ),
        ("WRONG_VERSION_NUMBER", { "\($0) does not speak TLS" }),
        ("HTTP_REQUEST", { "\($0) does not speak TLS" }),
        ("UNSUPPORTED_PROTOCOL", { "\($0) speaks no TLS version from 1.2 on" }),
        ("PROTOCOL_VERSION", { "\($0) speaks no TLS version from 1.2 on" }),
        ("HANDSHAKE_FAILURE", { "\($0) and this program have no TLS cipher in common" }),
    ]
}
