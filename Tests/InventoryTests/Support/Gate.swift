// A transport that keeps what it was asked and can hold requests back until a test lets them go.

import Essentials
import FoundationEssentials
import GAAPEmulator
import Synchronization
import TestSupport
import TencentCloud

/// What a request asks, in short.
struct Asked: Sendable, Equatable {
    let action: String
    /// The body, its keys sorted.
    let body: String

    var isAboutListeners: Bool { action == "DescribeTCPListeners" }
    /// The id of the owner asked about; empty where there is none.
    var owner: String { text("ProxyId") + text("GroupId") }
    var isFirstPage: Bool { body.contains(#""Offset":0,"#) || body.contains(#""Offset":0}"#) }

    private func text(_ key: String) -> String {
        guard let start = body.firstRange(of: "\"\(key)\":\"") else { return "" }
        return String(body[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// Stands in front of an emulator.
final class Gate: Transport {
    private struct State {
        var asked: [Asked] = []
        var held: [Int: CheckedContinuation<Void, Never>] = [:]
        var isOpen = false
        var isShutDown = false
    }
    private let inner: EmulatorTransport
    private let holds: @Sendable (Asked) -> Bool
    private let before: @Sendable (Asked) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - holds: which requests wait until the gate is opened.
    ///   - before: called just before a request is passed on.
    init(
        _ inner: EmulatorTransport, holds: @escaping @Sendable (Asked) -> Bool = { _ in false },
        before: @escaping @Sendable (Asked) -> Void = { _ in }
    ) {
        self.inner = inner
        self.holds = holds
        self.before = before
    }

    var asked: [Asked] { state.withLock(\.asked) }
    var heldCount: Int { state.withLock(\.held.count) }
    var isShutDown: Bool { state.withLock(\.isShutDown) }

    /// Lets all go, now and from now on.
    func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = [:] }
            return state.held
        }
        for continuation in held.values { continuation.resume() }
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let asked = Asked(
            action: request.headers["X-TC-Action"] ?? "", body: String(decoding: request.body, as: UTF8.self))
        let number = state.withLock { state in
            state.asked.append(asked)
            return state.asked.count
        }
        if holds(asked) { await wait(number) }
        guard !Task.isCancelled else { throw TransportError(.cancelled, Wording(verbatim: "cancelled")) }
        before(asked)
        return try await inner.send(request)
    }

    func shutdown() async { state.withLock { $0.isShutDown = true } }

    private func wait(_ number: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = state.withLock { state in
                    // A cancellation from before this lock has found nobody to let go.
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
