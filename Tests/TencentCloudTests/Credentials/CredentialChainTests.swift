import Essentials
import Synchronization
import Testing

@testable import TencentCloud

@Suite struct CredentialChainTests {
    private struct StubSource: CredentialSource {
        let name: Wording
        let outcome: CredentialFinding.Outcome
        func find() -> CredentialFinding { CredentialFinding(name, outcome) }
    }
    private let credential = Credential(secretID: "AKIDx", secretKey: Secret("k"))

    private func empty(_ name: String) -> StubSource {
        StubSource(name: Wording(verbatim: name), outcome: .nothing(because: Wording(verbatim: "not set")))
    }

    @Test func `The first source that has a key takes precedence`() async throws {
        let other = Credential(secretID: "AKIDy", secretKey: Secret("k"))
        let search = await CredentialChain([empty("a"), FixedCredentials(credential), FixedCredentials(other)]).search()
        #expect(try search.result.get() == credential)
        #expect(search.findings.map { $0.line[.english] } == ["a: not set", "given: key …KIDx"])
    }

    @Test func `A source with incomplete credentials ends the search, and the error names only that source`() async {
        let broken = StubSource(
            name: Wording(verbatim: "b"), outcome: .broken(because: Wording(verbatim: "half of it")))
        let search = await CredentialChain([empty("a"), broken, FixedCredentials(credential)]).search()
        #expect(throws: CredentialError(tried: [Wording(verbatim: "b: half of it")])) { try search.result.get() }
        #expect(search.findings.count == 2)
    }

    @Test func `If no source has a key, the error names every source`() async {
        await #expect(throws: CredentialError(tried: ["a: not set", "b: not set"].map(Wording.init(verbatim:)))) {
            try await CredentialChain([empty("a"), empty("b")]).resolve()
        }
        await #expect(throws: CredentialError(tried: [])) { try await CredentialChain([]).resolve() }
    }
}

/// The chain that the program uses, with stub files and services.
@Suite struct StandardChainTests {
    private static let pair = ["TENCENTCLOUD_SECRET_ID": "AKIDenvi", "TENCENTCLOUD_SECRET_KEY": "k"]
    private static let pod = [
        "TKE_REGION": "ap-guangzhou", "TKE_PROVIDER_ID": "p", "TKE_WEB_IDENTITY_TOKEN_FILE": "/token",
        "TKE_ROLE_ARN": "qcs::pod",
    ]
    private static let profile = "/home/u/.tccli/default.credential"
    private static let files = [
        profile: #"{"secretId":"AKIDprof","secretKey":"k"}"#,
        "/home/u/.tccli/work.credential": #"{"secretId":"AKIDwork","secretKey":"k"}"#,
        "/home/u/.tencentcloud/credentials": "[default]\nsecret_id=AKIDhome\nsecret_key=k",
        "/etc/tencentcloud/credentials": "[default]\nsecret_id=AKIDetcc\nsecret_key=k", "/token": "oidc\n",
    ]

    private func search(
        _ environment: [String: String], profile: String? = nil, files: [String: String] = [:],
        services: KeyServices = .stub()
    ) async -> CredentialSearch {
        await CredentialChain.standard(
            environment: environment.merging(["HOME": "/home/u"]) { $1 }, profile: profile, files: .inMemory(files),
            services: services, now: { UnixTime(1_800_000_000) }
        ).search()
    }

    @Test func `Each source is used when all sources before it are empty`() async throws {
        var files = Self.files
        var environment = Self.pair.merging(Self.pod) { $1 }
        var services = KeyServices.stub(metadata: .machine(), tokens: .tokens())
        var order: [String] = []
        func take() async throws {
            let search = await search(environment, files: files, services: services)
            order.append(try search.result.get().secretID)
        }
        try await take()
        for variable in Self.pair.keys { environment[variable] = nil }
        try await take()
        for file in [Self.profile, "/home/u/.tencentcloud/credentials", "/etc/tencentcloud/credentials"] {
            files[file] = nil
            try await take()
        }
        services = .stub(tokens: .tokens())
        try await take()
        #expect(order == ["AKIDenvi", "AKIDprof", "AKIDhome", "AKIDetcc", "AKIDmachine", "AKIDtemp1"])
    }

    @Test func `If no key is found, each source reports what it examined and why it has no key`() async {
        let search = await search([:])
        #expect(
            search.findings.map { $0.line[.english] } == [
                "environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set",
                "/home/u/.tccli/default.credential: not there", "/home/u/.tencentcloud/credentials: not there",
                "/etc/tencentcloud/credentials: not there",
                "CVM role: the host metadata.tencentyun.com is unknown; so this is not a machine of Tencent Cloud",
                "TKE OIDC: TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN are not set",
            ])
        #expect(throws: CredentialError(tried: search.findings.map(\.line))) { try search.result.get() }
    }

    @Test func `No network request is made if a local source has a key`() async throws {
        let metadata = AnsweringTransport.machine()
        let tokens = AnsweringTransport.tokens()
        for environment in [Self.pair, [:]] {
            let search = await search(
                environment, files: Self.files, services: .stub(metadata: metadata, tokens: tokens))
            _ = try search.result.get()
        }
        #expect(metadata.requests.isEmpty && tokens.requests.isEmpty)
    }

    @Test func `If a profile is requested explicitly, no other source is examined`() async throws {
        let environment = Self.pair.merging(["TCCLI_PROFILE": "other", "TENCENTCLOUD_ROLE_ARN": "qcs::x"]) { $1 }
        let found = await search(environment, profile: "work", files: Self.files)
        #expect(try found.result.get().secretID == "AKIDwork")
        let metadata = AnsweringTransport.machine()
        let none = await search(environment, profile: "none", files: Self.files, services: .stub(metadata: metadata))
        #expect(
            none.findings.map { $0.line[.english] } == [
                "/home/u/.tccli/none.credential: not there; the setting “profile” selects this profile"
            ])
        #expect(metadata.requests.isEmpty)
    }

    @Test func `TCCLI_PROFILE selects the profile, and a key in the environment takes precedence`() async throws {
        let choice = ["TCCLI_PROFILE": "work"]
        #expect(try await search(choice, files: Self.files).result.get().secretID == "AKIDwork")
        let both = await search(choice.merging(Self.pair) { $1 }, files: Self.files)
        #expect(try both.result.get().secretID == "AKIDenvi")
        #expect(await search(["TCCLI_PROFILE": "none"], files: Self.files).findings.count == 2)
        #expect(try await search(["TCCLI_PROFILE": ""], files: Self.files).result.get().secretID == "AKIDprof")
    }

    @Test(arguments: [
        (pair, [:]), ([:], [profile: files[profile] ?? ""]),
        ([:], ["/home/u/.tencentcloud/credentials": "[default]\nsecret_id=AKIDhome\nsecret_key=k"]), ([:], [:]),
        (pod, ["/token": "oidc"]),
    ])
    func `The role from the environment is assumed with the key that is found, whatever its source`(
        environment: [String: String], files: [String: String]
    ) async throws {
        let role = ["TENCENTCLOUD_ROLE_ARN": "qcs::x", "TENCENTCLOUD_ROLE_SESSION_NAME": "me"]
        let tokens = AnsweringTransport.tokens()
        let search = await search(
            environment.merging(role) { $1 }, files: files, services: .stub(metadata: .machine(), tokens: tokens))
        #expect(try search.result.get().secretID.hasPrefix("AKIDtemp"))
        #expect(search.findings.last?.origin?[.english].hasPrefix("role qcs::x assumed with key …") == true)
        let body = String(decoding: try #require(tokens.requests.last).body, as: UTF8.self)
        #expect(body == #"{"RoleArn":"qcs::x","RoleSessionName":"me"}"#)
    }

    @Test func `When a login expires during a session, its file is read again`() async throws {
        let text = Mutex(
            #"{"secretId":"AKIDa","secretKey":"k","token":"t","type":"oauth","expiresAt":1800000600,"oauth":{"openId":"o","site":"intl"}}"#
        )
        let now = Mutex(UnixTime(1_800_000_000))
        let files = FileReading { path in
            path == Self.profile ? .text(Secret(text.withLock(\.self)), isOpen: false) : .absent
        }
        let chain = CredentialChain.standard(
            environment: ["HOME": "/home/u"], files: files, services: .stub(), now: { now.withLock(\.self) })
        let store = CredentialStore(chain, now: { now.withLock { Moment(wall: $0, uptime: .seconds($0.seconds)) } })
        #expect(try await store.credential().secretID == "AKIDa")
        now.withLock { $0 = UnixTime(1_800_000_601) }
        let problem = await #expect(throws: CredentialError.self) { try await store.credential() }
        #expect(
            problem?.tried.map { $0[.english] } == ["\(Self.profile): expiresAt has passed; run `tccli auth login`"])
        text.withLock {
            $0 =
                #"{"secretId":"AKIDb","secretKey":"k","token":"u","type":"oauth","expiresAt":1800007800,"oauth":{"openId":"o","site":"intl"}}"#
        }
        #expect(try await store.credential().secretID == "AKIDb")
    }

    @Test func `No text form of the chain, its findings or its store shows a key`() async {
        let files = [
            Self.profile: #"{"secretId":"AKIDprof","secretKey":"hunter2","token":"hunter2","role-arn":"qcs::x"}"#
        ]
        let environment = Self.pair.merging(["TENCENTCLOUD_TOKEN": "hunter2", "HOME": "/home/u"]) { $1 }
        let chain = CredentialChain.standard(environment: environment, files: .inMemory(files), services: .stub())
        #expect(!allTextForms(of: chain).contains("hunter2"))
        #expect(!allTextForms(of: await chain.search()).contains("hunter2"))
        #expect(!allTextForms(of: CredentialStore(chain, now: { Moment(wall: UnixTime(0)) })).contains("hunter2"))
    }
}
