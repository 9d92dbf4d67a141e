// What the loop is given: an account to browse, and the program around it. Changing to another account is another
// session on the same terminal.

package import Browser
package import Essentials
package import Inventory
package import Reports

/// One account, from its first frame to when it is left.
package struct BrowserSession {
    let state: BrowserState
    let makeService: (@escaping @Sendable (FetchEvent) -> Void) -> FetchService
    let makeJournal: ((_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort)?
    let ended: (BrowserState) -> Void

    /// - Parameters:
    ///   - makeService: makes the fetch service that tells what it finds to the given function.
    ///   - makeJournal: makes the journal, which tells the given function why it keeps changes in memory only; nil
    ///     without one.
    ///   - ended: called when it is left, with what it was then.
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

/// Where changes are kept from one session to the next. Nothing of it waits, but for the end.
package struct JournalPort: Sendable {
    let record: @Sendable (JournalBatch) -> Void
    let read: @Sendable (_ limit: Int, _ receive: @escaping @Sendable ([TimelineEntry]) -> Void) -> Void
    let close: @Sendable () -> Void

    /// - Parameters:
    ///   - record: writes a batch as soon as that can be done.
    ///   - read: hands over the newest entries on any thread, the newest first.
    ///   - close: writes what is left, within a moment.
    package init(
        record: @escaping @Sendable (JournalBatch) -> Void,
        read: @escaping @Sendable (_ limit: Int, _ receive: @escaping @Sendable ([TimelineEntry]) -> Void) -> Void,
        close: @escaping @Sendable () -> Void
    ) {
        self.record = record
        self.read = read
        self.close = close
    }
}

/// What only the program around the loop can do: files, and settings of other accounts.
package struct Surroundings {
    /// A profile cannot be browsed.
    package struct ProfileError: Error {
        let notice: Notice

        package init(_ notice: Notice) { self.notice = notice }
    }

    let save: (_ text: String, _ fileName: String) -> SaveOutcome
    let changeProfile: (_ name: String?, _ now: BrowserState) throws(ProfileError) -> BrowserSession

    /// - Parameters:
    ///   - save: keeps a text in a new file, named so or nearly so.
    ///   - changeProfile: makes the session of another profile.
    package init(
        save: @escaping (_ text: String, _ fileName: String) -> SaveOutcome,
        changeProfile: @escaping (_ name: String?, _ now: BrowserState) throws(ProfileError) -> BrowserSession
    ) {
        self.save = save
        self.changeProfile = changeProfile
    }
}
