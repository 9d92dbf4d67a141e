import CBytes
import TestSupport
import Testing

struct SearchBytesTests {
    @Test func `The search finds the same position as a simple search`() {
        var random = Seeded(21)
        for _ in 0..<3_000 {
            let haystack = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                UInt8.random(in: 97...99, using: &random)
            }
            let needle = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                UInt8.random(in: 97...99, using: &random)
            }
            let from = Int.random(in: 0...80, using: &random)
            let expected = haystack.indices.dropFirst(from).first { haystack[$0...].starts(with: needle) } ?? -1
            #expect(cbytes_find(haystack, haystack.count, from, needle, needle.count) == expected)
        }
    }

    @Test func `Exactly the entries that contain the needle are marked`() {
        var random = Seeded(22)
        for _ in 0..<1_000 {
            var bytes: [UInt8] = []
            var starts: [Int] = []
            var entries: [[UInt8]] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let entry = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                    UInt8.random(in: 97...100, using: &random)
                }
                starts.append(bytes.count)
                entries.append(entry + [0x1E])
                bytes += entries[entries.count - 1]
            }
            let needle = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                UInt8.random(in: 97...99, using: &random)
            }
            // The letter d ends a field.
            for field in [-1, 0, 1, 2] {
                var marks = [UInt8](repeating: 0, count: entries.count)
                cbytes_mark(
                    bytes, bytes.count, needle, needle.count, starts, starts.count, UInt8(ascii: "d"), Int32(field),
                    &marks)
                let expected = entries.map { entry in
                    entry.indices.contains { index in
                        entry[index...].starts(with: needle)
                            && (field < 0 || entry[..<index].count { $0 == UInt8(ascii: "d") } == field)
                    }
                }
                #expect(marks.map { $0 != 0 } == expected)
            }
        }
    }
}
