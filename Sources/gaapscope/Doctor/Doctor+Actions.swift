// Calls each action that the program uses once, with ids from earlier answers. If the service refuses a call because of
// a parameter, the action counts as allowed.

import Essentials
import Inventory
import GAAP
import Reports
import Synchronization
import TencentCloud

extension Doctor {
    /// The actions that the list needs. The others only add data to it.
    private static let needed: Set<String> = [
        DescribeTCPListeners.name, DescribeProxies.name, DescribeProxyGroupList.name,
    ]

    func examineActions(_ settled: Settled?) async {
        guard let settled else { return }
        let settings = settled.settings
        guard isDemo || settled.knowsEndpoint else { return report(.info, .actions, Self.unknownEndpoint) }
        let records = Records()
        let client: Client
        do throws(SettingsError) {
            let assembly = try Assembly(
                settings: settings, source: isDemo ? .demo : .live, environment: environment,
                callLimit: Self.callLimit)
            do throws(CloudError) {
                client = try await assembly.client { if case .called(let record) = $0 { records.add(record) } }
            } catch .credentials {
                return report(
                    .info, .actions, Wording("not tried: there is no key to sign with", zh: "未尝试：没有可用于签名的密钥"))
            } catch {
                return report(
                    .fail, .actions, Self.notTried(Wording { Notice(error, language: $0).line }),
                    status: ExitStatus(error))
            }
        } catch {
            // The step of the settings has already reported what to do.
            return report(.info, .actions, Self.notTried(error.message))
        }
        var tried = Tried()
        await tryAll(client, &tried)
        reportOthers(tried)
        judgeSite(settings.endpoint, tried)
        report(Self.rateFinding(records.all))
        await client.shutdown()
    }

    private static func notTried(_ reason: Wording) -> Wording {
        Wording("not tried: \(reason[.english])", zh: "未尝试：\(reason[.chinese])")
    }

    /// Collects the records of all attempts of calls.
    private final class Records: Sendable {
        private let records = Mutex<[CallRecord]>([])

        func add(_ record: CallRecord) { records.withLock { $0.append(record) } }
        var all: [CallRecord] { records.withLock { $0 } }
    }

    /// Returns whether the service accepted the calls at the configured rate, and how far the rate has fallen.
    static func rateFinding(_ records: [CallRecord]) -> DoctorFinding {
        let throttled = records.filter { $0.error?.isThrottling == true }
        let calls = Wording(
            records.count == 1 ? "1 call" : "\(records.count) calls", zh: "共调用 \(records.count) 次")
        let actions = throttled.map(\.action).joined(separator: ", ")
        let allowance = GAAPService.requestsPerSecond
        guard let slowest = records.map(\.gauge).min(by: { $0.limit < $1.limit }) else {
            return DoctorFinding(level: .info, step: .rate, what: Wording("no calls", zh: "没有调用"))
        }
        guard !throttled.isEmpty else {
            return DoctorFinding(
                level: .info, step: .rate,
                what: Wording(
                    "\(calls[.english]), none rate-limited; the rate is \(slowest.limit) requests/s per action",
                    zh: "\(calls[.chinese])，均未被限频；每个接口每秒 \(slowest.limit) 次请求")
            )
        }
        return DoctorFinding(
            level: .warn, step: .rate,
            what: Wording(
                "\(calls[.english]), \(throttled.count) refused with RequestLimitExceeded; the rate fell from "
                    + "\(slowest.rate) to \(slowest.limit) requests/s for \(actions)",
                zh: "\(calls[.chinese])，其中 \(throttled.count) 次被 RequestLimitExceeded 拒绝；"
                    + "\(actions) 从每秒 \(slowest.rate) 次降到 \(slowest.limit) 次"),
            advice: Wording(
                "other tools share the limit of \(allowance) requests/s: lower --rate",
                zh: "每秒 \(allowance) 次的配额由多方共用：请降低 --rate"))
    }

    private struct Tried {
        /// The causes reported so far, each with the action it was reported for and the actions that failed for the
        /// same cause. A cause is reported once.
        var causes: [(error: CloudError, action: String, others: [String])] = []
        /// The actions that were not called, because an earlier call got no answer.
        var skipped: [String] = []
        /// Whether a call got no answer. Further calls would not get an answer either.
        var isCutOff = false
        /// Whether the service knows the key; nil until an answer shows it.
        var isKeyKnown: Bool?
    }

    private func tryAll(_ client: Client, _ tried: inout Tried) async {
        let proxies = await call(DescribeProxies(independent: 1, offset: 0, limit: 1), client, &tried)
        let groups = await call(DescribeProxyGroupList(offset: 0, limit: 1), client, &tried)
        // If the account has no proxy, use an id in the form of the service.
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
        let origin = listener?.realServerSet?.first
        let listenerID = listener?.listenerID ?? "listener-00000000"
        _ = await call(
            DescribeRealServerStatistics(
                realServerID: origin?.realServerID ?? "rs-00000000", listenerID: listenerID, withinTime: 1), client,
            &tried)
        let now = TimeSource.system.now()
        let monitored = MonitoredOrigin(
            channelID: proxy, listenerID: listenerID, origin: origin?.realServerIP ?? "192.0.2.1")
        _ = await call(
            GetMonitorData(
                origins: [monitored], period: 300, startTime: ServiceTime.zonedText(now + -3_600),
                endTime: ServiceTime.zonedText(now)), client, &tried)
        func text(_ time: UnixTime) -> String { ServiceTime.text(time) }
        _ = await call(
            DescribeListenerStatistics(
                listenerID: listenerID, startTime: text(now + -3_600),
                endTime: text(now), metricNames: [.inBandwidth], granularity: 300), client, &tried)
    }

    private func call<A: GAAPAction>(_ action: A, _ client: Client, _ tried: inout Tried) async -> A.Answer? {
        guard !tried.isCutOff else {
            tried.skipped.append(A.name)
            return nil
        }
        let start = TimeSource.system.uptime()
        do throws(CloudError) {
            let reply = try await answer(to: action, client, tried)
            let time = elapsed(since: start)
            report(.pass, .actions, Wording("\(A.name) is allowed (\(time))", zh: "允许调用 \(A.name)（\(time)）"))
            tried.isKeyKnown = true
            return reply.value
        } catch {
            if case .transport = error { tried.isCutOff = true }
            judge(error, A.name, &tried)
            return nil
        }
    }

    /// Calls an action, and repeats the call if it is throttled: other tools use the same limit, so that one throttled
    /// call does not mean that the program does not work.
    private func answer<A: GAAPAction>(
        to action: A, _ client: Client, _ tried: Tried
    ) async throws(CloudError) -> Reply<A.Answer> {
        var repeats = tried.causes.contains(where: \.error.isThrottling) ? 0 : Self.throttledRepeats
        while true {
            do throws(CloudError) {
                return try await client.call(action, about: "doctor")
            } catch {
                guard error.isThrottling, repeats > 0 else { throw error }
                repeats -= 1
            }
            // A cancelled wait ends early, and so does the next call.
            try? await TimeSource.system.sleep(.seconds(1))
        }
    }

    /// Reports the actions that were not reported separately.
    private func reportOthers(_ tried: Tried) {
        for cause in tried.causes where !cause.others.isEmpty {
            let others = cause.others.joined(separator: ", ")
            report(
                .info, .actions,
                Wording("same error as \(cause.action): \(others)", zh: "与 \(cause.action) 的错误相同：\(others)"))
        }
        guard !tried.skipped.isEmpty else { return }
        let skipped = tried.skipped.joined(separator: ", ")
        report(.info, .actions, Wording("not tried for the same reason: \(skipped)", zh: "因同样原因未尝试：\(skipped)"))
    }

    private func judge(_ error: CloudError, _ action: String, _ tried: inout Tried) {
        tried.isKeyKnown = isKeyKnown(by: error) ?? tried.isKeyKnown
        if case .service(let fault) = error, isAllowed(fault) {
            return report(
                .pass, .actions,
                Wording(
                    "\(action) is allowed (no resource to query: \(fault.code))",
                    zh: "允许调用 \(action)（没有可查询的对象：\(fault.code)）"))
        }
        if !error.isDenied, let index = tried.causes.firstIndex(where: { error.isSameCause(as: $0.error) }) {
            tried.causes[index].others.append(action)
            return
        }
        tried.causes.append((error, action, []))
        let what = Wording { Notice(error, language: $0).what }
        let advice = Self.advice(on: error, of: action) ?? Wording { Notice(error, language: $0).advice }
        let shown = advice[.english].isEmpty ? nil : advice
        if Self.needed.contains(action) {
            report(.fail, .actions, what, advice: shown, status: ExitStatus(error))
        } else {
            report(
                .warn, .actions,
                Wording(
                    "\(what[.english]) (the browser works without it)", zh: "\(what[.chinese])（不影响浏览）"), advice: shown)
        }
    }

    /// Returns what to do about an action that the service no longer has or that the endpoint does not serve; nil for
    /// other errors. Either of two actions is enough for histories.
    private static func advice(on error: CloudError, of action: String) -> Wording? {
        guard case .service(let fault) = error, fault.hasLostAction else { return nil }
        return switch action {
        case DescribeRealServerStatistics.name:
            Wording(
                "histories come from Cloud Monitor instead: allow monitor:GetMonitorData",
                zh: "历史将改由云监控提供：请授权 monitor:GetMonitorData")
        case GetMonitorData.name:
            Wording(
                "needed only if the service no longer has DescribeRealServerStatistics",
                zh: "仅在服务端不再提供 DescribeRealServerStatistics 时需要")
        default: nil
        }
    }

    /// Returns whether an error shows that the service knows the key. Nil if the service may not have looked at the
    /// key yet.
    private func isKeyKnown(by error: CloudError) -> Bool? {
        guard case .service(let answer) = error else { return nil }
        if answer.isUnknownKey { return false }
        let isLater = error.isDenied || error.isThrottling || answer.matches("AuthFailure.SignatureFailure")
        return isAllowed(answer) || isLater ? true : nil
    }

    private func judgeSite(_ endpoint: Endpoint, _ tried: Tried) {
        if !isDemo { report(Self.siteFinding(endpoint, isKeyKnown: tried.isKeyKnown)) }
    }

    /// Returns whether the key belongs to the site. Each site knows only its own keys, and a key does not show its
    /// site.
    static func siteFinding(_ endpoint: Endpoint, isKeyKnown: Bool?) -> DoctorFinding {
        let site = Site(of: endpoint)
        let place =
            site.map { Wording("the \($0.rawValue) site", zh: "\($0.name)站点") }
            ?? Wording("\(endpoint)", zh: "服务地址 \(endpoint)")
        let others =
            site.map { Wording(verbatim: "--site \($0.other.rawValue)") }
            ?? Wording("--site international or --site china", zh: "--site international 或 --site china")
        return switch isKeyKnown {
        case true:
            DoctorFinding(
                level: .pass, step: .site,
                what: Wording("\(place[.english]) knows the key", zh: "密钥属于\(place[.chinese])"))
        case false:
            DoctorFinding(
                level: .fail, step: .site,
                what: Wording("\(place[.english]) does not know the key", zh: "密钥不属于\(place[.chinese])"),
                advice: Wording(
                    "if the key belongs to another site, use \(others[.english])",
                    zh: "若是另一站点的密钥，请用 \(others[.chinese])"), status: .credentials)
        default:
            DoctorFinding(
                level: .info, step: .site,
                what: Wording(
                    "no answer shows whether \(place[.english]) knows the key",
                    zh: "现有应答无法说明密钥是否属于\(place[.chinese])"))
        }
    }

    /// Returns whether an error shows that the action is allowed. The service checks permissions before parameters.
    private func isAllowed(_ fault: ServiceError) -> Bool {
        ["InvalidParameter", "InvalidParameterValue", "ResourceNotFound"].contains(where: fault.matches)
    }
}
