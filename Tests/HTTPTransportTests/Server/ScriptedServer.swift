// A loopback server that does exactly what a test tells it to, byte by byte: the misbehaviour a client must survive is
// real, and nothing of the client stands on both sides.

import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// What a server does with one connection; it is closed when the script ends.
typealias Script = @Sendable (inout ServerConnection) async throws -> Void

/// Runs a server on a free port of 127.0.0.1 as long as the body runs.
func withServer<Value: Sendable>(
    tls: NIOSSLContext? = nil, _ script: @escaping Script, run body: (_ port: Int) async throws -> Value
) async throws -> Value {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .bind(host: "127.0.0.1", port: 0) { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    let port = try #require(server.channel.localAddress?.port)
    return try await server.executeThenClose { connections in
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await serve(connections, script) }
            defer { group.cancelAll() }
            return try await body(port)
        }
    }
}

private func serve(
    _ connections: NIOAsyncChannelInboundStream<NIOAsyncChannel<ByteBuffer, ByteBuffer>>, _ script: @escaping Script
) async throws {
    try await withThrowingDiscardingTaskGroup { group in
        var count = 0
        for try await channel in connections {
            count += 1
            let number = count
            group.addTask {
                // A script fails when the client goes away, which is its right.
                try? await channel.executeThenClose { inbound, outbound in
                    var connection = ServerConnection(
                        number: number, inbound: inbound.makeAsyncIterator(), outbound: outbound)
                    try await script(&connection)
                }
            }
        }
    }
}

/// The server side of TLS with one of the test certificates.
func serverTLS(_ certificate: String) throws -> NIOSSLContext {
    let certificate = try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(TestCertificates.key.utf8), format: .pem)
    return try NIOSSLContext(
        configuration: .makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
}
