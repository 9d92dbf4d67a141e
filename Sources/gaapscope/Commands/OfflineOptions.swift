import ArgumentParser

/// `--offline FILE`.
struct OfflineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read a snapshot instead of asking the service; - is standard input.", valueName: "file"),
        completion: .file())
    var offline: String?

    init() {}

    init(offline: String?) { self.offline = offline }

    func validate() throws {
        if offline == "" { throw ValidationError("--offline needs a file.") }
    }

    /// Refuses flags that would have nothing to work on: whoever gives them expects a connection.
    func validate(with client: ClientOptions) throws {
        guard offline != nil, let flag = client.connecting.first else { return }
        throw ValidationError(
            "\(flag) has no meaning with --offline, which connects to nothing: leave one of them out.")
    }
}

extension ClientOptions {
    /// The flags that were given and concern the connection.
    fileprivate var connecting: [String] {
        let settings = flags.keys.filter { $0 != "lang" }.sorted().map { key in
            "--" + key.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
        }
        return settings + (config != nil ? ["--config"] : []) + (demo ? ["--demo"] : [])
    }
}
