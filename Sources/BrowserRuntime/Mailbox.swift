// Where arrivals from any thread wait for the loop. The loop is woken only when the first one comes: a burst of pages
// costs one wake.

package import Browser
import Synchronization

/// Messages for the main loop.
package final class Mailbox: Sendable {
    private let messages = Mutex<[Message]>([])
    private let wake: @Sendable () -> Void

    /// - Parameter wake: ends the loop's wait; called from any thread.
    package init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    package func post(_ message: Message) {
        let isFirst = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if isFirst { wake() }
    }

    /// Takes everything out, in the order of arrival.
    package func takeAll() -> [Message] {
        messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
