// Serves the emulator over HTTP/1.1, on 127.0.0.1 only, because it is not meant for a network. The code uses the core
// of the server library and not its application, because it needs access to the connection (to reset it on purpose),
// and because `Date` must show the emulator's clock and not that of the machine.

package import Essentials
import FoundationEssentials
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
package import TencentCloud

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An HTTP server for an emulator, on the loopback interface.
package struct EmulatorServer: Sendable {
    /// The reason why the server cannot start.
    package struct StartError: DescribedError, Equatable, Sendable {
        package let message: Wording
    }

    private let emulator: Emulator
    private let time: TimeSource
    private let limits: ServerLimits

    package init(_ emulator: Emulator, time: TimeSource = .system, limits: ServerLimits = ServerLimits()) {
        self.emulator = emulator
        self.time = time
        self.limits = limits
    }

    /// Runs until the surrounding task is cancelled. Then open connections are closed, even if a response is missing.
    /// - Parameters:
    ///   - port: the port, or 0 for a free port.
    ///   - onReady: called once, when the server accepts requests.
    package func run(
        port: Int = 0, onReady: @escaping @Sendable (Endpoint) async -> Void
    ) async throws(StartError) {
        guard (0...65_535).contains(port) else {
            throw StartError(message: Wording("the port must be a number from 0 to 65535", zh: "端口须为 0 到 65535 的数字"))
        }
        let connection = EmulatorConnection(emulator: emulator, time: time, budget: BodyBudget(limits.bodies))
        let silence = Logger(label: "emulator") { _ in SwiftLogNoOpLogHandler() }
        do {
            let limits = limits
            let server = try HTTPServerBuilder.http1(
                configuration: .init(additionalChannelHandlers: [ConnectionPatience(limits)])
            ).buildServer(
                configuration: ServerConfiguration(
                    address: .hostname("127.0.0.1", port: port),
                    availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: silence)),
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                logger: silence,
                responder: { request, writer, channel in
                    try await connection.respond(to: request, writer: writer, channel: channel)
                },
                onServerRunning: { channel in
                    let port = channel.localAddress?.port ?? port
                    if let endpoint = try? Endpoint(parsing: "http://127.0.0.1:\(port)") {  // always well formed
                        await onReady(endpoint)
                    }
                })
            try await server.run()
        } catch is CancellationError {
            return
        } catch {
            throw StartError(message: Self.words(for: error, port: port))
        }
    }

    private static func words(for error: any Error, port: Int) -> Wording {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            Wording(
                "port \(port) of 127.0.0.1 is in use; choose another port, or omit --port to use a free one",
                zh: "127.0.0.1 的端口 \(port) 已被占用；请换一个，或不带 --port 以自动选用")
        case EACCES:
            Wording(
                "port \(port) of 127.0.0.1 is reserved for the administrator; choose a port from 1024, or omit --port to use a free one",
                zh: "127.0.0.1 的端口 \(port) 仅管理员可用；请选 1024 以上的端口，或不带 --port 以自动选用")
        default:
            unable(port, (error as? IOError)?.errnoCode)
        }
    }

    /// Returns a message with the error text of the system, not that of a library.
    private static func unable(_ port: Int, _ code: Int32?) -> Wording {
        let reason =
            code.map { (String(cString: strerror($0)).lowercased(), "系统错误 \($0)") } ?? ("unknown reason", "原因不明")
        return Wording(
            "cannot listen on port \(port) of 127.0.0.1: \(reason.0)", zh: "无法监听 127.0.0.1 的端口 \(port)：\(reason.1)")
    }

    /// Returns the line that contains the endpoint and the key for other programs.
    package static func announcement(endpoint: Endpoint, credential: Credential) -> String {
        var line = [
            JSONValue.Member(name: "endpoint", value: .string(endpoint.description)),
            JSONValue.Member(name: "secretId", value: .string(credential.secretID)),
            JSONValue.Member(name: "secretKey", value: .string(credential.secretKey.reveal())),
        ]
        if let token = credential.token { line.append(JSONValue.Member(name: "token", value: .string(token.reveal()))) }
        return String(decoding: JSONValue.object(line).encoded, as: UTF8.self)
    }
}
