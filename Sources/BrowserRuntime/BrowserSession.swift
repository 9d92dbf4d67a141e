// What the loop is given: an account to browse, and the program around it. Changing to another account is another
// session on the same terminal.

package import Browser
package import Inventory
package import Reports

/// One account, from its first frame to when it is left.
package struct BrowserSession {
    let state: BrowserState
    let makeService: (@escaping @Sendable (FetchEvent) -> Void) -> FetchService
    let ended: (BrowserState) -> Void

    /// - Parameters:
    ///   - makeService: makes the fetch service that tells what it finds to the given function.
    ///   - ended: called when it is left, with what it was then.
    package init(
        state: BrowserState, makeService: @escaping (@escaping @Sendable (FetchEvent) -> Void) -> FetchService,
        ended: @escaping (BrowserState) -> Void = { _ in }
    ) {
        self.state = state
        self.makeService = makeService
        self.ended = ended
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
