// A transport that answers each request by what it is, and keeps what it was asked: for parts that ask more than one
// service.

import Essentials
import FoundationEssentials
import Synchronization
import TencentCloud

/// Answers by a function of the request.
final class AnsweringTransport: Transport {
    typealias Answer = @Sendable (TransportRequest) throws(TransportError) -> (status: Int, body: String)

    private let answer: Answer
    private let kept = Mutex<[TransportRequest]>([])

    init(_ answer: @escaping Answer) { self.answer = answer }

    /// Nobody is there; what asks it anyway is told so.
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
    /// - Parameters:
    ///   - metadata: the machine's service; none by default.
    ///   - tokens: STS; none by default.
    static func played(
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
    /// STS that gives a key out to whoever asks: `AKIDtemp1`, `AKIDtemp2`, ….
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

    /// A machine with the role `reader`, whose key is `AKIDmachine`.
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
