import Testing

@testable import Browser

@Suite struct RingTests {
    @Test func `A ring contains the newest elements in order`() {
        var ring = Ring<Int>(capacity: 3)
        #expect(ring.isEmpty && ring.last == nil)
        for number in 1...10 {
            ring.append(number)
            #expect(Array(ring) == Array(max(1, number - 2)...number))
            #expect(ring.last == number)
        }
        #expect(
            ring
                == {
                    var other = Ring<Int>(capacity: 3); (8...10).forEach { other.append($0) }; return other
                }())
    }
}
