// Which proxy the environment asks for. The HTTP client reads no environment, so this does, by curl's rules: the
// lower case name wins, an empty value is none, ALL_PROXY stands in for HTTPS_PROXY, and NO_PROXY makes exceptions. A
// loopback endpoint is never proxied, and as plain http is for loopback only, no http_proxy is read at all.

package import TencentCloud

/// The environment's word on proxies; `proxy(for:)` decides for one endpoint.
package struct ProxySettings: Sendable, Equatable {
    private struct Variable: Sendable, Equatable {
        let name: String
        let value: Secret
    }

    private let variable: Variable?
    private let exceptions: ProxyExceptions

    /// Takes what is needed out of an environment; nothing is parsed, so nothing fails, before `proxy(for:)`.
    package init(environment: [String: String]) {
        func first(of names: [String]) -> Variable? {
            for name in names {
                if let value = environment[name], !value.isEmpty {
                    return Variable(name: name, value: Secret(value))
                }
            }
            return nil
        }
        variable = first(of: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
        exceptions = ProxyExceptions(first(of: ["no_proxy", "NO_PROXY"])?.value.reveal() ?? "")
    }

    /// The proxy to reach an endpoint through, or nil for none.
    ///
    /// - Throws: `HTTPSettingError` naming the variable, if it is needed and makes no sense.
    package func proxy(for endpoint: Endpoint) throws(HTTPSettingError) -> Proxy? {
        guard let variable, endpoint.scheme == .https, !endpoint.isLoopback,
            !exceptions.contains(host: endpoint.host, port: endpoint.port ?? 443)
        else { return nil }
        return try Proxy(parsing: variable.value.reveal(), variable: variable.name)
    }
}
