// What the last sweep has found, kept per account in the user's state directory: the next start shows it at once, and the shell completes
// ids from it. A convenience: what goes wrong with it is nobody's concern, and it holds nothing that a snapshot would not.

import FoundationEssentials
import Inventory
import TencentCloud

struct LastState {
    /// `$XDG_STATE_HOME/gaapscope`, else below `~/.local/state`; nil without a home.
    static func directory(_ environment: [String: String]) -> String? {
        let base =
            environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/state" }
        return base.map { $0 + "/gaapscope" }
    }

    let path: String

    /// - Parameters:
    ///   - account: what the account is called here.
    ///   - endpoint: keeps accounts of one name on two sites apart.
    init?(account: String, endpoint: Endpoint, environment: [String: String]) {
        guard let directory = Self.directory(environment) else { return nil }
        let name = "\(account)@\(endpoint.host)\(endpoint.port.map { "-\($0)" } ?? "")"
        path = "\(directory)/\(name.replacing("/", with: "_")).json"
    }

    /// What was kept; nil where there is nothing, or nothing of use.
    func load() -> SnapshotDocument? {
        guard InputFile.exists(path) else { return nil }
        return try? SnapshotDocument(file: path)  // Whatever is wrong with it, the service has better.
    }

    /// Keeps a state for the next start.
    func save(_ document: SnapshotDocument) {
        Self.makeDirectory(of: path)
        try? document.save(as: path, replaces: true)
    }

    /// Makes the directory that a file of the state is in. Where the home cannot be written there is no state, and all else works.
    static func makeDirectory(of path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    // MARK: Completion

    /// Ids in the states of all accounts, newest state first, for the shell to offer.
    static func ids(of kind: ScopeOptions.IDKind, environment: [String: String]) -> [String] {
        guard let directory = directory(environment),
            let names = try? FileManager.default.contentsOfDirectory(atPath: directory)  // No state, nothing to offer.
        else { return [] }
        let documents = names.filter { $0.hasSuffix(".json") }
            .compactMap { try? SnapshotDocument(file: "\(directory)/\($0)") }  // Nor from one that is broken.
            .sorted { $0.fetchedAt > $1.fetchedAt }
        var seen: Set<String> = []
        return documents.flatMap { document in
            switch kind {
            case .listener: document.rows.map(\.id)
            case .proxy: document.owners.map(\.owner.id).filter { !$0.isGroup }.map(\.text)
            case .group: document.owners.map(\.owner.id).filter(\.isGroup).map(\.text)
            }
        }.filter { seen.insert($0).inserted }
    }
}
