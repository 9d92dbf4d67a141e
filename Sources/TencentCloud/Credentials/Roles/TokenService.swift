// STS, the Security Token Service: gives out temporary keys for a role. It is called as any other service is.

/// STS at its endpoint.
package struct TokenService: Sendable {
    private let transport: any Transport
    private let endpoint: Endpoint
    private let time: TimeSource

    /// - Parameter endpoint: STS's own: see `Endpoint.neighbour`.
    package init(transport: any Transport, endpoint: Endpoint, time: TimeSource = .system) {
        self.transport = transport
        self.endpoint = endpoint
        self.time = time
    }

    /// A role's key for a key.
    func assume(_ role: Role, with credential: Credential) async throws(KeyPair.Flaw) -> Credential {
        try await ask(
            AssumeRole(role), by: [FixedCredentials(credential)], hiding: [credential.secretKey, credential.token])
    }

    /// A role's key for an identity token.
    func assume(_ request: AssumeRoleWithWebIdentity) async throws(KeyPair.Flaw) -> Credential {
        try await ask(request, by: [], hiding: [request.token])
    }

    private func ask<A: TokenAction>(
        _ action: A, by sources: [any CredentialSource], hiding secrets: [Secret?]
    ) async throws(KeyPair.Flaw) -> Credential {
        // One call in two hours: the budget is its own.
        let client = Client(
            transport: transport, endpoint: endpoint, credentials: CredentialChain(sources),
            quota: Quota(rate: 1, time: time), time: time)
        let answer: TokenAnswer
        do throws(CloudError) {
            answer = try await client.call(action).value
        } catch {
            // The service's words are not ours: should they quote the request, nothing of it gets further than here.
            let reason = secrets.compactMap(\.self).reduce(reason(for: error)) { text, secret in
                secret.isEmpty ? text : text.replacing(secret.reveal(), with: secret.description)
            }
            throw KeyPair.Flaw(reason: reason)
        }
        do {
            return try answer.key.credential(now: time.now())
        } catch {
            throw KeyPair.Flaw(reason: "\(endpoint.host): \(error.reason)")
        }
    }

    private func reason(for error: CloudError) -> String {
        switch error {
        case .service(let fault):
            "\(endpoint.host) says \(fault.code): \(fault.message)\(fault.requestID.map { " [RequestId \($0)]" } ?? "")"
        case .transport(let fault): fault.detail
        case .malformed: "the answer of \(endpoint.host) is not one of the service"
        case .invalidRequest(let fault): fault.message
        case .credentials(let problem): problem.tried.joined(separator: "; ")
        case .cancelled: "the request was cancelled"
        }
    }
}
