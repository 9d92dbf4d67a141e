// Keeps the result of the chain while it is valid, so that a refresh with a thousand calls reads the files only once.
// Searches again when the credential is about to expire or the service refuses it. All callers that wait share one
// search. A search without a credential is not kept, so that the next call notices if the user has fixed the problem in
// the meantime.

package import Essentials

/// Supplies the credential for each attempt.
package actor CredentialStore {
    /// How long before its expiry a credential is renewed, in seconds. The value is that of Tencent's SDKs, since the
    /// services behind the sources issue the next credential at about that time.
    static let margin = 300.0
    /// The time until the next attempt if renewing does not return a newer credential, in seconds.
    static let pause = 10.0

    private struct Kept {
        let credential: Credential
        /// When the credential is renewed and when it expires. Both are times by `TimeSource.uptime`, so that a change
        /// of the wall clock does not affect them. nil if the credential does not expire.
        var renewal: Duration?
        let end: Duration?
    }

    private let search: @Sendable () async -> CredentialSearch
    private let now: @Sendable () -> Moment
    private let warn: @Sendable (Wording) -> Void
    private let learn: @Sendable (KeyHolder) -> Void
    /// The holder of the keys that this store supplies, once it is known.
    private var holder: KeyHolder?
    private var kept: Kept?
    private var searching: Task<CredentialSearch, Never>?
    private var warnings: Set<Wording> = []
    /// The number of callers that wait for a search.
    private(set) var waiting = 0

    /// - Parameters:
    ///   - search: searches again on every call. It may wait, for example for a metadata service.
    ///   - now: returns the time by both clocks. The remaining validity of a credential is computed once, by the wall
    ///     clock, when the credential is found.
    ///   - holder: the holder whose rows are already on the screen, or nil if it is unknown. The store does not supply
    ///     the key of another holder.
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

    /// Returns the credential to sign with now.
    /// - Throws: an error that lists the searched sources; or an error without sources if the surrounding task is
    ///   cancelled while it waits.
    package func credential() async throws(CredentialError) -> Credential {
        if let kept, kept.renewal.map({ uptime < $0 }) ?? true { return kept.credential }
        do throws(CredentialError) {
            return try await renewed()
        } catch {
            if error.isOtherAccount { throw error }
            // A credential that cannot be renewed remains valid until it expires.
            guard var kept, let end = kept.end, uptime < end else { throw error }
            kept.renewal = min(end, uptime + .seconds(Self.pause))
            self.kept = kept
            return kept.credential
        }
    }

    /// Returns a credential other than the one that the service refused, or nil if there is no other, so that another
    /// search would not help.
    package func replacement(for refused: Credential) async throws(CredentialError) -> Credential? {
        // Another caller with the same refused credential may have renewed it already.
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

    /// Searches and records the result, even if no caller waits any more.
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

    /// Returns whether a credential belongs to the holder of this store. An unknown holder is not a different holder:
    /// the metadata of a machine may temporarily fail to name its account.
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

    /// Returns the result of a search, or nil as soon as the surrounding task is cancelled. The search continues for
    /// the other callers that wait.
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
