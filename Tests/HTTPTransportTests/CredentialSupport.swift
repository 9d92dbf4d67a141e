// Helpers for the credential tests: the metadata service and STS on a local port.

import Essentials
import HTTPTransport
import Synchronization
import TencentCloud
import Testing

/// Records requests.
final class RequestLog: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock(\.self) }
    var count: Int { all.count }

    func add(_ request: String) { kept.withLock { $0.append(request) } }
}

/// A wall clock that a test advances.
final class Clock: Sendable {
    private let time = Mutex(UnixTime(1_800_000_000))

    @Sendable func moment() -> Moment { Moment(wall: now(), uptime: .seconds(now().seconds)) }
    @Sendable func now() -> UnixTime { time.withLock(\.self) }
    func advance(by seconds: Double) { time.withLock { $0 = $0 + seconds } }
}

extension MetadataService {
    /// Returns the service as the program configures it, except for the address and the timeouts.
    static func at(_ port: Int) throws -> MetadataService {
        let configuration = HTTPTransport.Configuration.patient(
            maximumAnswerSize: HTTPTransport.Configuration.metadata.maximumAnswerSize)
        return MetadataService(
            transport: try HTTPTransport(configuration), endpoint: try Endpoint(parsing: "http://127.0.0.1:\(port)"))
    }
}

extension CredentialChain {
    /// Returns the chain of the program with both services on a local port.
    static func at(
        _ port: Int, environment: [String: String] = [:], files: [String: String] = [:], clock: Clock = Clock()
    ) throws -> CredentialChain {
        let endpoint = try Endpoint(parsing: "http://127.0.0.1:\(port)")
        return .standard(
            environment: environment,
            files: FileReading { path in files[path].map { .text(Secret($0), isOpen: false) } ?? .absent },
            services: KeyServices(
                metadata: try .at(port),
                tokens: TokenService(transport: try HTTPTransport(.patient()), endpoint: endpoint)),
            now: clock.now)
    }
}

/// An action that exists only in these tests.
struct Ping: Action {
    struct Answer: Decodable, Sendable {}
    static let name = "Ping"
    static let version = "2018-05-29"
    static let service = "gaap"
    func validate() throws(RequestError) {}
}

/// A body that cannot be decoded. Decoding it must not trap.
struct UnreadableBody: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]

    static let all = [
        UnreadableBody(
            testDescription: "arrays 10,000 deep", bytes: Array(repeating: UInt8(ascii: "["), count: 10_000)),
        UnreadableBody(
            testDescription: "objects 10,000 deep in a field",
            bytes: Array(#"{"Response":{"Credentials":"#.utf8)
                + Array(repeating: Array(#"{"a":"#.utf8), count: 10_000).joined()
        ),
        UnreadableBody(
            testDescription: "not UTF-8", bytes: Array(#"{"Code":"Success","Token":""#.utf8) + [0xFF, 0xFE, 0x22, 0x7D]),
        UnreadableBody(testDescription: "60,000 blanks", bytes: Array(repeating: UInt8(ascii: " "), count: 60_000)),
    ]
}
