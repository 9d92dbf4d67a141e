// The common interface of all errors that the user can see.

/// An error with a message.
package protocol DescribedError: Error {
    /// What happened, and where: one sentence without a full stop.
    var message: Wording { get }
    /// What the user can do. nil if the message already says so, or if nothing can be done.
    var advice: Wording? { get }
    /// The message and the advice in one line.
    var fullMessage: Wording { get }
}

extension DescribedError {
    package var advice: Wording? { nil }

    package var fullMessage: Wording {
        guard let advice else { return message }
        return Wording("\(message[.english]): \(advice[.english])", zh: "\(message[.chinese])：\(advice[.chinese])")
    }
}
