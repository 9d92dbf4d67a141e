package import GAAPEmulator
package import TencentCloud

extension EmulatorServer {
    /// Runs a server while a closure uses it.
    /// - Returns: the result of the closure, which receives the endpoint of the server.
    @discardableResult
    package func whileRunning<Result: Sendable>(
        port: Int = 0, do work: @escaping @Sendable (Endpoint) async throws -> Result
    ) async throws -> Result {
        let (ready, announce) = AsyncStream.makeStream(of: Endpoint.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                defer { announce.finish() }
                try await run(port: port) { announce.yield($0) }
                return nil
            }
            group.addTask {
                for await endpoint in ready { return try await work(endpoint) }
                return nil
            }
            defer { group.cancelAll() }
            for try await result in group {
                if let result { return result }
            }
            throw ServerStoppedError()
        }
    }
}

/// The error if the server ends before the closure.
private struct ServerStoppedError: Error {}
