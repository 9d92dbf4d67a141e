/// The display names of the origins of a listener. A name is an address, with the port if the address is bound on
/// several ports.
package struct OriginNames: Sendable {
    private let listener: TCPListener
    /// The addresses that are bound on several ports.
    private let repeated: Set<String>

    init(_ listener: TCPListener) {
        self.listener = listener
        var ports: [String: Int?] = [:]
        var repeated: Set<String> = []
        for server in listener.realServerSet ?? [] {
            guard let address = server.realServerIP else { continue }
            let port = listener.port(of: server)
            if let known = ports.updateValue(port, forKey: address), known != port { repeated.insert(address) }
        }
        self.repeated = repeated
    }

    /// Returns the name of an origin, or `?` if the origin has no address.
    package subscript(server: BindRealServer) -> String {
        let address = server.realServerIP ?? "?"
        return repeated.contains(address) ? listener.endpoint(of: server) : address
    }
}
