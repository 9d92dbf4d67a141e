// The way to the service: name, address, and an exchange with it, which also tells the time there.

import FoundationEssentials
import HTTPTransport
import Inventory
import TencentCloud

extension Doctor {
    func examineNetwork(_ settled: Settled?) async {
        guard !isDemo, let settled else { return tell(.info, "network", "the emulator listens on 127.0.0.1") }
        guard let endpoint = settled.endpoint else { return tell(.info, "network", Self.unknownEndpoint) }
        tell(.info, "network", "endpoint \(endpoint)")
        let proxy: Proxy?
        do throws(SettingFault) {
            proxy = try ProxySettings(environment: environment).proxy(for: endpoint)
        } catch {
            tell(.fail, "proxy", error.description, status: .usage)
            // Whether there is a way without it is worth knowing; the program itself would not go it.
            await reach(endpoint.host, endpoint.port ?? endpoint.scheme.port)
            return tell(.info, endpoint.scheme == .https ? "tls" : "http", "not tried: the proxy's setting is no good")
        }
        tell(.info, "proxy", proxy.map { "through \($0)" } ?? "none")
        await reach(proxy?.host ?? endpoint.host, proxy?.port ?? endpoint.port ?? endpoint.scheme.port)
        await exchange(settled.settings)
    }

    private func reach(_ host: String, _ port: Int) async {
        let addresses = await lookUp(host, port)
        if !addresses.isEmpty { connect(addresses, host) }
    }

    private func lookUp(_ host: String, _ port: Int) async -> [SocketAddress] {
        let start = TimeSource.system.uptime()
        switch await SocketAddress.resolve(host, port: port, within: Self.longestCall) {
        case .success(let addresses):
            let texts = addresses.map(\.text)
            let more = texts.count > 3 ? " and \(texts.count - 3) more" : ""
            tell(
                .pass, "dns",
                "\(host) is \(texts.prefix(3).joined(separator: ", "))\(more) (\(milliseconds(since: start)))")
            return addresses
        case .failure(let error):
            tell(
                .fail, "dns", "\(host): \(error.reason)",
                advice: Notice(.transport(TransportFault(.unknownHost, ""))).advice, status: .network)
            return []
        }
    }

    private func connect(_ addresses: [SocketAddress], _ host: String) {
        for address in addresses.prefix(3) {
            let start = TimeSource.system.uptime()
            if let reason = address.tryToConnect(within: Self.longestCall) {
                tell(
                    .warn, "tcp", "\(address.text): \(reason)",
                    advice: "check the network and what filters between here and \(host)")
            } else {
                tell(.pass, "tcp", "\(address.text) answers (\(milliseconds(since: start)))")
            }
        }
    }

    /// One exchange without a signature: it is refused, and shows whether TLS holds and what time it is there.
    private func exchange(_ settings: Settings) async {
        let caFile = CertificateAuthorities.file(option: settings.caFile, environment: environment)
        let transport: HTTPTransport
        do throws(SettingFault) {
            transport = try HTTPTransport(
                Assembly.configuration(
                    for: settings.endpoint, settings: settings, environment: environment, longest: Self.longestCall))
        } catch {
            return tell(.fail, "tls", error.description, status: .usage)
        }
        let start = TimeSource.system.uptime()
        let request = TransportRequest(
            endpoint: settings.endpoint, headers: [TransportHeader("Host", settings.endpoint.hostHeader)], body: .init()
        )
        do throws(TransportFault) {
            let answer = try await transport.send(request)
            let kind = settings.endpoint.scheme == .https ? "tls" : "http"
            let trust = settings.endpoint.scheme == .https ? ", trusted by \(caFile ?? "the system's authorities")" : ""
            tell(.pass, kind, "the service answers\(trust) (\(milliseconds(since: start)))")
            judgeClock(answer)
        } catch {
            tell(
                .fail, [.tls, .handshakeClosed].contains(error.kind) ? "tls" : "http", error.detail,
                advice: Notice(.transport(error)).advice, status: .network)
        }
        await transport.shutdown()
    }

    private func judgeClock(_ answer: TransportResponse) {
        guard let date = HTTPDate.parse(answer.headers["Date"]) else {
            return tell(.info, "clock", "the answer does not tell the time")
        }
        let skew = date - TimeSource.system.now()
        let words = "\(Int(abs(skew).rounded())) s \(skew > 0 ? "behind" : "ahead of") the service's"
        switch abs(skew) {
        case ..<30: tell(.pass, "clock", "right to \(Int(abs(skew).rounded(.up))) s")
        case ..<240: tell(.warn, "clock", words, advice: "set it (NTP): beyond 300 s every request is refused")
        default:
            tell(
                .fail, "clock", words, advice: "set it (NTP): beyond 300 s every request is refused",
                status: .credentials)
        }
    }

    func milliseconds(since start: Duration) -> String {
        "\(Int((TimeSource.system.uptime() - start) / .milliseconds(1))) ms"
    }
}
