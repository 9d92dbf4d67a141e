// How a credential file is read: a value, so that tests hand in files that are on no disk. What comes back is a secret
// from the start. Only regular files are read, for a pipe would wait for ever, and only small ones, for no credential
// file is large.

package import Essentials
import FoundationEssentials

/// A way to read small files of text.
package struct FileReading: Sendable {
    package enum Answer: Sendable, Equatable {
        case absent
        /// It is there but cannot be used: `is larger than 1 MB`.
        case unusable(because: Wording)
        /// - isOpen: whether any user of the machine can read it.
        case text(Secret, isOpen: Bool)
    }

    /// In bytes. The largest that tccli writes has about 3 kB.
    package static let limit = 1_000_000

    package let read: @Sendable (_ path: String) -> Answer

    package init(read: @escaping @Sendable (_ path: String) -> Answer) { self.read = read }

    /// The machine's files.
    package static let disk = FileReading { path in
        // The attributes of a link are its own, not those of the file behind it.
        let file = URL(filePath: path, directoryHint: .notDirectory).resolvingSymlinksInPath().path
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                return .unusable(because: Wording("is not a file", zh: "不是文件"))
            }
            guard let size = whole(attributes[.size]), size <= limit else { return tooLarge }
            let content = try Data(contentsOf: URL(filePath: file))
            // It may have grown since.
            guard content.count <= limit else { return tooLarge }
            guard let text = String(bytes: content, encoding: .utf8) else {
                return .unusable(because: Wording("is not UTF-8", zh: "不是 UTF-8"))
            }
            let isOpen = allows(0o004, file) && directories(above: file).allSatisfy { allows(0o001, $0) }
            return .text(Secret(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text), isOpen: isOpen)
        } catch let error as CocoaError where error.code == .fileNoSuchFile || error.code == .fileReadNoSuchFile {
            return .absent
        } catch let error as CocoaError where error.code == .fileReadNoPermission {
            return .unusable(because: Wording("cannot be read: permission denied", zh: "无法读取：权限不足"))
        } catch {
            return .unusable(because: Wording("cannot be read", zh: "无法读取"))
        }
    }

    private static let tooLarge = Answer.unusable(because: Wording("is larger than 1 MB", zh: "大于 1 MB"))

    /// An attribute's number. Its type is one of several, and another where full Foundation has been loaded, as it is
    /// by tests.
    private static func whole(_ attribute: Any?) -> Int? {
        (attribute as? any BinaryInteger).map { Int(clamping: $0) } ?? attribute as? Int
    }

    /// Whether everybody has this permission. tccli leaves its files readable in a directory that nobody else may
    /// enter, which is why the directories count too.
    private static func allows(_ permission: Int, _ path: String) -> Bool {
        // What cannot be asked about is taken as closed: the answer is for a warning only.
        guard let mode = whole((try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions]) else {
            return false
        }
        return mode & permission == permission
    }

    /// `/a/b/c` is in `/a/b`, `/a` and `/`.
    private static func directories(above path: String) -> [String] {
        let names = path.split(separator: "/").dropLast()
        return (0...names.count).map { "/" + names.prefix($0).joined(separator: "/") }
    }
}

extension CredentialSource {
    /// Whose key is in a file.
    func heldKey(
        at path: String, files: FileReading, absent: KeyHolderFinding = .nothing, parse: (Secret) -> KeyHolderFinding
    ) -> KeyHolderFinding {
        switch files.read(path) {
        case .absent: absent
        case .unusable: .unknown
        case .text(let text, _): parse(text)
        }
    }

    /// What a source that is a file has found, the cases of reading being the same for all of them.
    func finding(
        at path: String, files: FileReading, absent: () -> CredentialFinding, parse: (Secret) async -> CredentialFinding
    ) async -> CredentialFinding {
        switch files.read(path) {
        case .absent: return absent()
        case .unusable(let reason): return broken(because: reason)
        case .text(let text, let isOpen):
            let finding = await parse(text)
            // Whoever reads a file without a key has not learnt one.
            if case .nothing = finding.outcome { return finding }
            let warning = Wording(
                "\(path) can be read by every user of this machine; chmod 600 it",
                zh: "\(path) 可被本机所有用户读取；请执行 chmod 600")
            return finding.warned(isOpen ? warning : nil)
        }
    }
}

extension Wording {
    static let homeless = Wording("HOME is not set", zh: "未设置 HOME")
    static let notThere = Wording("not there", zh: "不存在")
}
