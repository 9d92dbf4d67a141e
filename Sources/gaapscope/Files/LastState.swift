// The result of the last sweep, stored per account in the user's state directory. The next start shows it at once, and
// the shell completes ids from it. An account is identified by its endpoint and the holder of its key
// (docs/decisions/0014), so another key never sees the file. The file is a convenience: errors with it are ignored, and
// it contains nothing that a snapshot does not contain.

import Inventory
import Essentials
import FoundationEssentials
import Glibc
import Reports
import TencentCloud

struct LastState {
    /// Returns `$XDG_STATE_HOME/gaapscope`, else `~/.local/state/gaapscope`. Nil if there is no home directory. A home
    /// directory that does not exist is not created.
    static func directory(_ environment: [String: String]) -> String? {
        let base =
            environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].flatMap { isDirectory($0) ? $0 + "/.local/state" : nil }
        return base.map { $0 + "/gaapscope" }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var facts = stat()
        return withPath(path) { stat($0, &facts) } == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    let path: String

    /// Returns nil if there is no home directory.
    /// - Parameter holder: the holder of the key that the account is read with.
    init?(holder: KeyHolder, endpoint: Endpoint, environment: [String: String]) {
        guard let directory = Self.directory(environment) else { return nil }
        path = "\(directory)/\(endpoint.host)\(endpoint.port.map { "-\($0)" } ?? "")+\(holder.digest).json"
    }

    /// Creates the state of the account that the settings select. Returns nil if the account is not known without a
    /// network request.
    init?(_ settings: Settings, environment: [String: String]) {
        let offline = NoTransport(reason: Wording("no service is contacted", zh: "不连接任何服务"))
        let chain = CredentialChain.standard(
            environment: environment, profile: settings.profile, services: offline.keyServices(settings.endpoint))
        guard let holder = chain.holder() else { return nil }
        self.init(holder: holder, endpoint: settings.endpoint, environment: environment)
    }

    private init(path: String) { self.path = path }

    /// Returns the file in which a watch of this account stores its last sweep, in the folder of the journal.
    func ofWatch(named name: String) -> LastState {
        LastState(path: "\(path.dropLast(".json".count))/watch-\(name).json")
    }

    /// Returns the stored state, or nil if no state is stored or it cannot be used.
    func load() -> SnapshotDocument? {
        guard InputFile.exists(path) else { return nil }
        // Errors are ignored: the next sweep replaces the file.
        return try? SnapshotDocument(file: path, followsLink: false)
    }

    /// Stores a state for the next start.
    func save(_ document: SnapshotDocument) {
        Self.makeDirectory(of: path)
        try? document.keep(as: path)
    }

    /// Creates the directory of a state file. If the home directory is not writable, no state is stored and everything
    /// else works.
    static func makeDirectory(of path: String) {
        var folder = ""
        for name in path.split(separator: "/").dropLast() {
            folder += "/\(name)"
            // An existing directory keeps its mode.
            _ = withPath(folder) { mkdir($0, 0o700) }
        }
    }
}
