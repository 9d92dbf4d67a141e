// The inputs of the main loop: an account to browse, and the functions of the program around it. Changing to another
// account starts another session on the same terminal.

package import Browser
package import Essentials
package import Inventory
package import Reports

/// The session of one account, from its first frame until the user leaves it.
package struct BrowserSession {
    let state: BrowserState
    let makeService: (@escaping @Sendable (FetchEvent) -> Void) -> FetchService
    let makeJournal: ((_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort)?
    let ended: (BrowserState) -> Void

    /// Creates the session of an account.
    /// - Parameters:
    ///   - makeService: creates the fetch service, which reports its results to the given function.
    ///   - makeJournal: creates the journal, which reports to the given function why changes remain in memory only. nil
    ///     if there is no journal.
    ///   - ended: called with the final state when the user leaves the session.
    package init(
        state: BrowserState, makeService: @escaping (@escaping @Sendable (FetchEvent) -> Void) -> FetchService,
        makeJournal: ((_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort)? = nil,
        ended: @escaping (BrowserState) -> Void = { _ in }
    ) {
        self.state = state
        self.makeService = makeService
        self.makeJournal = makeJournal
        self.ended = ended
    }
}

/// Stores changes for later sessions. Only `close` waits.
package struct JournalPort: Sendable {
    let record: @Sendable (JournalBatch) -> Void
    let read: @Sendable (_ limit: Int, _ receive: @escaping @Sendable (JournalExtract) -> Void) -> Void
    let close: @Sendable () -> Void

    /// Creates a journal from its functions.
    /// - Parameters:
    ///   - record: writes a batch as soon as possible.
    ///   - read: passes the newest entries to `receive` in pieces on any thread, newest first.
    ///   - close: writes the remaining entries within a short time.
    package init(
        record: @escaping @Sendable (JournalBatch) -> Void,
        read: @escaping @Sendable (_ limit: Int, _ receive: @escaping @Sendable (JournalExtract) -> Void) -> Void,
        close: @escaping @Sendable () -> Void
    ) {
        self.record = record
        self.read = read
        self.close = close
    }
}

/// The functions that only the program around the loop can provide: files, and settings of other accounts.
package struct Surroundings {
    /// The error of a profile that cannot be used.
    package struct ProfileError: Error {
        let notice: Notice

        package init(_ notice: Notice) { self.notice = notice }
    }

    let save: (_ text: String, _ fileName: String) -> SaveOutcome
    let changeProfile: (_ name: String?, _ now: BrowserState) throws(ProfileError) -> BrowserSession

    /// Creates the surroundings of the main loop.
    /// - Parameters:
    ///   - save: saves a text in a new file with the given name or a similar one.
    ///   - changeProfile: creates the session of another profile.
    package init(
        save: @escaping (_ text: String, _ fileName: String) -> SaveOutcome,
        changeProfile: @escaping (_ name: String?, _ now: BrowserState) throws(ProfileError) -> BrowserSession
    ) {
        self.save = save
        self.changeProfile = changeProfile
    }
}
