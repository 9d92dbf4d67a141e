// STS, the Security Token Service: issues temporary keys for a role. It is called like any other service.

package import Essentials

/// STS at its endpoint.
package struct TokenService: Sendable {
    private let transport: any Transport
    private let endpoint: Endpoint
    private let time: TimeSource

    /// - Parameter endpoint: the endpoint of STS. See `Endpoint.neighbour`.
    package init(transport: any Transport, endpoint: Endpoint, time: TimeSource = .system) {
        self.transport = transport
        self.endpoint = endpoint
        self.time = time
    }

    /// Requests the key of a role with another key.
    func assume(_ role: Role, with credential: Credential) async throws(KeyPair.KeyError) -> Credential {
        try await ask(
            AssumeRole(role), by: [FixedCredentials(credential)], hiding: [credential.secretKey, credential.token])
    }

    /// Requests the key of a role with an identity token.
    func assume(_ request: AssumeRoleWithWebIdentity) async throws(KeyPair.KeyError) -> Credential {
        try await ask(request, by: [], hiding: [request.token])
    }

    private func ask<A: TokenAction>(
        _ action: A, by sources: [any CredentialSource], hiding secrets: [Secret?]
    ) async throws(KeyPair.KeyError) -> Credential {
        // There is one call in two hours, so it has a separate quota.
        let client = Client(
            transport: transport, endpoint: endpoint,
            credentials: CredentialStore(CredentialChain(sources), now: { [time] in time.moment }),
            quota: Quota(rate: 1, time: time), time: time)
        let answer: TokenAnswer
        do throws(CloudError) {
            answer = try await client.call(action).value
        } catch {
            // The message comes from the service. If it quotes the request, the secrets in it are removed here.
            let reason = reason(for: error)
            throw KeyPair.KeyError(
                message: Wording { language in
                    secrets.compactMap(\.self).reduce(reason[language]) { text, secret in
                        secret.isEmpty ? text : text.replacing(secret.reveal(), with: secret.description)
                    }
                })
        }
        do {
            return try answer.key.credential(now: time.now())
        } catch {
            throw KeyPair.KeyError(message: Wording { "\(endpoint.host): \(error.message[$0])" })
        }
    }

    private func reason(for error: CloudError) -> Wording {
        switch error {
        case .service(let fault):
            let words =
                "\(fault.code.prefix(120)): \(fault.serviceMessage.prefix(800))\(fault.requestID.map { " [RequestId \($0)]" } ?? "")"
            return Wording("\(endpoint.host) returned \(words)", zh: "\(endpoint.host) 返回 \(words)")
        case .transport(let fault): return fault.message
        case .malformed:
            return Wording(
                "the answer from \(endpoint.host) is not an answer of the API", zh: "\(endpoint.host) 的应答不是有效的 API 应答")
        case .invalidRequest(let fault): return fault.message
        case .credentials(let problem):
            return Wording { language in problem.tried.map { $0[language] }.joined(separator: "; ") }
        case .cancelled: return Wording("the request was cancelled", zh: "请求已取消")
        }
    }
}
