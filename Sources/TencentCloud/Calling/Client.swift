// Makes one complete call. One function defines the fixed order: retry → quota → sign → send → envelope. Signing is
// inside the retry, so that a retry has a fresh timestamp. Every attempt takes from the quota, since the service counts
// attempts. If the service refuses the key, the client searches the sources again, and repeats the call once if it
// finds a different key.

package import Essentials
import FoundationEssentials

/// The record of one attempt, for a log that people read.
package struct CallRecord: Sendable, Equatable {
    package let startedAt: Moment
    package let action: String
    /// The resource that the call is about, usually the id of an owner.
    package let subject: String
    package let duration: Duration
    /// nil if the attempt succeeded.
    package let error: CloudError?
    package let requestID: String?
    /// The quota of the action after the attempt.
    package let gauge: QuotaGauge

    package init(
        startedAt: Moment, action: String, subject: String, duration: Duration, error: CloudError?,
        requestID: String?, gauge: QuotaGauge
    ) {
        self.startedAt = startedAt
        self.action = action
        self.subject = subject
        self.duration = duration
        self.error = error
        self.requestID = requestID
        self.gauge = gauge
    }
}

/// Calls actions of the service. A client is a value: it is cheap to copy and safe to share.
package struct Client: Sendable {
    private let transport: any Transport
    private let endpoint: Endpoint
    private let credentials: CredentialStore
    private let quota: Quota
    private let retry: RetryPolicy
    private let time: TimeSource
    private let language: Language
    private let observe: @Sendable (CallRecord) -> Void

    package init(
        transport: any Transport, endpoint: Endpoint, credentials: CredentialStore, quota: Quota,
        retry: RetryPolicy = RetryPolicy(), time: TimeSource = .system,
        language: Language = .english,
        observe: @escaping @Sendable (CallRecord) -> Void = { _ in }
    ) {
        self.transport = transport
        self.endpoint = endpoint
        self.credentials = credentials
        self.quota = quota
        self.retry = retry
        self.time = time
        self.language = language
        self.observe = observe
    }

    /// Calls an action. Waits for the quota, and retries where a retry can succeed.
    package func call<A: Action>(
        _ action: A, about subject: String = "", priority: Priority = .foreground
    ) async throws(CloudError) -> Reply<A.Answer> {
        do { try action.validate() } catch { throw .invalidRequest(error) }
        let body: Data
        do { body = try action.encoded() } catch { throw .invalidRequest(error) }
        var attempts = 0
        var mayRenew = true
        var waited = Duration.zero
        while true {
            // The credential comes first, because the search may take long. Otherwise several calls could get their
            // permits, wait for the same search, and then be sent at the same time.
            let used = A.isSigned ? try await credential() : nil
            let permit: Quota.Permit
            do {
                permit = try await quota.acquire(A.name, priority: priority)
            } catch {
                throw .cancelled
            }
            attempts += 1
            do throws(CloudError) {
                return try await attempt(action, body: body, about: subject, signedWith: used, permit)
            } catch {
                if mayRenew, let used, try await canReplace(used, after: error) {
                    mayRenew = false
                    continue
                }
                guard let wait = retry.wait(after: error, attempts: attempts, waited: waited) else { throw error }
                if let asked = error.retryAfter {
                    waited += asked
                    await quota.hold(A.name, for: asked)
                }
                do { try await time.sleep(wait) } catch { throw .cancelled }
            }
        }
    }

    /// Returns whether the service refused the key and a different key is now available, for example because the user
    /// has corrected a file while the program runs.
    private func canReplace(_ used: Credential, after error: CloudError) async throws(CloudError) -> Bool {
        guard case .service(let fault) = error, fault.refusesKey else { return false }
        do {
            return try await credentials.replacement(for: used) != nil
        } catch {
            throw Task.isCancelled ? .cancelled : .credentials(error)
        }
    }

    /// Closes the connections. No action may be called afterwards.
    package func shutdown() async { await transport.shutdown() }

    private func attempt<A: Action>(
        _ action: A, body: Data, about subject: String, signedWith key: Credential?, _ permit: Quota.Permit
    ) async throws(CloudError) -> Reply<A.Answer> {
        let start = time.moment
        func record(_ error: CloudError?, _ requestID: String?) async {
            observe(
                CallRecord(
                    startedAt: start, action: A.name, subject: subject,
                    duration: time.uptime() - (start.uptime ?? .zero), error: error, requestID: requestID,
                    gauge: await quota.gauge(A.name)))
        }
        let request = request(action, body: body, at: start.wall, signedWith: key)
        do throws(CloudError) {
            var response: TransportResponse
            do throws(TransportError) {
                response = try await transport.send(request)
                await quota.end(permit, isAnswered: true)
            } catch {
                await quota.end(permit, isAnswered: false)
                throw error.kind == .cancelled ? .cancelled : .transport(error)
            }
            let now = time.moment
            // The body is repaired before it is decoded, so that the text that is decoded, shown, stored and searched
            // is the same.
            if let repaired = JSONText.repaired(Array(response.body)) { response.body = Data(repaired) }
            let opened = try Envelope.open(
                response, as: A.Answer.self, action: A.name, from: request.endpoint, now: now.wall)
            await record(nil, opened.requestID)
            return Reply(
                value: opened.value, requestID: opened.requestID, receivedAt: now, body: response.body)
        } catch let failure {
            let error = failure.hiding(key)
            if error.isThrottling || error.retryAfter != nil { await quota.throttle(A.name) }
            await record(error, error.requestID)
            throw error
        }
    }

    private func credential() async throws(CloudError) -> Credential {
        do {
            return try await credentials.credential()
        } catch {
            throw Task.isCancelled ? .cancelled : .credentials(error)
        }
    }

    private func request<A: Action>(
        _ action: A, body: Data, at now: UnixTime, signedWith credential: Credential?
    ) -> TransportRequest {
        let contentType = "application/json"
        let endpoint = A.endpoint(beside: self.endpoint)
        var headers = [
            TransportHeader("Host", endpoint.hostHeader),
            TransportHeader("Content-Type", contentType),
            TransportHeader("X-TC-Action", A.name),
            TransportHeader("X-TC-Version", A.version),
            TransportHeader("X-TC-Timestamp", String(now.wholeSeconds)),
            TransportHeader("X-TC-Language", language.rawValue),
        ]
        if let region = action.region { headers.append(TransportHeader("X-TC-Region", region)) }
        if let token = credential?.token {
            headers.append(TransportHeader("X-TC-Token", token.reveal()))
        }
        let signature = TC3Signature(
            timestamp: now.wholeSeconds, service: A.service,
            headers: [("content-type", contentType), ("host", endpoint.hostHeader)], body: body)
        headers.append(TransportHeader("Authorization", credential.map(signature.authorization) ?? "SKIP"))
        return TransportRequest(endpoint: endpoint, headers: headers, body: body)
    }
}

extension CloudError {
    /// Returns the same error without any part of the key that signed the request.
    fileprivate func hiding(_ key: Credential?) -> CloudError {
        guard let key, case .service(let fault) = self else { return self }
        return .service(fault.hiding(key))
    }

    /// The RequestId of the failed call, if the response contained one.
    package var requestID: String? {
        switch self {
        case .service(let error): error.requestID
        case .malformed(let answer): answer.requestID
        case .transport, .invalidRequest, .credentials, .cancelled: nil
        }
    }
}
