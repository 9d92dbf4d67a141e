package import Essentials

/// An ini file of the SDKs: section `[default]`, keys `secret_id` and `secret_key`.
package struct IniCredentials: CredentialSource {
    package let name: Wording
    /// The path of the file. nil if there is no home directory.
    package let path: String?
    private let files: FileReading

    package init(path: String, files: FileReading) {
        name = Wording(verbatim: path)
        self.path = path
        self.files = files
    }

    /// `~/.tencentcloud/credentials`.
    package init(home: String?, files: FileReading) {
        path = home.map { "\($0)/.tencentcloud/credentials" }
        name = Wording(verbatim: path ?? "~/.tencentcloud/credentials")
        self.files = files
    }

    package func find() async -> CredentialFinding {
        guard let path else { return nothing(because: .homeless) }
        return await finding(at: path, files: files, absent: { nothing(because: .notThere) }, parse: parse)
    }

    package func holder() -> KeyHolderFinding {
        guard let path else { return .nothing }
        return heldKey(at: path, files: files) { KeyHolderFinding(parse($0).outcome) }
    }

    private func parse(_ text: Secret) -> CredentialFinding {
        guard let section = IniSection("default", in: text) else {
            return nothing(because: Wording("has no section [default]", zh: "没有 [default] 一节"))
        }
        func part(_ key: String) -> KeyPair.Part { KeyPair.Part(key, section.values[key]) }
        let parts = KeyPair(id: part("secret_id"), secret: part("secret_key"))
        if let key = [parts.id.key, parts.secret.key].first(where: section.repeated.contains) {
            return broken(because: Wording("\(key) occurs twice", zh: "\(key) 重复出现"))
        }
        do throws(KeyPair.KeyError) {
            guard let credential = try parts.credential(.there) else {
                return nothing(
                    because: Wording(
                        "[default] has neither secret_id nor secret_key", zh: "[default] 中没有 secret_id 与 secret_key"))
            }
            return found(credential)
        } catch {
            return broken(because: error.message)
        }
    }
}

/// One section of an ini file, parsed in the same way as Python's configparser, which the SDKs use: `=` or `:`,
/// case-insensitive keys, comments on separate lines. Other sections and unrecognized lines are skipped.
struct IniSection: Sendable {
    private(set) var values: [String: Secret] = [:]
    private(set) var repeated: Set<String> = []

    /// Reads a section. Returns nil if there is no section of that name.
    init?(_ name: String, in text: Secret) {
        var isInside = false
        var wasSeen = false
        // A CRLF is a single character in Swift.
        for line in text.reveal().split(whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }) {
            let line = Self.trimmed(line)
            if line.hasPrefix("[") {
                isInside = Self.trimmed(line.dropFirst().prefix { $0 != "]" }) == name
                wasSeen = wasSeen || isInside
            } else if isInside, !line.hasPrefix("#"), !line.hasPrefix(";"),
                let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" })
            {
                let key = Self.trimmed(line[..<mark]).lowercased()
                let value = Secret(String(Self.trimmed(line[line.index(after: mark)...])))
                if values.updateValue(value, forKey: key) != nil { repeated.insert(key) }
            }
        }
        guard wasSeen else { return nil }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
        let start = text.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return start[...last]
    }
}
