// Resolves names and connects with the C library as separate steps. The HTTP client does both at once and does not
// measure them separately.

import Dispatch
import Glibc
import Essentials

/// An address to connect to.
struct SocketAddress: Sendable {
    struct LookUpError: DescribedError, Sendable {
        let message: Wording
    }

    /// `203.0.113.7:443`, `[2001:db8::1]:443`.
    let text: String
    private let bytes: [UInt8]
    private let family: Int32

    /// Resolves a name within a time limit. The C library asks every name server several times and cannot be cancelled.
    /// After the limit, its thread continues without effect. The thread does not belong to the cooperative pool, which
    /// has few threads.
    /// - Parameter look: resolves a name.
    static func resolve(
        _ host: String, port: Int, within limit: Duration,
        by look: @escaping @Sendable (String, Int) -> Result<[SocketAddress], LookUpError> = { resolve($0, port: $1) }
    ) async -> Result<[SocketAddress], LookUpError> {
        let (answers, feed) = AsyncStream.makeStream(of: Result<[SocketAddress], LookUpError>.self)
        DispatchQueue(label: "resolving").async { feed.yield(look(host, port)) }
        let alarm = Task {
            // The answer cancels this task.
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            feed.yield(
                .failure(
                    LookUpError(
                        message: Wording(
                            "the name servers did not answer within \(limit.components.seconds) s",
                            zh: "域名服务器在 \(limit.components.seconds) 秒内没有应答"))))
        }
        defer { alarm.cancel() }
        for await answer in answers { return answer }
        return .failure(LookUpError(message: Wording("cancelled", zh: "已取消")))
    }

    /// Returns the distinct addresses of a name in the order in which a client tries them.
    static func resolve(_ host: String, port: Int) -> Result<[SocketAddress], LookUpError> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &list)
        guard code == 0 else { return .failure(LookUpError(message: words(forLookUp: code))) }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let address = entry.ai_addr else { continue }
            let bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
            var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            guard getnameinfo(address, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
            else { continue }
            let numeric = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let text = (numeric.contains(":") ? "[\(numeric)]" : numeric) + ":\(port)"
            if !found.contains(where: { $0.text == text }) {
                found.append(SocketAddress(text: text, bytes: bytes, family: entry.ai_family))
            }
        }
        return .success(found)
    }

    private static func words(forLookUp code: Int32) -> Wording {
        let chinese =
            switch code {
            case EAI_NONAME: "没有此域名"
            case EAI_AGAIN: "域名服务器暂时没有应答"
            case EAI_FAIL: "域名服务器出错"
            case EAI_FAMILY: "不支持该地址族"
            case EAI_MEMORY: "内存不足"
            default: "解析出错 \(code)"
            }
        return Wording(String(cString: gai_strerror(code)), zh: chinese)
    }

    /// Connects and closes the connection. Returns the reason for a failure, or nil.
    func tryToConnect(within limit: Duration) -> Wording? {
        let file = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { return Wording(errno: errno) }
        defer { close(file) }
        let status = bytes.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: sockaddr.self) { connect(file, $0.baseAddress, socklen_t(raw.count)) }
        }
        if status == 0 { return nil }
        guard errno == EINPROGRESS else { return Wording(errno: errno) }
        var ready = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        guard poll(&ready, 1, Int32(limit / .milliseconds(1))) > 0 else {
            let seconds = limit.components.seconds
            return Wording("no answer within \(seconds) s", zh: "\(seconds) 秒内没有应答")
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(file, SOL_SOCKET, SO_ERROR, &code, &size)
        return code == 0 ? nil : Wording(errno: code)
    }
}
