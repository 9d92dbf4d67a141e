// Reads the proxy settings in the environment. The HTTP client does not read the environment, so this code does, with
// curl's rules: the lower-case name takes precedence, an empty value is treated as unset, ALL_PROXY is used if
// HTTPS_PROXY is not set, and NO_PROXY lists exceptions. A loopback endpoint never uses a proxy. Plain http is allowed
// only for loopback, so http_proxy is not read at all.

package import TencentCloud

/// The proxy settings of the environment. `proxy(for:)` chooses the proxy for one endpoint.
package struct ProxySettings: Sendable, Equatable {
    private struct Variable: Sendable, Equatable {
        let name: String
        let value: Secret
    }

    private let variable: Variable?
    private let exceptions: ProxyExceptions

    /// Copies the relevant variables. They are not parsed before `proxy(for:)`, so this initializer cannot fail.
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

    /// Returns the proxy for an endpoint, or nil for a direct connection.
    ///
    /// - Throws: `HTTPSettingError` with the name of the variable, if the endpoint needs a proxy and the value is
    ///   invalid.
    package func proxy(for endpoint: Endpoint) throws(HTTPSettingError) -> Proxy? {
        guard let variable, endpoint.scheme == .https, !endpoint.isLoopback,
            !exceptions.contains(host: endpoint.host, port: endpoint.port ?? 443)
        else { return nil }
        return try Proxy(parsing: variable.value.reveal(), variable: variable.name)
    }
}
