// Stores messages from any thread for the main loop. Only the first message wakes the loop, so a burst of pages costs
// one wake-up.

package import Browser
import Synchronization

/// Messages for the main loop.
package final class Mailbox: Sendable {
    private let messages = Mutex<[Message]>([])
    private let wake: @Sendable () -> Void

    /// Creates an empty mailbox.
    /// - Parameter wake: ends the wait of the loop. It is called from any thread.
    package init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    package func post(_ message: Message) {
        let isFirst = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if isFirst { wake() }
    }

    /// Removes and returns all messages in the order of their arrival.
    package func takeAll() -> [Message] {
        messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
