// What the last sweep has found, kept per account in the user's state directory: the next start shows it at once, and
// the shell completes ids from it. An account is an endpoint and whose key it is (docs/decisions/0014): another key
// never sees the file. A convenience: what goes wrong with it is nobody's concern, and it holds nothing that a snapshot
// would not.

import Inventory
import Essentials
import FoundationEssentials
import Glibc
import Reports
import TencentCloud

struct LastState {
    /// `$XDG_STATE_HOME/gaapscope`, else below `~/.local/state`; nil without a home. A home that does not exist is not
    /// created.
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

    /// Nil without a home.
    /// - Parameter holder: whose key the account is read with.
    init?(holder: KeyHolder, endpoint: Endpoint, environment: [String: String]) {
        guard let directory = Self.directory(environment) else { return nil }
        path = "\(directory)/\(endpoint.host)\(endpoint.port.map { "-\($0)" } ?? "")+\(holder.digest).json"
    }

    /// The state of the account that settings lead to, as far as it is known without the network; nil where it is not.
    init?(_ settings: Settings, environment: [String: String]) {
        let nobody = NoTransport(reason: Wording("nothing is connected to", zh: "不连接任何服务"))
        let chain = CredentialChain.standard(
            environment: environment, profile: settings.profile, services: nobody.keyServices(settings.endpoint))
        guard let holder = chain.holder() else { return nil }
        self.init(holder: holder, endpoint: settings.endpoint, environment: environment)
    }

    private init(path: String) { self.path = path }

    /// Where a watch of this account keeps what it has read, in the folder of the journal.
    func ofWatch(named name: String) -> LastState {
        LastState(path: "\(path.dropLast(".json".count))/watch-\(name).json")
    }

    /// What was kept; nil where there is nothing, or nothing of use.
    func load() -> SnapshotDocument? {
        guard InputFile.exists(path) else { return nil }
        // Whatever is wrong with it, the service has better.
        return try? SnapshotDocument(file: path, followsLink: false)
    }

    /// Keeps a state for the next start.
    func save(_ document: SnapshotDocument) {
        Self.makeDirectory(of: path)
        try? document.keep(as: path)
    }

    /// Makes the directory that a file of the state is in. Where the home cannot be written there is no state, and all
    /// else works.
    static func makeDirectory(of path: String) {
        var folder = ""
        for name in path.split(separator: "/").dropLast() {
            folder += "/\(name)"
            // One that is there already stays as it is.
            _ = withPath(folder) { mkdir($0, 0o700) }
        }
    }
}
