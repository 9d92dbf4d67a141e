/// Finds the known word that is most similar to an unknown one.
package enum Nearest {
    /// Returns the end of a sentence about an unknown word: a suggestion, or the list of known words.
    package static func hint(_ word: String, among known: [String]) -> Wording {
        guard let nearest = nearest(to: word, among: known) else {
            let list = known.joined(separator: ", ")
            return Wording("; known are \(list)", zh: "；可用的有 \(list)")
        }
        return suggestion(nearest)
    }

    package static func suggestion(_ word: String) -> Wording {
        Wording("; did you mean “\(word)”?", zh: "；是否要写“\(word)”？")
    }

    /// Returns the known word that was probably intended, or nil if no known word is similar.
    package static func nearest(to word: String, among known: [String]) -> String? {
        let ranked = known.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(1, word.count / 3) else {
            return nil
        }
        return best.word
    }

    /// Returns the number of insertions, deletions, replacements and swaps of adjacent characters that turn one word
    /// into the other.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(100))
        let right = Array(right.prefix(100))
        var row = Array(0...right.count)
        var rowBefore = row
        for (i, a) in left.enumerated() {
            let above = row
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let cost = a == b ? diagonal : diagonal + 1
                diagonal = row[j + 1]
                row[j + 1] = min(cost, row[j] + 1, diagonal + 1)
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
                    row[j + 1] = min(row[j + 1], rowBefore[j - 1] + 1)
                }
            }
            rowBefore = above
        }
        return row[right.count]
    }
}
