// What the loop needs of a terminal. Two implementations exist: `CursesTerminal`, and the scripted one of the tests.

package import Browser
package import Essentials

/// What woke the loop, all that has come since the last time.
package struct TerminalInput: Equatable, Sendable {
    package var keys: [Key] = []
    /// The size changed, or the screen was lost (Ctrl-L, a resume): draw everything again.
    package var resized = false
    /// The wake handle was signalled: there are messages in the mailbox.
    package var woken = false
    /// The process was asked to end by a signal (its number: HUP 1, INT 2, TERM 15), or the terminal hung up (1).
    package var endedBy: Int32?

    package init() {}
}

/// A screen of cells with a keyboard, on the main thread.
@MainActor
package protocol Terminal: AnyObject {
    /// The size now; never below 1x1.
    var size: Size { get }
    /// Something that any thread may call to make `wait` return with `woken`.
    var waker: @Sendable () -> Void { get }
    /// Blocks until something comes, or the time is up. `nil` waits for good.
    func wait(upTo timeout: Duration?) -> TerminalInput
    /// Shows a frame; writes nothing when it equals the last one.
    func draw(_ frame: Frame)
    /// Writes everything again at the next `draw`: Ctrl-L.
    func redraw()
    /// Ctrl-Z: gives the terminal back, stops the process group, takes the terminal again when continued.
    func suspend()
    /// Sends a text towards the clipboard of whoever sits at the terminal.
    func copy(_ text: String) -> CopyOutcome
    /// Finds out what decides whether such a text arrives. It may take a second, on any thread; nil where nobody can be
    /// asked.
    var clipboardCheck: (@Sendable () -> Wording)? { get }
    /// Rings the bell once.
    func bell()
    /// Gives the terminal back as it was found. Idempotent.
    func close()
}
