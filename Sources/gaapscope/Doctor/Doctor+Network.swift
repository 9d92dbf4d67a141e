// Checks the connection to the service: resolves the name, connects, and sends a request, whose answer also shows the
// time of the service.

import Reports
import Essentials
import FoundationEssentials
import HTTPTransport
import Inventory
import TencentCloud

extension Doctor {
    func examineNetwork(_ settled: Settled?) async {
        guard !isDemo, let settled else {
            return report(
                .info, .network, Wording("the emulator listens on 127.0.0.1", zh: "模拟服务监听 127.0.0.1"))
        }
        guard let endpoint = settled.endpoint else { return report(.info, .network, Self.unknownEndpoint) }
        report(.info, .network, Wording("endpoint \(endpoint)", zh: "服务地址 \(endpoint)"))
        let proxy: Proxy?
        do throws(HTTPSettingError) {
            proxy = try ProxySettings(environment: environment).proxy(for: endpoint)
        } catch {
            report(.fail, .proxy, error.message, status: .usage)
            // It is useful to know whether a direct connection works, although the program would not use one.
            await reach(endpoint.host, endpoint.port ?? endpoint.scheme.port)
            return report(
                .info, endpoint.scheme == .https ? .tls : .http,
                Wording("not tried: the proxy setting is invalid", zh: "未尝试：代理设置有误"))
        }
        report(.info, .proxy, proxy.map { Wording("through \($0)", zh: "经由 \($0)") } ?? Wording("none", zh: "无"))
        await reach(proxy?.host ?? endpoint.host, proxy?.port ?? endpoint.port ?? endpoint.scheme.port)
        await exchange(settled.settings)
    }

    private func reach(_ host: String, _ port: Int) async {
        let addresses = await lookUp(host, port)
        if !addresses.isEmpty { connect(addresses, host) }
    }

    private func lookUp(_ host: String, _ port: Int) async -> [SocketAddress] {
        let start = TimeSource.system.uptime()
        switch await SocketAddress.resolve(host, port: port, within: Self.callLimit) {
        case .success(let addresses):
            let texts = addresses.map(\.text)
            let list = texts.prefix(3).joined(separator: ", ")
            let others = texts.count - 3
            let more = others > 0 ? Wording(" and \(others) more", zh: " 等，另有 \(others) 个") : Wording(verbatim: "")
            let time = elapsed(since: start)
            report(
                .pass, .dns,
                Wording(
                    "\(host) is \(list)\(more[.english]) (\(time))", zh: "\(host) 解析为 \(list)\(more[.chinese])（\(time)）"
                ))
            return addresses
        case .failure(let error):
            report(
                .fail, .dns, Wording { "\(host): \(error.message[$0])" },
                advice: TransportError.Kind.unknownHost.advice,
                status: .network)
            return []
        }
    }

    private func connect(_ addresses: [SocketAddress], _ host: String) {
        for address in addresses.prefix(3) {
            let start = TimeSource.system.uptime()
            if let reason = address.tryToConnect(within: Self.callLimit) {
                report(
                    .warn, .tcp, Wording { "\(address.text): \(reason[$0])" },
                    advice: Wording(
                        "check the network and the firewalls between this machine and \(host)",
                        zh: "请检查网络以及到 \(host) 之间的防火墙"))
            } else {
                let time = elapsed(since: start)
                report(.pass, .tcp, Wording("\(address.text) answers (\(time))", zh: "\(address.text) 可连接（\(time)）"))
            }
        }
    }

    /// Sends one request without a signature. The service refuses it, and the answer shows whether TLS works and what
    /// time the service has.
    private func exchange(_ settings: Settings) async {
        let configuration: HTTPTransport.Configuration
        let transport: HTTPTransport
        do throws(HTTPSettingError) {
            configuration = try Assembly.configuration(
                for: settings.endpoint, settings: settings, environment: environment, limit: Self.callLimit)
            transport = try HTTPTransport(configuration)
        } catch {
            return report(.fail, .tls, error.message, status: .usage)
        }
        let start = TimeSource.system.uptime()
        let request = TransportRequest(
            endpoint: settings.endpoint, headers: [TransportHeader("Host", settings.endpoint.hostHeader)], body: .init()
        )
        do throws(TransportError) {
            let answer = try await transport.send(request)
            let isTLS = settings.endpoint.scheme == .https
            let authorities =
                (configuration.authorities.file ?? configuration.authorities.store).map { Wording(verbatim: $0) }
                ?? Wording("the authorities of the system", zh: "系统的 CA")
            let trust =
                isTLS
                ? Wording(", trusted by \(authorities[.english])", zh: "，证书由 \(authorities[.chinese]) 信任")
                : Wording(verbatim: "")
            let time = elapsed(since: start)
            report(
                .pass, isTLS ? .tls : .http,
                Wording(
                    "the service answers\(trust[.english]) (\(time))", zh: "服务有应答\(trust[.chinese])（\(time)）"))
            judgeClock(answer)
        } catch {
            report(
                .fail, [.tls, .handshakeClosed].contains(error.kind) ? .tls : .http, error.message,
                advice: error.kind.advice, status: .network)
        }
        await transport.shutdown()
    }

    private func judgeClock(_ answer: TransportResponse) {
        guard let date = HTTPDate.parse(answer.headers["Date"]) else {
            return report(.info, .clock, Wording("the answer has no date", zh: "应答中没有时间"))
        }
        let skew = date - TimeSource.system.now()
        let seconds = Int(abs(skew).rounded())
        let words =
            skew > 0
            ? Wording("\(seconds) s behind the service", zh: "比服务端慢 \(seconds) 秒")
            : Wording("\(seconds) s ahead of the service", zh: "比服务端快 \(seconds) 秒")
        let advice = Wording(
            "set the clock (NTP): if it differs by more than 300 s, every request is refused",
            zh: "请校时（NTP）：相差超过 300 秒的请求都会被拒绝")
        switch abs(skew) {
        case ..<30:
            let seconds = Int(abs(skew).rounded(.up))
            report(.pass, .clock, Wording("accurate to \(seconds) s", zh: "误差不超过 \(seconds) 秒"))
        case ..<240: report(.warn, .clock, words, advice: advice)
        default: report(.fail, .clock, words, advice: advice, status: .credentials)
        }
    }

    func elapsed(since start: Duration) -> String {
        "\(Int((TimeSource.system.uptime() - start) / .milliseconds(1))) ms"
    }
}
