// Each action that the program uses, tried once, with what the one before has found: a call that is refused for what it asks is allowed
// all the same.

import GAAP
import Inventory
import TencentCloud

extension Doctor {
    /// Without these there is no list; the others only add to it.
    private static let needed: Set<String> = [
        DescribeTCPListeners.name, DescribeProxies.name, DescribeProxyGroupList.name,
    ]

    func examineActions(_ settings: Settings?) async {
        guard let settings else { return }
        let client: Client
        do {
            let assembly = try Assembly(settings: settings, source: isDemo ? .demo : .live, environment: environment)
            client = try await assembly.client()
        } catch {
            // Why was told by the steps before.
            return tell(.info, "actions", "not tried: there is nothing to sign with")
        }
        var tried = Tried()
        await tryAll(client, &tried)
        let throttled = tried.throttled > 0 ? "; \(tried.throttled) of them throttled" : ""
        tell(
            tried.throttled > 0 ? .warn : .info, "rate",
            "\(settings.rate) requests/s per action are set, \(tried.calls) calls were made\(throttled)",
            advice: tried.throttled > 0 ? "others draw on the allowance of \(GAAPService.requestsPerSecond)/s too" : "")
        await client.shutdown()
    }

    private struct Tried {
        var calls = 0
        var throttled = 0
        /// One cause that strikes every call is told once.
        var causes: [CloudError] = []
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
        let start = TimeSource.system.uptime()
        tried.calls += 1
        do throws(CloudError) {
            let reply = try await client.call(action, about: "doctor")
            tell(.pass, "actions", "\(A.name) is allowed (\(milliseconds(since: start)))")
            return reply.value
        } catch {
            if error.isThrottling { tried.throttled += 1 }
            judge(error, A.name, &tried)
            return nil
        }
    }

    private func judge(_ error: CloudError, _ action: String, _ tried: inout Tried) {
        let notice = Notice(error)
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

    /// A refusal of what was asked comes after the one of who asks.
    private func isAllowed(_ fault: ServiceError) -> Bool {
        ["InvalidParameter", "InvalidParameterValue", "ResourceNotFound"].contains(where: fault.matches)
    }
}
