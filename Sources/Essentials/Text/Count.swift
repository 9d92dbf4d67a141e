/// Formats numbers with thousands separators.
package enum Count {
    /// Returns a number as text, for example `1,284`.
    package static func text(_ number: Int) -> String {
        var digits = Array(String(abs(number)))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: position)
            position -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }
}
