import GAAP
import TestSupport
import Testing

@testable import Inventory

@Suite struct SearchFoldTests {
    @Test(arguments: [
        ("WEB", "web"), ("ＷＥＢ－１", "web-1"), ("支付\u{3000}网关", "支付 网关"), ("ÉTÉ", "été"),
        ("a\u{1F}b\u{1E}\u{0}", "a^_b^^^@"),
        ("支\u{1F}付", "支^_付"), ("支\u{202E}付", "支<u+202e>付"), ("ａｂ：８０", "ab:80"), ("", ""),
    ])
    func `Case and width are folded, and control characters are replaced by their displayed form`(
        text: String, folded: String
    ) {
        #expect(SearchFold.fold(text) == Array(folded.utf8))
        #expect(SearchFold.fold(folded) == Array(folded.utf8))
    }

    @Test func `Narrowing does not change the case`() {
        #expect(SearchFold.narrow("Ｐort：８０\u{3000}支付！") == "Port:80 支付!")
    }
}

@Suite struct SearchIndexTests {
    private func marks(_ word: String, _ field: SearchField? = nil, in index: SearchIndex) -> [Bool] {
        var marks = Array(repeating: false, count: index.rowCount)
        index.mark(SearchFold.fold(word), in: field, &marks)
        return marks
    }

    /// Returns an index of rows whose fields are the comma-separated words of each text.
    private func index(_ rows: [String]) -> SearchIndex {
        var index = SearchIndex()
        for (position, row) in rows.enumerated() { index.set(fields(row), at: position) }
        return index
    }

    private func fields(_ row: String) -> [String] {
        let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return fields + Array(repeating: "", count: SearchField.allCases.count - fields.count)
    }

    @Test func `A word is found in any field, or only in the requested field`() {
        let index = index(["web,,link-1", "link-1,,web", "web web,,web"])
        #expect(marks("web", in: index) == [true, true, true])
        #expect(marks("web", .name, in: index) == [true, false, true])
        #expect(marks("WEB", .proxy, in: index) == [false, true, true])
        #expect(marks("web", .group, in: index) == [false, false, false])
        #expect(marks("weblink", in: index) == [false, false, false])
    }

    @Test func `A match never spans two fields or two rows`() {
        let index = index(["ab,cd", "ef,gh"])
        for word in ["abcd", "b c", "cdef", "b\u{1F}c", "d\u{1E}e"] {
            #expect(marks(word, in: index) == [false, false])
        }
    }

    @Test func `A changed row is found by its new text and not by its old text`() {
        var index = index(["one", "two", "three"])
        index.set(fields("four"), at: 1)
        #expect(marks("two", in: index) == [false, false, false])
        #expect(marks("four", in: index) == [false, true, false])
        #expect(marks("three", in: index) == [false, false, true])
        #expect(index.text(of: 1).hasPrefix("four "))
    }

    @Test func `An empty index and an empty word mark nothing`() {
        #expect(marks("a", in: SearchIndex()) == [])
        #expect(marks("", in: index(["a"])) == [false])
    }

    @Test(arguments: 1...6)
    func `The index finds the same rows as a search through every text`(seed: UInt64) {
        var random = Seeded(seed)
        let words = ["web", "We", "api-1", "支付", "支", "ＡＰＩ", "b", "10.0.0.1", "", "eb w", "-", "é"]
        func anyRow(_ random: inout Seeded) -> [String] {
            SearchField.allCases.map { _ in "\(random.pick(words)) \(random.pick(words))" }
        }
        var index = SearchIndex()
        var naive: [[String]] = []
        for step in 0..<3_000 {
            let position = naive.isEmpty || step % 10 == 0 ? naive.count : Int.random(in: naive.indices, using: &random)
            let row = anyRow(&random)
            if position == naive.count { naive.append(row) } else { naive[position] = row }
            index.set(row, at: position)
            guard step % 100 == 99 else { continue }
            for word in words where !word.isEmpty {
                let needle = String(decoding: SearchFold.fold(word), as: UTF8.self)
                let folded = naive.map { $0.map { String(decoding: SearchFold.fold($0), as: UTF8.self) } }
                #expect(marks(word, in: index) == folded.map { $0.contains { $0.contains(needle) } })
                let field = random.pick(SearchField.allCases)
                #expect(marks(word, field, in: index) == folded.map { $0[field.rawValue].contains(needle) })
            }
            for (position, row) in naive.enumerated() {
                let text = row.map { String(decoding: SearchFold.fold($0), as: UTF8.self) + " " }.joined()
                #expect(index.text(of: position) == text)
            }
        }
    }
}
