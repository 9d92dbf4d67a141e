import CBytes
import TestSupport
import Testing

struct SearchBytesTests {
    @Test func `What is found is what a plain search finds`() {
        var chance = Seeded(21)
        for _ in 0..<3_000 {
            let haystack = (0..<Int.random(in: 0...80, using: &chance)).map { _ in
                UInt8.random(in: 97...99, using: &chance)
            }
            let needle = (0..<Int.random(in: 1...20, using: &chance)).map { _ in
                UInt8.random(in: 97...99, using: &chance)
            }
            let from = Int.random(in: 0...80, using: &chance)
            let expected = haystack.indices.dropFirst(from).first { haystack[$0...].starts(with: needle) } ?? -1
            #expect(cbytes_find(haystack, haystack.count, from, needle, needle.count) == expected)
        }
    }

    @Test func `Every entry that holds the needle is marked and no other`() {
        var chance = Seeded(22)
        for _ in 0..<1_000 {
            var bytes: [UInt8] = []
            var starts: [Int] = []
            var entries: [[UInt8]] = []
            for _ in 0..<Int.random(in: 0...12, using: &chance) {
                let entry = (0..<Int.random(in: 1...30, using: &chance)).map { _ in
                    UInt8.random(in: 97...100, using: &chance)
                }
                starts.append(bytes.count)
                entries.append(entry + [0x1E])
                bytes += entries[entries.count - 1]
            }
            let needle = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
                UInt8.random(in: 97...99, using: &chance)
            }
            // `d` ends a field.
            for field in [-1, 0, 1, 2] {
                var marks = [UInt8](repeating: 0, count: entries.count)
                cbytes_mark(
                    bytes, bytes.count, needle, needle.count, starts, starts.count, UInt8(ascii: "d"), Int32(field),
                    &marks)
                let expected = entries.map { entry in
                    entry.indices.contains { place in
                        entry[place...].starts(with: needle)
                            && (field < 0 || entry[..<place].count { $0 == UInt8(ascii: "d") } == field)
                    }
                }
                #expect(marks.map { $0 != 0 } == expected)
            }
        }
    }
}
