// What all errors have in common that a person can see.

/// An error that can be put into words.
package protocol DescribedError: Error {
    /// What happened, and where: one sentence without a full stop.
    var message: Wording { get }
    /// What to do about it; nil where the message says so itself or nothing can be done.
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
