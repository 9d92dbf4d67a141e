import Essentials

/// A listener's JSON as the service sent it: the page that it came in, shared by all listeners of the page, and its
/// place there.
package struct Received: Sendable, Equatable {
    private let page: [UInt8]
    private let place: Range<Int>

    package init(page: [UInt8], place: Range<Int>) {
        self.page = page
        self.place = place
    }

    /// The object, byte for byte.
    package var bytes: ArraySlice<UInt8> { page[place] }

    /// The same without the rest of its page, which it would keep in memory.
    package var detached: Received {
        place == page.indices ? self : Received(page: Array(bytes), place: 0..<place.count)
    }

    /// The object as text.
    package var json: String { String(decoding: bytes, as: UTF8.self) }

    package static func == (left: Received, right: Received) -> Bool { left.bytes == right.bytes }

    /// What an answer of DescribeTCPListeners holds, in its order. An element that is no object is none of ours.
    package static func listeners(in page: [UInt8]) -> [Received] {
        JSONElements.find(["Response", "ListenerSet"], in: page)
            .filter { page[$0.lowerBound] == UInt8(ascii: "{") }
            .map { Received(page: page, place: $0) }
    }
}
