extension String {
    /// Whether the text contains a Chinese character. Tests use this to check the language of a message.
    package var isChinese: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
