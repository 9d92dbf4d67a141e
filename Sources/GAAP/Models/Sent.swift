/// A field whose absence has a meaning: the service left it out, sent null, or sent something that cannot be read.
package enum Sent<Value: Sendable & Equatable>: Sendable, Equatable {
    case missing, null, unreadable
    case value(Value)

    /// The value, if there is one.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}
