import Essentials
import Synchronization
import Testing

@testable import TencentCloud

/// Plays searches from a list, the last one for all that follow, and waits where it is told to.
private final class PlayedSearches: Sendable {
    private struct State {
        var count = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let list: [CredentialFinding]
    private let isHeld: Bool
    private let state = Mutex(State())
    /// Both clocks.
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

    /// Lets the searches that wait come to their end; false when none waits.
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
    // Keys of one role: what a source gives out after a renewal.
    Credential(secretID: id, secretKey: Secret("k"), expiresAt: end.map(UnixTime.init)).held(by: .login("x", ["1"]))
}

private func found(_ id: String, until end: Double? = nil) -> CredentialFinding {
    CredentialFinding(Wording(verbatim: "x"), .found(key(id, until: end)))
}

@Suite(.timeLimit(.minutes(3))) struct CredentialStoreTests {
    @Test func `A key without an end is looked for once`() async throws {
        let searches = PlayedSearches([found("a"), found("b")])
        let store = searches.store
        for _ in 0..<3 { #expect(try await store.credential() == key("a")) }
        #expect(searches.count == 1)
    }

    @Test func `A key is renewed five minutes before its end`() async throws {
        let searches = PlayedSearches([found("a", until: 2000), found("b", until: 4000)])
        let store = searches.store
        #expect(try await store.credential() == key("a", until: 2000))
        searches.now.withLock { $0 = Moment(wall: UnixTime(1699), uptime: .seconds(1699)) }
        #expect(try await store.credential() == key("a", until: 2000))
        searches.now.withLock { $0 = Moment(wall: UnixTime(1700), uptime: .seconds(1700)) }
        #expect(try await store.credential() == key("b", until: 4000))
        #expect(searches.count == 2)
    }

    @Test(arguments: [-3600.0, 3600.0]) func `A wall clock that is set neither ends a key nor prolongs it`(
        by jump: Double
    ) async throws {
        let searches = PlayedSearches([found("a", until: 6000), found("b", until: 90000)])
        let store = searches.store
        #expect(try await store.credential().secretID == "a")
        searches.now.withLock { $0 = Moment(wall: UnixTime(1100 + jump), uptime: .seconds(1100)) }
        #expect(try await store.credential().secretID == "a")
        #expect(searches.count == 1)
        searches.now.withLock { $0 = Moment(wall: UnixTime(5700 + jump), uptime: .seconds(5700)) }
        #expect(try await store.credential().secretID == "b")
    }

    @Test func `Where renewing brings the same key it is used to its end, and asked for again now and then`()
        async throws
    {
        let searches = PlayedSearches([found("a", until: 1100), found("a", until: 1100), found("b", until: 9000)])
        let store = searches.store
        for _ in 0..<5 { #expect(try await store.credential().secretID == "a") }
        #expect(searches.count == 1)
        searches.now.withLock { $0 = Moment(wall: UnixTime(1010), uptime: .seconds(1010)) }
        for _ in 0..<5 { #expect(try await store.credential().secretID == "a") }
        #expect(searches.count == 2)
        searches.now.withLock { $0 = Moment(wall: UnixTime(1020), uptime: .seconds(1020)) }
        #expect(try await store.credential().secretID == "b")
    }

    @Test func `Where renewing fails the key is used to its end, and not beyond`() async throws {
        let failure = CredentialFinding(
            Wording(verbatim: "x"), .broken(because: Wording(verbatim: "gone")))
        let searches = PlayedSearches([found("a", until: 2000), failure])
        let store = searches.store
        _ = try await store.credential()
        searches.now.withLock { $0 = Moment(wall: UnixTime(1995), uptime: .seconds(1995)) }
        for _ in 0..<5 { #expect(try await store.credential().secretID == "a") }
        #expect(searches.count == 2)
        searches.now.withLock { $0 = Moment(wall: UnixTime(2000), uptime: .seconds(2000)) }
        await #expect(throws: CredentialError(tried: [Wording(verbatim: "x: gone")])) { try await store.credential() }
    }

    @Test func `A search without success is not kept: what is mended is seen by the next call`() async throws {
        let searches = PlayedSearches([
            CredentialFinding(
                Wording(verbatim: "x"), .nothing(because: Wording(verbatim: "none"))), found("a"),
        ])
        let store = searches.store
        await #expect(throws: CredentialError(tried: [Wording(verbatim: "x: none")])) { try await store.credential() }
        #expect(try await store.credential() == key("a"))
    }

    @Test func `Fifty who ask at once make one search`() async throws {
        let searches = PlayedSearches([found("a"), found("b")], isHeld: true)
        let store = searches.store
        try await withThrowingTaskGroup(of: Credential.self) { group in
            for _ in 0..<50 { group.addTask { try await store.credential() } }
            while await store.waiting < 50 { await Task.yield() }
            while !searches.release() { await Task.yield() }
            for try await credential in group { #expect(credential == key("a")) }
        }
        #expect(searches.count == 1)
    }

    @Test func `Fifty whose key was refused make one search, early or late`() async throws {
        let searches = PlayedSearches([found("a"), found("b"), found("c")])
        let store = searches.store
        let refused = try await store.credential()
        try await withThrowingTaskGroup(of: Credential?.self) { group in
            for _ in 0..<50 { group.addTask { try await store.replacement(for: refused) } }
            for try await credential in group { #expect(credential == key("b")) }
        }
        #expect(searches.count == 2)
    }

    @Test func `A refused key that is all there is has no replacement`() async throws {
        let searches = PlayedSearches([found("a")])
        let store = searches.store
        let refused = try await store.credential()
        #expect(try await store.replacement(for: refused) == nil)
    }

    @Test func `A refused key is not used to its end where renewing fails`() async throws {
        let searches = PlayedSearches([
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

    @Test func `Whoever gives up waiting is let go at once, and the others are not`() async throws {
        let searches = PlayedSearches([found("a")], isHeld: true)
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

    @Test func `A warning is told once`() async throws {
        let first = found("a", until: 1001).warned(Wording(verbatim: "open"))
        let searches = PlayedSearches([
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
