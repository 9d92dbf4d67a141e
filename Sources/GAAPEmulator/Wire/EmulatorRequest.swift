// A request as it came over the wire: nothing is decoded, trimmed or put in order, since the signature covers the raw
// bytes.

package import FoundationEssentials
package import TencentCloud

/// One HTTP request, whole.
package struct EmulatorRequest: Sendable {
    package var method: String
    /// The request target: `/`, with GET also `/?…`.
    package var path: String
    /// Values byte for byte, `Host` among them.
    package var headers: [TransportHeader]
    package var body: Data

    package init(method: String, path: String, headers: [TransportHeader], body: Data) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }

    /// What a GET asks for, as it stands after the `?`; nil with other methods, which have a body for that.
    var query: Substring? {
        guard method == "GET" else { return nil }
        return path.firstIndex(of: "?").map { path[$0...].dropFirst() } ?? ""
    }

    /// The request target without the query of a GET. What follows a `?` belongs to it with other methods: nothing may.
    var place: Substring { method == "GET" ? path.prefix { $0 != "?" } : path[...] }
}
