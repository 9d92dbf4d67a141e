import ArgumentParser
import Essentials

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
        if offline == "" { throw ValidationError(Wording("--offline needs a file", zh: "--offline 须带文件名")) }
    }

    /// Refuses flags that have no effect with `--offline`, because they concern the connection.
    func validate(with client: ClientOptions) throws {
        guard offline != nil, let flag = client.connecting.first else { return }
        throw ValidationError(
            Wording(
                "\(flag) has no meaning with --offline, which connects to nothing: leave one of them out",
                zh: "\(flag) 与 --offline 不能同用（离线时不连接服务）：请去掉其中一个"))
    }
}
