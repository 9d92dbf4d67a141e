// The errors of a journal, with messages that contain the path of the file.

package import Essentials
import CSQLite
import Glibc

package struct JournalError: Error, Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        /// No folder for the journal is known.
        case noHome
        /// The account is not known yet.
        case accountUnknown
        /// The file is a symbolic link, is not a regular file, or belongs to another user.
        case notRegular(Wording)
        /// The file is not an SQLite database, or is a database of another program.
        case notJournal
        /// A newer version of this program wrote it.
        case newer(version: Int)
        /// The database is damaged.
        case damaged
        /// Other programs lock the database for longer than the time limit.
        case busy
        /// The disk or the quota is full, or the limit of the file size is reached.
        case full
        /// A system call failed with an error number.
        case system(Int32, isWriting: Bool)
        /// Any other error that SQLite reports.
        case other(String)
    }

    package let path: String
    package let reason: Reason

    package init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// Whether the error may disappear without action by the user, so that retrying makes sense.
    package var isTemporary: Bool {
        switch reason {
        case .accountUnknown, .busy, .full, .system, .other: true
        case .noHome, .notRegular, .notJournal, .newer, .damaged: false
        }
    }

    /// Returns the message, for example `/home/me/.local/state/gaapscope/…/journal.db: the disk is full`.
    /// - Parameter system: returns the message for a system error number.
    package func words(_ system: (Int32) -> Wording) -> Wording {
        let what = what(system)
        if path.isEmpty { return what }
        return Wording { "\(ByteText.shown(path))\(Wording(": ", zh: "：")[$0])\(what[$0])" }
    }

    private func what(_ system: (Int32) -> Wording) -> Wording {
        switch reason {
        case .noHome:
            return Wording("there is no home folder to keep the journal in", zh: "没有可存放日志的主目录")
        case .accountUnknown:
            return Wording("no key was found yet, so the account is not known", zh: "尚未找到密钥，因此账号未知")
        case .notRegular(let words): return words
        case .notJournal: return Wording("this file is not a journal of gaapscope", zh: "该文件不是 gaapscope 的日志")
        case .newer(let version):
            return Wording(
                "a newer gaapscope wrote this journal (version \(version), this program reads \(JournalSchema.version))",
                zh: "该日志由更新版本的 gaapscope 写入（版本 \(version)，本程序可读 \(JournalSchema.version)）")
        case .damaged: return Wording("the journal is damaged; move it away to begin a new one", zh: "日志已损坏；移走后可重新开始")
        case .busy: return Wording("another program holds the journal", zh: "另一程序正占用日志")
        case .full: return Wording("cannot be written: the disk is full", zh: "无法写入：磁盘已满")
        case .system(let code, let isWriting):
            let reason = system(code)
            return Wording { "\(Self.refused(isWriting)[$0])\(Wording(": ", zh: "：")[$0])\(reason[$0])" }
        case .other(let text): return Wording(verbatim: text)
        }
    }

    private static func refused(_ isWriting: Bool) -> Wording {
        isWriting ? Wording("cannot be written", zh: "无法写入") : Wording("cannot be opened", zh: "无法打开")
    }
}

extension JournalError.Reason {
    /// Creates the reason for a result code of SQLite.
    /// - Parameters:
    ///   - extended: the extended result code.
    ///   - code: the error number of the system, or 0.
    ///   - text: the error message of SQLite.
    init(extended: Int32, errno code: Int32, text: String) {
        switch extended & 0xFF {
        case SQLITE_NOTADB: self = .notJournal
        case SQLITE_CORRUPT: self = .damaged
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_IOERR where code == ENOSPC || code == EDQUOT || code == EFBIG: self = .full
        case SQLITE_READONLY: self = .system(code == 0 ? EROFS : code, isWriting: true)
        case SQLITE_IOERR where code != 0: self = .system(code, isWriting: true)
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: self = .system(code == 0 ? EACCES : code, isWriting: false)
        default: self = .other(text)
        }
    }
}
