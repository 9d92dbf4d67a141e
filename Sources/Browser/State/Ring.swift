// A ring buffer that stores the newest entries and allocates once.

/// The newest elements of a sequence, in order, oldest first.
struct Ring<Element: Sendable>: RandomAccessCollection, Sendable {
    private let capacity: Int
    private var elements: [Element] = []
    /// The index of the oldest element once the buffer is full.
    private var first = 0

    init(capacity: Int) {
        self.capacity = Swift.max(1, capacity)
        elements.reserveCapacity(self.capacity)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { elements.count }

    subscript(position: Int) -> Element { elements[(first + position) % Swift.max(1, elements.count)] }

    /// Adds an element. If the buffer is full, it replaces the oldest one.
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
