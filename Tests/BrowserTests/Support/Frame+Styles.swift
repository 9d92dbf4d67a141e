import Browser

extension Frame {
    /// The styles as lines of letters (`Style.letter`), one letter per column, without trailing plain cells.
    var styles: [String] {
        (0..<size.rows).map { row in
            var line = String(self.row(row).map(\.style.letter))
            while line.last == "." { line.removeLast() }
            return line
        }
    }
}

extension Style {
    /// The letter of this style in golden screens: `.` if plain, upper case if selected.
    var letter: Character {
        let letters: [Character] = [".", "f", "t", "a", "g", "w", "b", "u", "e", "p"]
        let letter = letters[Int(role.rawValue)]
        if selected { return letter == "." ? "#" : Character(letter.uppercased()) }
        return matched ? "m" : letter
    }
}
