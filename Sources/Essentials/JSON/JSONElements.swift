// Finds the elements of one array in a response, exactly as they were received. The screen and scripts show these bytes
// as raw JSON. The code only skips values, because the decoder has already checked the response. If it meets unexpected
// input, the search ends with the elements found so far.

/// Finds the byte ranges of an array's elements in a JSON text.
package enum JSONElements {
    /// Returns the byte range of each element.
    /// - Parameter path: the names from the outermost object to the array: `["Response", "ListenerSet"]`.
    /// - Returns: the range of each element, in order. Empty if there is no such array.
    package static func find(_ path: [String], in bytes: [UInt8]) -> [Range<Int>] {
        bytes.withUnsafeBufferPointer { bytes in
            var skipper = Skipper(bytes: bytes)
            for name in path {
                guard skipper.enter(name) else { return [] }
            }
            return skipper.elements()
        }
    }

    /// Returns the index after the value that begins at an index, or that index itself if no value begins there.
    package static func end(ofValueAt place: Int, in bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var skipper = Skipper(bytes: buffer, index: place - bytes.startIndex)
            skipper.skipValue()
            return skipper.index + bytes.startIndex
        }
    }

    private struct Skipper {
        let bytes: UnsafeBufferPointer<UInt8>
        var index = 0

        private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

        private mutating func skipSpace() {
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        }

        private mutating func takes(_ character: Unicode.Scalar) -> Bool {
            skipSpace()
            guard current == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        /// Moves to the value of a member of the object that starts here.
        mutating func enter(_ name: String) -> Bool {
            guard takes("{") else { return false }
            while index < bytes.count, !takes("}") {
                skipSpace()
                let start = index
                skipValue()
                let isIt = bytes[start..<index].elementsEqual("\"\(name)\"".utf8)
                guard takes(":") else { return false }
                skipSpace()
                if isIt { return true }
                skipValue()
                guard takes(",") || current == UInt8(ascii: "}") else { return false }
            }
            return false
        }

        mutating func elements() -> [Range<Int>] {
            var found: [Range<Int>] = []
            guard takes("[") else { return found }
            while index < bytes.count, !takes("]") {
                skipSpace()
                let start = index
                skipValue()
                guard index > start else { break }
                found.append(start..<index)
                guard takes(",") || current == UInt8(ascii: "]") else { break }
            }
            return found
        }

        /// Skips one value of any depth: brackets are counted, so there is no recursion.
        mutating func skipValue() {
            var depth = 0
            repeat {
                switch current {
                case UInt8(ascii: "\""): skipString()
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    index += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    index += 1
                case UInt8(ascii: ","), UInt8(ascii: ":"), 0...0x20:
                    if depth == 0 { return }
                    index += 1
                default: skipWord()
                }
            } while depth > 0 && index < bytes.count
        }

        private mutating func skipString() {
            index += 1
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            index = min(index + 1, bytes.count)
        }

        /// Skips a number, true, false or null.
        private mutating func skipWord() {
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), 0...0x20: return
                default: index += 1
                }
            }
        }
    }
}
