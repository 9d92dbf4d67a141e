import ArgumentParser
import Essentials

/// `--offline FILE`.
struct OfflineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Snapshot to read instead of the service; - is standard input.", valueName: "file"),
        completion: .file())
    var offline: String?

    init() {}

    init(offline: String?) { self.offline = offline }

    func validate() throws {
        if offline == "" { throw ValidationError(Wording("--offline requires a file", zh: "--offline 须带文件名")) }
    }

    /// Refuses flags that have no effect with `--offline`, because they concern the connection.
    func validate(with client: ClientOptions) throws {
        guard offline != nil, let flag = client.connecting.first else { return }
        throw ValidationError(
            Wording(
                "\(flag) cannot be used with --offline, which sends no request: omit one of them",
                zh: "\(flag) 不能与 --offline 同用（离线时不连接服务）：请去掉其中一个"))
    }
}
