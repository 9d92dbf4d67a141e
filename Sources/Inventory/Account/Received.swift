import Essentials

/// A listener's JSON as the service sent it: the page, which all listeners of the page share, and the range of the
/// listener in it.
package struct Received: Sendable, Equatable {
    private let page: [UInt8]
    private let place: Range<Int>

    package init(page: [UInt8], place: Range<Int>) {
        self.page = page
        self.place = place
    }

    /// The JSON object, byte for byte.
    package var bytes: ArraySlice<UInt8> { page[place] }

    /// A copy without the rest of the page, which would otherwise stay in memory.
    package var detached: Received {
        place == page.indices ? self : Received(page: Array(bytes), place: 0..<place.count)
    }

    /// The JSON object as text.
    package var json: String { String(decoding: bytes, as: UTF8.self) }

    package static func == (left: Received, right: Received) -> Bool { left.bytes == right.bytes }

    /// The listeners in a response of DescribeTCPListeners, in their order. Elements that are not objects are skipped.
    package static func listeners(in page: [UInt8]) -> [Received] {
        JSONElements.find(["Response", "ListenerSet"], in: page)
            .filter { page[$0.lowerBound] == UInt8(ascii: "{") }
            .map { Received(page: page, place: $0) }
    }
}
