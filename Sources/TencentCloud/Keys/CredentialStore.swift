// Keeps the answer of the chain as long as it is good, so that a sweep of a thousand calls reads the files once, and
// looks again when it is about to expire or the service refuses it. A search is one, however many wait for it; one that
// found nothing is not kept, so that what a person mends in the meantime is seen by the next call.

package import Essentials

/// The credential of each attempt.
package actor CredentialStore {
    /// How long before its end a credential is renewed, in seconds: as Tencent's SDKs do, since the services behind the
    /// sources give out the next one about then.
    static let margin = 300.0
    /// Where renewing brings nothing newer, how long until it is tried again, in seconds.
    static let pause = 10.0

    private struct Kept {
        let credential: Credential
        /// Both by `TimeSource.uptime`, so that a wall clock that is set does not prolong or end them; nil when it
        /// never ends.
        var renewal: Duration?
        let end: Duration?
    }

    private let search: @Sendable () async -> CredentialSearch
    private let now: @Sendable () -> Moment
    private let warn: @Sendable (Wording) -> Void
    private let learn: @Sendable (KeyHolder) -> Void
    /// Whose keys this store gives out, once that is known.
    private var holder: KeyHolder?
    private var kept: Kept?
    private var searching: Task<CredentialSearch, Never>?
    private var warnings: Set<Wording> = []
    /// How many wait for a search.
    private(set) var waiting = 0

    /// - Parameters:
    ///   - search: looks afresh. It may wait, as for a metadata service.
    ///   - now: both clocks. How long a credential is still good is worked out once, when it is
    ///     found, by the wall clock.
    ///   - holder: whose rows are on the screen already; nil where that is not known. The key of another one is not
    ///     given out.
    ///   - warn: receives each warning once.
    ///   - learn: receives the holder when the first key is found.
    package init(
        search: @escaping @Sendable () async -> CredentialSearch, now: @escaping @Sendable () -> Moment,
        holder: KeyHolder? = nil, warn: @escaping @Sendable (Wording) -> Void = { _ in },
        learn: @escaping @Sendable (KeyHolder) -> Void = { _ in }
    ) {
        self.search = search
        self.now = now
        self.holder = holder
        self.warn = warn
        self.learn = learn
    }

    package init(
        _ chain: CredentialChain, now: @escaping @Sendable () -> Moment, holder: KeyHolder? = nil,
        warn: @escaping @Sendable (Wording) -> Void = { _ in },
        learn: @escaping @Sendable (KeyHolder) -> Void = { _ in }
    ) {
        self.init(search: { await chain.search() }, now: now, holder: holder, warn: warn, learn: learn)
    }

    /// What to sign with now.
    /// - Throws: what was looked at in vain; or that nothing was tried, when the surrounding task is cancelled while it
    ///   waits.
    package func credential() async throws(CredentialError) -> Credential {
        if let kept, kept.renewal.map({ uptime < $0 }) ?? true { return kept.credential }
        do throws(CredentialError) {
            return try await renewed()
        } catch {
            if error.isOtherAccount { throw error }
            // What cannot be renewed is still good up to its end.
            guard var kept, let end = kept.end, uptime < end else { throw error }
            kept.renewal = min(end, uptime + .seconds(Self.pause))
            self.kept = kept
            return kept.credential
        }
    }

    /// Another credential than the one that the service refused; nil when there is no other, and asking again would
    /// bring nothing.
    package func replacement(for refused: Credential) async throws(CredentialError) -> Credential? {
        // Others that were refused with it may have renewed it already.
        if let kept, kept.credential != refused { return kept.credential }
        kept = nil
        let credential = try await renewed()
        return credential == refused ? nil : credential
    }

    private func renewed() async throws(CredentialError) -> Credential {
        let task = searching ?? Task { await searched() }
        searching = task
        guard let found = await outcome(of: task) else { throw CredentialError(tried: []) }
        let credential = try found.result.get()
        guard isSameHolder(credential) else { throw .otherAccount }
        return credential
    }

    private var uptime: Duration { now().uptime ?? .zero }

    /// Looks, and takes note of what comes of it, whether or not anybody still waits.
    private func searched() async -> CredentialSearch {
        let found = await search()
        searching = nil
        for warning in found.warnings where warnings.insert(warning).inserted { warn(warning) }
        if case .success(let credential) = found.result, isSameHolder(credential) {
            keep(credential)
            if holder == nil, let holder = credential.holder {
                self.holder = holder
                learn(holder)
            }
        }
        return found
    }

    /// A holder that is not known cannot be another one: a machine's metadata may fail to name its account once.
    private func isSameHolder(_ credential: Credential) -> Bool {
        guard let holder, let new = credential.holder else { return true }
        return holder == new
    }

    private func keep(_ credential: Credential) {
        let now = now()
        let end = credential.expiresAt.flatMap { now.placing($0).uptime }
        let renewal = end.map { end in
            let due = end - .seconds(Self.margin)
            let uptime = now.uptime ?? .zero
            return uptime < due ? due : min(end, uptime + .seconds(Self.pause))
        }
        kept = Kept(credential: credential, renewal: renewal, end: end)
    }

    /// What a search finds; nil as soon as the surrounding task is cancelled, while the search goes on for those who
    /// still wait.
    private func outcome(of task: Task<CredentialSearch, Never>) async -> CredentialSearch? {
        waiting += 1
        defer { waiting -= 1 }
        let (outcomes, feed) = AsyncStream.makeStream(of: CredentialSearch.self)
        Task {
            feed.yield(await task.value)
            feed.finish()
        }
        for await outcome in outcomes { return outcome }
        return nil
    }
}
