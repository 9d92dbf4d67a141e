import Essentials
import FoundationEssentials
import Testing

@testable import TencentCloud

@Suite struct WorkloadCredentialsTests {
    private static let variables = [
        "TKE_REGION": "ap-nanjing", "TKE_PROVIDER_ID": "cls-1", "TKE_WEB_IDENTITY_TOKEN_FILE": "/var/token",
        "TKE_ROLE_ARN": "qcs::pod",
    ]

    private func find(
        _ environment: [String: String] = variables, files: [String: String] = ["/var/token": "hunter2.jwt\n"],
        _ tokens: AnsweringTransport = .tokens()
    ) async -> CredentialFinding {
        await WorkloadCredentials(
            environment: environment, files: .inMemory(files, open: ["/var/token"]),
            service: KeyServices.stub(tokens: tokens).tokens
        ).find()
    }

    @Test func `The identity token is exchanged for a key by an unsigned call`() async throws {
        let tokens = AnsweringTransport.tokens()
        let finding = await find(Self.variables, files: ["/var/token": "hunter2.jwt\n"], tokens)
        #expect(finding.line[.english] == "TKE OIDC: key …emp1, role qcs::pod")
        #expect(finding.credential?.token == Secret("t1"))
        // No warning about the file mode: the cluster made the file readable for the container, which has one user.
        #expect(finding.warning == nil)
        let request = try #require(tokens.requests.first)
        #expect(request.headers["Authorization"] == "SKIP")
        #expect(request.headers["X-TC-Token"] == nil)
        #expect(request.headers["X-TC-Action"] == "AssumeRoleWithWebIdentity")
        #expect(request.headers["X-TC-Region"] == "ap-nanjing")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == #"{"ProviderId":"cls-1","RoleArn":"qcs::pod","RoleSessionName":"gaapscope","WebIdentityToken":"hunter2.jwt"}"#
        )
        #expect(!allTextForms(of: finding).contains("hunter2"))
    }

    @Test func `Outside a pod the search continues with the next source`() async {
        #expect(await find([:]).nothing?.hasSuffix("are not set") == true)
    }

    @Test(arguments: variables.keys.sorted())
    func `If only some of the variables are set, the error names a missing variable`(variable: String) async {
        for absent in [nil, ""] {
            var environment = Self.variables
            environment[variable] = absent
            #expect(await find(environment).broken?.hasSuffix("is set but \(variable) is not") == true)
        }
    }

    @Test(arguments: ["TKE_REGION", "TKE_PROVIDER_ID", "TKE_ROLE_ARN"])
    func `A value that would break a header is rejected`(variable: String) async {
        let tokens = AnsweringTransport.tokens()
        let environment = Self.variables.merging([variable: "x\r\nX-Evil: 1"]) { $1 }
        #expect(await find(environment, files: [:], tokens).broken?.contains("\(variable) contains a blank") == true)
        #expect(tokens.requests.isEmpty)
    }

    @Test(arguments: [
        ([:], "TKE_WEB_IDENTITY_TOKEN_FILE: /var/token is not there"), (["/var/token": ""], "contains no token"),
        (["/var/token": "hunter2 hunter2"], "contains no token, or more than one"),
    ])
    func `A file without a token is reported with its variable and path`(files: [String: String], words: String) async {
        let finding = await find(files: files)
        #expect(finding.broken?.contains(words) == true)
        #expect(!finding.line[.english].contains("hunter2"))
    }

    @Test func `An STS error is reported without the token`() async {
        let refusing = AnsweringTransport { _ throws(TransportError) in
            (200, #"{"Response":{"Error":{"Code":"X","Message":"hunter2.jwt is over"},"RequestId":"r"}}"#)
        }
        let finding = await find(Self.variables, files: ["/var/token": "hunter2.jwt"], refusing)
        #expect(
            finding.broken == "cannot assume the role qcs::pod: gaap.example.com returned X: ••• is over [RequestId r]")
    }

    @Test func `The text form of a request for a key does not show its token`() {
        let action = AssumeRoleWithWebIdentity(
            role: Role(arn: "a"), provider: "p", token: Secret("hunter2"), region: nil)
        #expect(!allTextForms(of: action).contains("hunter2"))
    }
}
