// The sources of keys: files, the environment, and the answers of the services that issue keys. The first byte selects
// where the bytes are.

import Essentials
import FoundationEssentials
import Reports
import TencentCloud

enum CredentialsTarget {
    /// Where the bytes are.
    private enum Place: CaseIterable {
        case iniFile, profileFile, tokenFile, environment, answer
    }

    static func run(_ bytes: [UInt8]) async throws {
        guard let first = bytes.first else { return }
        let place = Place.allCases[Int(first) % Place.allCases.count]
        let rest = Array(bytes.dropFirst())
        let text = String(decoding: rest, as: UTF8.self)
        var environment = ["HOME": "/home/fuzz"]
        switch place {
        case .environment:
            let parts = text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            let names = [
                "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN", "TENCENTCLOUD_ROLE_ARN",
            ]
            for (name, part) in zip(names, parts) { environment[name] = part }
        case .tokenFile:
            environment["TKE_REGION"] = "ap-guangzhou"
            environment["TKE_PROVIDER_ID"] = "provider"
            environment["TKE_WEB_IDENTITY_TOKEN_FILE"] = "/token"
            environment["TKE_ROLE_ARN"] = "qcs::cam::uin/1:roleName/fuzz"
        case .iniFile, .profileFile, .answer: break
        }
        let content = Secret(text)
        let files = FileReading { path in
            switch place {
            case .iniFile where path.hasSuffix("/credentials"): .text(content, isOpen: first >= 0x80)
            case .profileFile where path.hasSuffix(".credential"): .text(content, isOpen: first >= 0x80)
            case .tokenFile where path == "/token": .text(content, isOpen: false)
            default: .absent
            }
        }
        let answers = FixedAnswers(body: Data(place == .answer ? rest : Array("{}".utf8)))
        let chain = CredentialChain.standard(
            environment: environment, profile: first & 0x40 == 0 ? nil : "fuzz", files: files,
            services: KeyServices(
                metadata: MetadataService(transport: answers),
                tokens: TokenService(transport: answers, endpoint: answers.endpoint)),
            now: { UnixTime(1_795_000_000) })
        try check(await chain.search())
    }

    /// Checks that a found key can sign a header, and that nothing that is said contains its secret.
    private static func check(_ found: CredentialSearch) throws {
        switch found.result {
        case .success(let key):
            let secret = key.secretKey.reveal()
            try FailedCheck.unless(!key.secretID.isEmpty && !secret.isEmpty, "a key has an id and a secret")
            for text in [key.secretID, key.token?.reveal() ?? ""] {
                try FailedCheck.unless(
                    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F }, "a key fits a header")
            }
            for words in found.warnings {
                try FailedCheck.unless(secret.count < 16 || !words[.english].contains(secret), "no warning has the key")
            }
        case .failure(let error):
            try FailedCheck.unless(!error.message[.english].isEmpty, "an error has a message")
        }
    }
}

/// A transport that gives the same body to every request.
private struct FixedAnswers: Transport {
    let body: Data
    // swift-format-ignore: NeverUseForceTry
    // `try!`, because the text is a valid constant.
    let endpoint = try! Endpoint(parsing: "https://sts.tencentcloudapi.com")

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        TransportResponse(status: 200, headers: [TransportHeader("Content-Type", "application/json")], body: body)
    }
}
