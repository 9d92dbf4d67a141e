// A transport that records requests and can hold them until a test releases them.

import Essentials
import FoundationEssentials
import GAAPEmulator
import Synchronization
import TestSupport
import TencentCloud

/// A summary of a request.
struct RequestSummary: Sendable, Equatable {
    let action: String
    /// The body with sorted keys.
    let body: String

    var isAboutListeners: Bool { action == "DescribeTCPListeners" }
    /// The ID of the queried owner; empty if the request names no owner.
    var owner: String { text("ProxyId") + text("GroupId") }
    var isFirstPage: Bool { body.contains(#""Offset":0,"#) || body.contains(#""Offset":0}"#) }

    private func text(_ key: String) -> String {
        guard let start = body.firstRange(of: "\"\(key)\":\"") else { return "" }
        return String(body[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// A transport in front of an emulator.
final class Gate: Transport {
    private struct State {
        var requests: [RequestSummary] = []
        var held: [Int: CheckedContinuation<Void, Never>] = [:]
        var isOpen = false
        var isShutDown = false
    }
    private let inner: EmulatorTransport
    private let holds: @Sendable (RequestSummary) -> Bool
    private let before: @Sendable (RequestSummary) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - holds: returns whether a request waits until the gate is opened.
    ///   - before: called immediately before a request is forwarded.
    init(
        _ inner: EmulatorTransport, holds: @escaping @Sendable (RequestSummary) -> Bool = { _ in false },
        before: @escaping @Sendable (RequestSummary) -> Void = { _ in }
    ) {
        self.inner = inner
        self.holds = holds
        self.before = before
    }

    var requests: [RequestSummary] { state.withLock(\.requests) }
    var heldCount: Int { state.withLock(\.held.count) }
    var isShutDown: Bool { state.withLock(\.isShutDown) }

    /// Releases all held requests, and lets all later requests pass.
    func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = [:] }
            return state.held
        }
        for continuation in held.values { continuation.resume() }
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let summary = RequestSummary(
            action: request.headers["X-TC-Action"] ?? "", body: String(decoding: request.body, as: UTF8.self))
        let number = state.withLock { state in
            state.requests.append(summary)
            return state.requests.count
        }
        if holds(summary) { await wait(number) }
        guard !Task.isCancelled else { throw TransportError(.cancelled, Wording(verbatim: "cancelled")) }
        before(summary)
        return try await inner.send(request)
    }

    func shutdown() async { state.withLock { $0.isShutDown = true } }

    private func wait(_ number: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = state.withLock { state in
                    // A cancellation before this lock found no request to release.
                    if state.isOpen || Task.isCancelled { return true }
                    state.held[number] = continuation
                    return false
                }
                if passes { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.held.removeValue(forKey: number) }?.resume()
        }
    }
}
