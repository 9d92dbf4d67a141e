extension String {
    /// Whether the text has a Chinese character: how tests tell which language a message is in.
    package var isChinese: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
