// Each action that the program uses, tried once, with what the one before has found: a call that is refused for what it asks is allowed
// all the same.

import GAAP
import Inventory
import Synchronization
import TencentCloud

extension Doctor {
    /// Without these there is no list; the others only add to it.
    private static let needed: Set<String> = [
        DescribeTCPListeners.name, DescribeProxies.name, DescribeProxyGroupList.name,
    ]

    func examineActions(_ settled: Settled?) async {
        guard let settled else { return }
        let settings = settled.settings
        guard isDemo || settled.knowsEndpoint else { return tell(.info, "actions", Self.unknownEndpoint) }
        let records = Records()
        let client: Client
        do throws(SettingsError) {
            let assembly = try Assembly(
                settings: settings, source: isDemo ? .demo : .live, environment: environment,
                longestCall: Self.longestCall)
            do throws(CloudError) {
                client = try await assembly.client { if case .called(let record) = $0 { records.add(record) } }
            } catch .credentials {
                return tell(.info, "actions", "not tried: there is nothing to sign with")
            } catch {
                return tell(.fail, "actions", "not tried: \(Notice(error).line)", status: ExitStatus(error))
            }
        } catch {
            // The step that it belongs to has told what to do.
            return tell(.info, "actions", "not tried: \(error.description)")
        }
        var tried = Tried()
        await tryAll(client, &tried)
        judgeSite(settings.endpoint, tried)
        tell(Self.rateFinding(records.all))
        await client.shutdown()
    }

    /// Every attempt of a call.
    private final class Records: Sendable {
        private let records = Mutex<[CallRecord]>([])

        func add(_ record: CallRecord) { records.withLock { $0.append(record) } }
        var all: [CallRecord] { records.withLock { $0 } }
    }

    /// What was measured: whether the service took the calls at the pace that is set, and what is left of that.
    static func rateFinding(_ records: [CallRecord]) -> DoctorFinding {
        let throttled = records.filter { $0.error?.isThrottling == true }
        let calls = records.count == 1 ? "1 call was made" : "\(records.count) calls were made"
        guard let slowest = records.map(\.gauge).min(by: { $0.limit < $1.limit }) else {
            return DoctorFinding(level: .info, step: "rate", what: "no call was made")
        }
        guard !throttled.isEmpty else {
            return DoctorFinding(
                level: .info, step: "rate",
                what: "\(calls), none was refused for its frequency; the pace is \(slowest.limit) requests/s per action"
            )
        }
        return DoctorFinding(
            level: .warn, step: "rate",
            what: "\(calls), \(throttled.count) of them refused with RequestLimitExceeded; the pace fell from "
                + "\(slowest.rate) to \(slowest.limit) requests/s for \(throttled.map(\.action).joined(separator: ", "))",
            advice: "others draw on the allowance of \(GAAPService.requestsPerSecond)/s too: lower --rate")
    }

    private struct Tried {
        /// One cause that strikes every call is told once.
        var causes: [CloudError] = []
        /// Nothing came back: nothing would for the others.
        var isCutOff = false
        /// Whether the service knows the key; nil while no answer says so.
        var isKeyKnown: Bool?
    }

    private func tryAll(_ client: Client, _ tried: inout Tried) async {
        let proxies = await call(DescribeProxies(independent: 1, offset: 0, limit: 1), client, &tried)
        let groups = await call(DescribeProxyGroupList(offset: 0, limit: 1), client, &tried)
        // Ids of the form that the service has, where the account has none.
        let proxy = proxies?.proxies.first?.proxyID ?? "link-00000000"
        let listeners =
            if proxies?.proxies.isEmpty == false {
                await call(DescribeTCPListeners(proxyID: proxy, offset: 0, limit: 1), client, &tried)
            } else {
                await call(
                    DescribeTCPListeners(
                        groupID: groups?.proxyGroupList?.first?.groupID ?? "lg-00000000", offset: 0, limit: 1),
                    client, &tried)
            }
        let listener = listeners?.listenerSet?.first
        _ = await call(DescribeProxyDetail(proxyID: proxy), client, &tried)
        _ = await call(
            DescribeRealServerStatistics(
                realServerID: listener?.realServerSet?.first?.realServerID ?? "rs-00000000",
                listenerID: listener?.listenerID ?? "listener-00000000", withinTime: 1), client, &tried)
        let now = TimeSource.system.now()
        func text(_ time: UnixTime) -> String { ServiceTime.text(time) }
        _ = await call(
            DescribeListenerStatistics(
                listenerID: listener?.listenerID ?? "listener-00000000", startTime: text(now + -3_600),
                endTime: text(now), metricNames: [.inBandwidth], granularity: 300), client, &tried)
    }

    private func call<A: GAAPAction>(_ action: A, _ client: Client, _ tried: inout Tried) async -> A.Answer? {
        guard !tried.isCutOff else {
            tell(.info, "actions", "\(A.name): not tried, the same")
            return nil
        }
        let start = TimeSource.system.uptime()
        do throws(CloudError) {
            let reply = try await client.call(action, about: "doctor")
            tell(.pass, "actions", "\(A.name) is allowed (\(milliseconds(since: start)))")
            tried.isKeyKnown = true
            return reply.value
        } catch {
            if case .transport = error { tried.isCutOff = true }
            judge(error, A.name, &tried)
            return nil
        }
    }

    private func judge(_ error: CloudError, _ action: String, _ tried: inout Tried) {
        let notice = Notice(error)
        if case .service(let fault) = error { tried.isKeyKnown = tellsOfKey(fault) ?? tried.isKeyKnown }
        if case .service(let fault) = error, isAllowed(fault) {
            return tell(.pass, "actions", "\(action) is allowed (there is nothing to ask it about: \(fault.code))")
        }
        let isKnown = tried.causes.contains(where: error.isSameCause)
        let isDenial =
            if case .service(let fault) = error {
                fault.matches("AuthFailure.UnauthorizedOperation") || fault.matches("UnauthorizedOperation")
            } else { false }
        if isKnown, !isDenial { return tell(.info, "actions", "\(action): the same") }
        tried.causes.append(error)
        if Self.needed.contains(action) {
            tell(.fail, "actions", notice.what, advice: notice.advice, status: ExitStatus(error))
        } else {
            tell(.warn, "actions", "\(notice.what) (the browser works without)", advice: notice.advice)
        }
    }

    /// What a refusal says of whether the service knows the key; nil when it may have come before anybody looked.
    private func tellsOfKey(_ fault: ServiceError) -> Bool? {
        if ["AuthFailure.SecretIdNotFound", "AuthFailure.InvalidSecretId"].contains(where: fault.matches) {
            return false
        }
        let later = [
            "AuthFailure.SignatureFailure", "AuthFailure.UnauthorizedOperation", "UnauthorizedOperation",
            "RequestLimitExceeded",
        ]
        return isAllowed(fault) || later.contains(where: fault.matches) ? true : nil
    }

    private func judgeSite(_ endpoint: Endpoint, _ tried: Tried) {
        if !isDemo { tell(Self.siteFinding(endpoint, isKeyKnown: tried.isKeyKnown)) }
    }

    /// Each site knows its own keys only, and a key does not show whose it is.
    static func siteFinding(_ endpoint: Endpoint, isKeyKnown: Bool?) -> DoctorFinding {
        let site = Site(of: endpoint)
        let place = site.map { "the \($0.rawValue) site" } ?? "\(endpoint)"
        let others = site.map { "--site \($0.other.rawValue)" } ?? "--site international or --site china"
        return switch isKeyKnown {
        case true: DoctorFinding(level: .pass, step: "site", what: "the key is known at \(place)")
        case false:
            DoctorFinding(
                level: .fail, step: "site", what: "the key is unknown at \(place)",
                advice: "if it is a key of another site, try \(others)", status: .credentials)
        default:
            DoctorFinding(level: .info, step: "site", what: "no answer says whether the key is known at \(place)")
        }
    }

    /// A refusal of what was asked comes after the one of who asks.
    private func isAllowed(_ fault: ServiceError) -> Bool {
        ["InvalidParameter", "InvalidParameterValue", "ResourceNotFound"].contains(where: fault.matches)
    }
}
