// The holder of a key stays the same after every renewal and differs between keys. It is known without the network
// where that is possible.

import Essentials
import FoundationEssentials
import Synchronization
import Testing

@testable import TencentCloud

@Suite(.timeLimit(.minutes(3))) struct KeyHolderTests {
    private static let profile = "/h/.tccli/default.credential"
    private static let ini = "/h/.tencentcloud/credentials"

    private func chain(
        _ files: [String: String] = [:], _ environment: [String: String] = [:],
        metadata: AnsweringTransport = .machine(),
        tokens: AnsweringTransport = .tokens()
    ) -> CredentialChain {
        .standard(
            environment: environment.merging(["HOME": "/h"]) { $1 }, files: .inMemory(files),
            services: .stub(metadata: metadata, tokens: tokens), now: { UnixTime(1_800_000_000) })
    }

    private static let pair = ["TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "k"]
    private static let pod = [
        "TKE_REGION": "r", "TKE_PROVIDER_ID": "p", "TKE_WEB_IDENTITY_TOKEN_FILE": "/token", "TKE_ROLE_ARN": "qcs::pod",
    ]
    private static func login(_ id: String, _ kind: String, _ facts: String) -> String {
        #"{"secretId":"\#(id)","secretKey":"k","token":"t","type":"\#(kind)","expiresAt":1900000000,"\#(kind)":\#(facts)}"#
    }

    @Test(
        arguments: [
            ([:], pair), ([profile: #"{"secretId":"AKIDprof","secretKey":"k"}"#], [:]),
            ([profile: #"{"secretId":"AKIDprof","secretKey":"k","role-arn":"qcs::x"}"#], [:]),
            ([profile: login("AKIDa", "oauth", #"{"openId":"o","site":"intl"}"#)], [:]),
            ([profile: login("AKIDa", "oauth", "{}")], [:]),
            ([ini: "[default]\nsecret_id=AKIDini\nsecret_key=k"], [:]),
            ([:], pair.merging(["TENCENTCLOUD_ROLE_ARN": "qcs::env"]) { $1 }),
        ] as [([String: String], [String: String])])
    func `The holder that files and variables give without the network is the holder of the resolved key`(
        files: [String: String], environment: [String: String]
    ) async throws {
        let chain = chain(files, environment)
        let holder = try #require(chain.holder())
        #expect(try await chain.resolve().holder == holder)
    }

    @Test func `If the holder can only be found over the network, it is nil`() async throws {
        #expect(chain().holder() == nil)
        #expect(chain([Self.profile: #"{"type":"cvm-role"}"#], Self.pair).holder() == .key("AKIDenv"))
        #expect(chain([Self.profile: #"{"type":"cvm-role"}"#]).holder() == nil)
        #expect(chain([Self.profile: "nonsense"]).holder() == nil)
        // A machine's role takes precedence over a pod's role, so the pod's role is not certain yet.
        #expect(chain(["/token": "oidc"], Self.pod).holder() == nil)
    }

    @Test func `Every key, role, login and provider is a distinct holder`() {
        let holders: [KeyHolder] = [
            .key("AKIDa"), .key("AKIDb"), .role("qcs::x", assumedBy: .key("AKIDa")),
            .role("qcs::x", assumedBy: .key("AKIDb")),
            .role("qcs::y", assumedBy: .key("AKIDa")), .role("qcs::x", provider: "p"),
            .machineRole("reader", appID: "1"),
            .machineRole("reader", appID: "2"), .login("oauth", ["o", "intl"]), .login("sso", ["o", "intl"]),
        ]
        #expect(Set(holders).count == holders.count)
        #expect(Set(holders.map(\.digest)).count == holders.count)
        #expect(holders.allSatisfy { $0.digest.count == 16 && $0.digest.allSatisfy(\.isHexDigit) })
        #expect(KeyHolder.key("AKIDa").digest == KeyHolder.key("AKIDa").digest)
    }

    @Test func `A login that tccli renews keeps its holder, and the login of another person has another holder`() throws
    {
        func holder(_ text: String) throws -> KeyHolder { try #require(chain([Self.profile: text]).holder()) }
        let first = try holder(Self.login("AKIDa", "oauth", #"{"openId":"o","site":"intl","accessToken":"1"}"#))
        #expect(try holder(Self.login("AKIDb", "oauth", #"{"openId":"o","site":"intl","accessToken":"2"}"#)) == first)
        #expect(try holder(Self.login("AKIDb", "oauth", #"{"openId":"p","site":"intl"}"#)) != first)
        let sso = try holder(
            Self.login("AKIDa", "sso", #"{"uin":"100","roleConfigurationId":"rc-1","zoneId":"z-1"}"#))
        #expect(
            try holder(Self.login("AKIDb", "sso", #"{"uin":"100","roleConfigurationId":"rc-1","zoneId":"z-1"}"#)) == sso
        )
        #expect(
            try holder(Self.login("AKIDb", "sso", #"{"uin":"100","roleConfigurationId":"rc-2","zoneId":"z-1"}"#)) != sso
        )
    }

    @Test func `If a JSON key occurs twice in tccli's file, the last value is used, as tccli does`() async throws {
        let text = #"{"secretId":"AKIDold","secretKey":"k1","secretId":"AKIDnew","secretKey":"k2"}"#
        let credential = try await chain([Self.profile: text]).resolve()
        #expect(credential.secretID == "AKIDnew" && credential.secretKey == Secret("k2"))
    }

    @Test func `A store never returns a key of another holder`() async throws {
        let texts = Mutex([Self.profile: #"{"secretId":"AKIDa","secretKey":"k"}"#])
        let files = FileReading { path in
            texts.withLock { $0[path] }.map { .text(Secret($0), isOpen: false) } ?? .absent
        }
        let chain = CredentialChain.standard(environment: ["HOME": "/h"], files: files, services: .stub())
        let learned = Mutex<[KeyHolder]>([])
        let store = CredentialStore(
            chain, now: { Moment(wall: UnixTime(0), uptime: .zero) },
            learn: { holder in learned.withLock { $0.append(holder) } })
        let first = try await store.credential()
        texts.withLock { $0[Self.profile] = #"{"secretId":"AKIDb","secretKey":"k"}"# }
        await #expect(throws: CredentialError.otherAccount) { try await store.replacement(for: first) }
        await #expect(throws: CredentialError.otherAccount) { try await store.credential() }
        texts.withLock { $0[Self.profile] = #"{"secretId":"AKIDa","secretKey":"other"}"# }
        #expect(try await store.credential().secretKey == Secret("other"))
        #expect(learned.withLock(\.self) == [.key("AKIDa")])
        let other = CredentialStore(chain, now: { Moment(wall: UnixTime(0), uptime: .zero) }, holder: .key("AKIDz"))
        await #expect(throws: CredentialError.otherAccount) { try await other.credential() }
    }

    @Test(arguments: [(200, "1250000000\n", true), (404, "", false), (200, "<html>", false)])
    func `The AppID of the account distinguishes machine roles of the same name`(
        status: Int, body: String, isKnown: Bool
    ) async throws {
        let transport = AnsweringTransport { request in
            if request.target == .get(path: "/latest/meta-data/app-id") { return (status, body) }
            return request.target == .get(path: "/latest/meta-data/cam/security-credentials/")
                ? (200, "reader")
                : (
                    200,
                    #"{"TmpSecretId":"A","TmpSecretKey":"k","Token":"t","Code":"Success","ExpiredTime":4000000000}"#
                )
        }
        let finding = await MachineRoleCredentials(
            metadata: MetadataService(transport: transport), now: { UnixTime(0) }
        ).find()
        let expected = isKnown ? KeyHolder.machineRole("reader", appID: "1250000000") : nil
        #expect(finding.credential?.holder == expected)
    }
}
