// A transport that computes the response from the request and records the requests. It is for code that calls more than
// one service.

import Essentials
import FoundationEssentials
import Synchronization
import TencentCloud

/// Responds with the result of a function of the request.
final class AnsweringTransport: Transport {
    typealias Answer = @Sendable (TransportRequest) throws(TransportError) -> (status: Int, body: String)

    private let answer: Answer
    private let kept = Mutex<[TransportRequest]>([])

    init(_ answer: @escaping Answer) { self.answer = answer }

    /// Fails every request with an unknown host.
    static let unknownHost = AnsweringTransport { request throws(TransportError) in
        throw TransportError(.unknownHost, Wording(verbatim: "the host \(request.endpoint.host) is unknown"))
    }

    var requests: [TransportRequest] { kept.withLock(\.self) }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        kept.withLock { $0.append(request) }
        let (status, body) = try answer(request)
        return TransportResponse(status: status, headers: [], body: Data(body.utf8))
    }
}

extension KeyServices {
    /// Returns services over stub transports.
    /// - Parameters:
    ///   - metadata: the metadata service of the machine; unreachable by default.
    ///   - tokens: STS; unreachable by default.
    static func stub(
        metadata: AnsweringTransport = .unknownHost, tokens: AnsweringTransport = .unknownHost,
        time: ManualTime = ManualTime()
    ) -> KeyServices {
        KeyServices(
            metadata: MetadataService(transport: metadata),
            tokens: TokenService(
                transport: tokens, endpoint: Endpoint.forTests.neighbour("sts"), time: time.source))
    }
}

extension AnsweringTransport {
    /// An STS that returns a key for every request: `AKIDtemp1`, `AKIDtemp2`, ….
    static func tokens(until end: Double = 4_000_000_000) -> AnsweringTransport {
        let count = Mutex(0)
        return AnsweringTransport { _ throws(TransportError) in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return (
                200,
                """
                {"Response":{"Credentials":{"Token":"t\(number)","TmpSecretId":"AKIDtemp\(number)",\
                "TmpSecretKey":"k\(number)"},"ExpiredTime":\(end),"Expiration":"x","RequestId":"r"}}
                """
            )
        }
    }

    /// The metadata service of a machine with the role `reader`, whose key is `AKIDmachine`.
    static func machine(
        role: (status: Int, body: String) = (200, "reader"), key: (status: Int, body: String) = (200, machineKey)
    ) -> AnsweringTransport {
        AnsweringTransport { request throws(TransportError) in
            request.target == .get(path: "/latest/meta-data/cam/security-credentials/") ? role : key
        }
    }

    static let machineKey = """
        {"TmpSecretId":"AKIDmachine","TmpSecretKey":"k","ExpiredTime":4000000000,"Expiration":"x","Token":"t",\
        "Code":"Success"}
        """
}
