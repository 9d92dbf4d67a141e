// A log that keeps the newest entries and allocates once.

/// The newest elements of a sequence, the oldest of them first.
struct Ring<Element: Sendable>: RandomAccessCollection, Sendable {
    private let capacity: Int
    private var elements: [Element] = []
    /// Where the oldest element is, once it is full.
    private var first = 0

    init(capacity: Int) {
        self.capacity = Swift.max(1, capacity)
        elements.reserveCapacity(self.capacity)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { elements.count }

    subscript(position: Int) -> Element { elements[(first + position) % Swift.max(1, elements.count)] }

    /// Adds an element, in place of the oldest one where it is full.
    mutating func append(_ element: Element) {
        if elements.count < capacity {
            elements.append(element)
        } else {
            elements[first] = element
            first = (first + 1) % capacity
        }
    }
}

extension Ring: Equatable where Element: Equatable {
    static func == (left: Self, right: Self) -> Bool { left.elementsEqual(right) }
}
