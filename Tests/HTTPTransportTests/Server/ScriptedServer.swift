// A loopback server that a test controls byte by byte: the misbehaviour that a client must survive is real, and the
// server shares no code with the client.

import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// The behaviour of the server on one connection. The connection is closed when the script ends.
typealias Script = @Sendable (inout ServerConnection) async throws -> Void

/// Runs a server on a free local port while the body runs.
func withServer<Value: Sendable>(
    on host: String = "127.0.0.1", tls: NIOSSLContext? = nil, _ script: @escaping Script,
    run body: (_ port: Int) async throws -> Value
) async throws -> Value {
    let (accepted, continuation) = AsyncStream<Accepted>.makeStream()
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                let (bytes, reader) = AsyncStream<ByteBuffer>.makeStream()
                try channel.pipeline.syncOperations.addHandler(ForwardingHandler(to: reader))
                continuation.yield(Accepted(channel: channel, bytes: bytes))
            }
        }
        .bind(host: host, port: 0).get()
    defer { server.close(promise: nil) }
    let port = try #require(server.localAddress?.port)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await serve(accepted, script) }
        defer { group.cancelAll() }
        return try await body(port)
    }
}

/// An accepted connection whose script has not started yet.
private struct Accepted: Sendable {
    let channel: any Channel
    let bytes: AsyncStream<ByteBuffer>
}

private func serve(_ accepted: AsyncStream<Accepted>, _ script: @escaping Script) async {
    await withDiscardingTaskGroup { group in
        var count = 0
        for await new in accepted {
            count += 1
            let number = count
            group.addTask {
                var connection = ServerConnection(number: number, channel: new.channel, bytes: new.bytes)
                // A script fails when the client closes the connection, which is allowed.
                try? await script(&connection)
                new.channel.close(promise: nil)
            }
        }
    }
}

/// Returns the TLS context of a server with one of the test certificates.
func serverTLS(_ certificate: String) throws -> NIOSSLContext {
    let certificate = try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(TestCertificates.key.utf8), format: .pem)
    return try NIOSSLContext(
        configuration: .makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
}
