// The interface of the main loop to a terminal. There are two implementations: `CursesTerminal`, and the scripted
// terminal of the tests.

package import Browser
package import Essentials

/// The events since the last wait.
package struct TerminalInput: Equatable, Sendable {
    package var keys: [Key] = []
    /// The size changed, or the screen was lost (Ctrl-L, a resume): draw everything again.
    package var resized = false
    /// The loop was woken: there are messages in the mailbox.
    package var woken = false
    /// The number of the signal that requested termination (HUP 1, INT 2, TERM 15), or 1 if the terminal hung up.
    package var endedBy: Int32?

    package init() {}
}

/// A screen of cells with a keyboard, on the main thread.
@MainActor
package protocol Terminal: AnyObject {
    /// The current size, at least 1x1.
    var size: Size { get }
    /// A function that any thread may call to make `wait` return with `woken`.
    var waker: @Sendable () -> Void { get }
    /// Blocks until an event arrives or the timeout has passed. `nil` waits without limit.
    func wait(upTo timeout: Duration?) -> TerminalInput
    /// Shows a frame. Writes nothing if the frame equals the last one.
    func draw(_ frame: Frame)
    /// Makes the next `draw` write the whole screen (Ctrl-L).
    func redraw()
    /// Handles Ctrl-Z: restores the terminal, stops the process group, and takes the terminal again when the process is
    /// continued.
    func suspend()
    /// Sends a text to the clipboard of the user at the terminal.
    func copy(_ text: String) -> CopyOutcome
    /// Finds out what decides whether a copied text arrives in the clipboard. It may take a second, and may be called
    /// on any thread. nil if this cannot be found out.
    var clipboardCheck: (@Sendable () -> Wording)? { get }
    /// Rings the bell once.
    func bell()
    /// Restores the terminal to its original state. Idempotent.
    func close()
}
