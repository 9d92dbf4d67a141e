import Essentials
import Synchronization
import Testing

@testable import TencentCloud

/// Returns the results of a list, one per search, and the last result for every later search. If `isHeld` is set, each
/// search waits for `release`.
private final class StubSearches: Sendable {
    private struct State {
        var count = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let list: [CredentialFinding]
    private let isHeld: Bool
    private let state = Mutex(State())
    /// The wall clock and the uptime.
    let now = Mutex(Moment(wall: UnixTime(1000), uptime: .seconds(1000)))
    let warnings = Mutex<[String]>([])

    init(_ list: [CredentialFinding], isHeld: Bool = false) {
        self.list = list
        self.isHeld = isHeld
    }

    var count: Int { state.withLock(\.count) }

    var store: CredentialStore {
        CredentialStore(
            search: { await self.search() }, now: { self.now.withLock(\.self) },
            warn: { warning in self.warnings.withLock { $0.append(warning[.english]) } })
    }

    private func search() async -> CredentialSearch {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        if isHeld { await withCheckedContinuation { waiter in state.withLock { $0.waiting.append(waiter) } } }
        return CredentialSearch(findings: [list[min(number, list.count) - 1]])
    }

    /// Resumes the searches that wait.
    /// - Returns: false if no search waits.
    func release() -> Bool {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume() }
        return !waiting.isEmpty
    }
}

private func key(_ id: String, until end: Double? = nil) -> Credential {
    // All keys belong to one role, as a source returns them after a renewal.
    Credential(secretID: id, secretKey: Secret("k"), expiresAt: end.map(UnixTime.init)).held(by: .login("x", ["1"]))
}

private func found(_ id: String, until end: Double? = nil) -> CredentialFinding {
    CredentialFinding(Wording(verbatim: "x"), .found(key(id, until: end)))
}

@Suite(.timeLimit(.minutes(3))) struct CredentialStoreTests {
    @Test func `A key without an expiry is searched for once`() async throws {
        let searches = StubSearches([found("a"), found("b")])
        let store = searches.store
        for _ in 0..<3 { #expect(try await store.credential() == key("a")) }
        #expect(searches.count == 1)
    }

    @Test func `A key is renewed five minutes before it expires`() async throws {
        let searches = StubSearches([found("a", until: 2000), found("b", until: 4000)])
        let store = searches.store
        #expect(try await store.credential() == key("a", until: 2000))
        searches.now.withLock { $0 = Moment(wall: UnixTime(1699), uptime: .seconds(1699)) }
        #expect(try await store.credential() == key("a", until: 2000))
        searches.now.withLock { $0 = Moment(wall: UnixTime(1700), uptime: .seconds(1700)) }
        #expect(try await store.credential() == key("b", until: 4000))
        #expect(searches.count == 2)
    }

    @Test(arguments: [-3600.0, 3600.0])
    func `A change of the wall clock neither shortens nor extends the lifetime of a key`(
        by jump: Double
    ) async throws {
        let searches = StubSearches([found("a", until: 6000), found("b", until: 90000)])
        let store = searches.store
        #expect(try await store.credential().secretID == "a")
        searches.now.withLock { $0 = Moment(wall: UnixTime(1100 + jump), uptime: .seconds(1100)) }
        #expect(try await store.credential().secretID == "a")
        #expect(searches.count == 1)
        searches.now.withLock { $0 = Moment(wall: UnixTime(5700 + jump), uptime: .seconds(5700)) }
        #expect(try await store.credential().secretID == "b")
    }

    @Test
    func
        `If a renewal returns the same key, the key is used until it expires and the renewal is repeated at intervals`()
        async throws
    {
        let searches = StubSearches([found("a", until: 1100), found("a", until: 1100), found("b", until: 9000)])
        let store = searches.store
        for _ in 0..<5 { #expect(try await store.credential().secretID == "a") }
        #expect(searches.count == 1)
        searches.now.withLock { $0 = Moment(wall: UnixTime(1010), uptime: .seconds(1010)) }
        for _ in 0..<5 { #expect(try await store.credential().secretID == "a") }
        #expect(searches.count == 2)
        searches.now.withLock { $0 = Moment(wall: UnixTime(1020), uptime: .seconds(1020)) }
        #expect(try await store.credential().secretID == "b")
    }

    @Test func `If the renewal fails, the key is used until it expires, but not longer`() async throws {
        let failure = CredentialFinding(
            Wording(verbatim: "x"), .broken(because: Wording(verbatim: "gone")))
        let searches = StubSearches([found("a", until: 2000), failure])
        let store = searches.store
        _ = try await store.credential()
        searches.now.withLock { $0 = Moment(wall: UnixTime(1995), uptime: .seconds(1995)) }
        for _ in 0..<5 { #expect(try await store.credential().secretID == "a") }
        #expect(searches.count == 2)
        searches.now.withLock { $0 = Moment(wall: UnixTime(2000), uptime: .seconds(2000)) }
        await #expect(throws: CredentialError(tried: [Wording(verbatim: "x: gone")])) { try await store.credential() }
    }

    @Test func `A failed search is not cached: the next call finds a key that was fixed in the meantime`() async throws
    {
        let searches = StubSearches([
            CredentialFinding(
                Wording(verbatim: "x"), .nothing(because: Wording(verbatim: "none"))), found("a"),
        ])
        let store = searches.store
        await #expect(throws: CredentialError(tried: [Wording(verbatim: "x: none")])) { try await store.credential() }
        #expect(try await store.credential() == key("a"))
    }

    @Test func `Fifty concurrent callers share one search`() async throws {
        let searches = StubSearches([found("a"), found("b")], isHeld: true)
        let store = searches.store
        try await withThrowingTaskGroup(of: Credential.self) { group in
            for _ in 0..<50 { group.addTask { try await store.credential() } }
            while await store.waiting < 50 { await Task.yield() }
            while !searches.release() { await Task.yield() }
            for try await credential in group { #expect(credential == key("a")) }
        }
        #expect(searches.count == 1)
    }

    @Test func `Fifty callers whose key was refused share one search`() async throws {
        let searches = StubSearches([found("a"), found("b"), found("c")])
        let store = searches.store
        let refused = try await store.credential()
        try await withThrowingTaskGroup(of: Credential?.self) { group in
            for _ in 0..<50 { group.addTask { try await store.replacement(for: refused) } }
            for try await credential in group { #expect(credential == key("b")) }
        }
        #expect(searches.count == 2)
    }

    @Test func `A refused key has no replacement if it is the only key`() async throws {
        let searches = StubSearches([found("a")])
        let store = searches.store
        let refused = try await store.credential()
        #expect(try await store.replacement(for: refused) == nil)
    }

    @Test func `If the renewal fails, a refused key is not used any longer`() async throws {
        let searches = StubSearches([
            found("a", until: 9000),
            CredentialFinding(
                Wording(verbatim: "x"), .broken(because: Wording(verbatim: "gone"))),
        ])
        let store = searches.store
        let refused = try await store.credential()
        await #expect(throws: CredentialError(tried: [Wording(verbatim: "x: gone")])) {
            try await store.replacement(for: refused)
        }
        await #expect(throws: CredentialError(tried: [Wording(verbatim: "x: gone")])) { try await store.credential() }
    }

    @Test func `A cancelled caller stops waiting immediately, and the other callers keep waiting`() async throws {
        let searches = StubSearches([found("a")], isHeld: true)
        let store = searches.store
        let patient = Task { try await store.credential() }
        let hasty = Task { try await store.credential() }
        while await store.waiting < 2 { await Task.yield() }
        hasty.cancel()
        await #expect(throws: CredentialError(tried: [])) { try await hasty.value }
        while !searches.release() { await Task.yield() }
        #expect(try await patient.value == key("a"))
        #expect(searches.count == 1)
    }

    @Test func `Each warning is reported once`() async throws {
        let first = found("a", until: 1001).warned(Wording(verbatim: "open"))
        let searches = StubSearches([
            first, found("b", until: 1002).warned(Wording(verbatim: "open")),
            found("c").warned(Wording(verbatim: "other")),
        ])
        let store = searches.store
        for time in [1000.0, 1001, 1002] {
            searches.now.withLock { $0 = Moment(wall: UnixTime(time), uptime: .seconds(time)) }
            _ = try await store.credential()
        }
        #expect(searches.count == 3)
        #expect(searches.warnings.withLock(\.self) == ["open", "other"])
    }
}
