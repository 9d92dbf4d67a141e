/// A field whose absence matters: the service omitted it, sent null, or sent an unreadable value.
package enum Sent<Value: Sendable & Equatable>: Sendable, Equatable {
    case missing, null, unreadable
    case value(Value)

    /// The value, if there is one.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}
