// Reads credential files. This is a value, so that tests can supply files that do not exist on disk. The content is
// treated as secret from the start. Only regular files are read, because reading a pipe could block forever, and only
// small ones, because credential files are small.

package import Essentials
import FoundationEssentials

/// Reads small text files.
package struct FileReading: Sendable {
    package enum Answer: Sendable, Equatable {
        case absent
        /// The file exists but cannot be used, for example: `is larger than 1 MB`.
        case unusable(because: Wording)
        /// - isOpen: whether every user of the machine can read the file.
        case text(Secret, isOpen: Bool)
    }

    /// The size limit in bytes. The largest file that tccli writes has about 3 kB.
    package static let limit = 1_000_000

    package let read: @Sendable (_ path: String) -> Answer

    package init(read: @escaping @Sendable (_ path: String) -> Answer) { self.read = read }

    /// Reads files on disk.
    package static let disk = FileReading { path in
        // The attributes of a link are those of the link, not those of its target.
        let file = URL(filePath: path, directoryHint: .notDirectory).resolvingSymlinksInPath().path
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                return .unusable(because: Wording("is not a file", zh: "不是文件"))
            }
            guard let size = whole(attributes[.size]), size <= limit else { return tooLarge }
            let content = try Data(contentsOf: URL(filePath: file))
            // The file may have grown since its size was read.
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

    /// Returns the number in an attribute. It can have one of several types, and has a different type if full
    /// Foundation is loaded, as in tests.
    private static func whole(_ attribute: Any?) -> Int? {
        (attribute as? any BinaryInteger).map { Int(clamping: $0) } ?? attribute as? Int
    }

    /// Returns whether all users have a permission. tccli creates readable files in a directory that other users cannot
    /// enter, so the directories must be checked as well.
    private static func allows(_ permission: Int, _ path: String) -> Bool {
        // If the attributes cannot be read, the path is treated as not accessible: the result is only used for a
        // warning.
        guard let mode = whole((try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions]) else {
            return false
        }
        return mode & permission == permission
    }

    /// Returns the directories above a path: `/a/b/c` is in `/a/b`, `/a` and `/`.
    private static func directories(above path: String) -> [String] {
        let names = path.split(separator: "/").dropLast()
        return (0...names.count).map { "/" + names.prefix($0).joined(separator: "/") }
    }
}

extension CredentialSource {
    /// Returns the holder of the key in a file.
    func heldKey(
        at path: String, files: FileReading, absent: KeyHolderFinding = .nothing, parse: (Secret) -> KeyHolderFinding
    ) -> KeyHolderFinding {
        switch files.read(path) {
        case .absent: absent
        case .unusable: .unknown
        case .text(let text, _): parse(text)
        }
    }

    /// Returns the finding of a source that is a file. The handling of read errors is the same for all such sources.
    func finding(
        at path: String, files: FileReading, absent: () -> CredentialFinding, parse: (Secret) async -> CredentialFinding
    ) async -> CredentialFinding {
        switch files.read(path) {
        case .absent: return absent()
        case .unusable(let reason): return broken(because: reason)
        case .text(let text, let isOpen):
            let finding = await parse(text)
            // A file without a key needs no warning, because it reveals no key.
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
