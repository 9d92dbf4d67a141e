// A request as it came over the wire: nothing is decoded, trimmed or put in order, since the signature covers the raw bytes.

package import FoundationEssentials
package import TencentCloud

/// One HTTP request, whole.
package struct EmulatorRequest: Sendable {
    package var method: String
    /// The request target: `/`.
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
}
