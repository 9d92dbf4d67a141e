// A request as it was received. Nothing is decoded, trimmed or sorted, since the signature covers the raw bytes.

package import FoundationEssentials
package import TencentCloud

/// A complete HTTP request.
package struct EmulatorRequest: Sendable {
    package var method: String
    /// The request target: `/`, or `/?…` for GET.
    package var path: String
    /// The headers with their exact values, including `Host`.
    package var headers: [TransportHeader]
    package var body: Data

    package init(method: String, path: String, headers: [TransportHeader], body: Data) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }

    /// The query of a GET request after the `?`, not decoded. nil for other methods, which use a body instead.
    var query: Substring? {
        guard method == "GET" else { return nil }
        return path.firstIndex(of: "?").map { path[$0...].dropFirst() } ?? ""
    }

    /// The request target without the query of a GET request. For other methods a `?` is a part of the target, and
    /// therefore refused.
    var targetPath: Substring { method == "GET" ? path.prefix { $0 != "?" } : path[...] }
}
