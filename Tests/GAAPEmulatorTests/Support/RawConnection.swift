// A plain socket that sends the given bytes. HTTP clients cannot send the Host header that tccli sends.

import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A blocking connection to a port of 127.0.0.1, with a read timeout of 60 s.
struct RawConnection {
    struct Failed: Error { let call: String, code: Int32 }

    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failed(call: "socket", code: errno) }
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failed(call: "connect", code: errno) }
    }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failed(call: "send", code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads until the peer closes the connection, or until a complete response with a Content-Length has arrived.
    func readAnswer() throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failed(call: "recv", code: errno) }
            bytes += buffer.prefix(count)
            let text = String(decoding: bytes, as: UTF8.self)
            if count == 0 || isWhole(text) { return text }
        }
    }

    private func isWhole(_ text: String) -> Bool {
        guard let end = text.firstRange(of: "\r\n\r\n"), let match = text.firstMatch(of: /(?i)content-length: (\d+)/),
            let length = Int(match.1)
        else { return false }
        return text[end.upperBound...].utf8.count >= length
    }

    /// Closes the sending direction of the connection.
    func finish() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    func close() { _ = systemClose(descriptor) }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

/// Runs blocking work outside the shared thread pool of tasks, because the server needs those threads to respond.
func offPool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        // A separate queue gets its own thread. The global queue shares its threads with tasks.
        DispatchQueue(label: "blocking").async { continuation.resume(with: Result { try work() }) }
    }
}
