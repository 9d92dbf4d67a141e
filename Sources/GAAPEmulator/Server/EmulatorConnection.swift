// Handles one request over a socket: passes the bytes to the emulator and sends the response in the way that a fault
// specifies. The server library delivers `Host` separately from the other headers, as the authority. It is passed on
// unchanged, since it is part of the signature: tccli sends `Host: http://127.0.0.1:8080`.

import Essentials
import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOFoundationEssentialsCompat
import TencentCloud

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Handles the requests of connections.
struct EmulatorConnection: Sendable {
    let emulator: Emulator
    let time: TimeSource
    let budget: BodyBudget

    func respond(to request: Request, writer: consuming ResponseWriter, channel: any Channel) async throws {
        let body: Data
        switch try await receive(request) {
        case .success(let whole): body = whole
        case .failure(let refused):
            let head = HTTPResponse(status: refused.status, headerFields: [.connection: "close", .contentLength: "0"])
            try await writer.write(response: head, body: ResponseBody())
            try await channel.close()
            return
        }
        let served = await emulator.serve(
            EmulatorRequest(
                method: request.method.rawValue, path: request.head.path ?? "", headers: headers(of: request.head),
                body: body))
        budget.giveBack(body.count)
        try await deliver(served, writer: writer, channel: channel)
    }

    /// The refusal of a request that has not been read completely.
    private struct RefusedError: Error { let status: HTTPResponse.Status }

    /// Returns the complete body, unless it is much larger than the service's limit. The emulator itself refuses a body
    /// that is only slightly too large.
    private func receive(_ request: Request) async throws -> Result<Data, RefusedError> {
        // The emulator is not a proxy.
        guard request.method != .connect else { return .failure(RefusedError(status: .methodNotAllowed)) }
        let limit = 2 * RequestGate.largestBody
        // If the Content-Length is too large, the body is not read at all.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            return .failure(RefusedError(status: .contentTooLarge))
        }
        var body = Data()
        var isWhole = false
        // A complete body remains in memory until the request is answered.
        defer { if !isWhole { budget.giveBack(body.count) } }
        for try await piece in request.body {
            guard budget.take(piece.readableBytes) else { return .failure(RefusedError(status: .serviceUnavailable)) }
            body.append(Data(buffer: piece))
            if body.count > limit { return .failure(RefusedError(status: .contentTooLarge)) }
        }
        isWhole = true
        return .success(body)
    }

    private func headers(of head: HTTPRequest) -> [TransportHeader] {
        var headers = head.headerFields.map { TransportHeader($0.name.rawName, $0.value) }
        if let host = head.authority { headers.insert(TransportHeader("Host", host), at: 0) }
        return headers
    }

    private func deliver(_ served: Emulator.Served, writer: consuming ResponseWriter, channel: any Channel) async throws
    {
        let body = ByteBuffer(bytes: served.response.body)
        var head = HTTPResponse(status: HTTPResponse.Status(code: served.response.status))
        for header in served.response.headers {
            if let name = HTTPField.Name(header.name) { head.headerFields[name] = header.value }
        }
        head.headerFields[.contentLength] = String(body.readableBytes)
        switch served.delivery {
        case .whole: try await writer.write(response: head, body: ResponseBody(byteBuffer: body))
        case .reset: try await reset(channel)
        case .truncated:
            var writer = try await writer.writeHead(head)
            try await writer.write(body.getSlice(at: 0, length: body.readableBytes / 2) ?? body)
            try await channel.close()
        case .slow(let pause):
            var rest = body
            var writer = try await writer.writeHead(head)
            while let piece = rest.readSlice(length: min(Delivery.piece, rest.readableBytes)), piece.readableBytes > 0 {
                try await writer.write(piece)
                try await time.sleep(pause)
            }
            try await writer.finish(nil)
        }
    }

    /// Closes the connection with a TCP reset instead of an orderly shutdown.
    private func reset(_ channel: any Channel) async throws {
        if let socket = channel as? any SocketOptionProvider {
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }
}
