// TC3-HMAC-SHA256, the signature of Tencent Cloud API 3.0. Both sides use this code: the client computes the signature
// to send it, the emulator computes it to compare. Every step is a separate value, so that a test vector can check each
// one.
//
//   key  = HMAC(HMAC(HMAC("TC3" + SecretKey, date), service), "tc3_request")
//   sign = hex(HMAC(key, "TC3-HMAC-SHA256\n" + T + "\n" + scope + "\n" + hex(SHA256(canonical request))))
//
// The date is that of T in UTC, regardless of the local time zone.

import Essentials
package import FoundationEssentials

/// The signed parts of a request, and the values that are derived from them.
package struct TC3Signature: Sendable {
    package static let algorithm = "TC3-HMAC-SHA256"
    private static let terminator = "tc3_request"

    /// `X-TC-Timestamp`: whole seconds since 1970, UTC.
    package let timestamp: Int
    package let service: String
    /// The signed headers, with names in lower case.
    package let signedHeaders: [(name: String, value: String)]
    /// The SHA-256 of the body, or of the literal text UNSIGNED-PAYLOAD, in lower-case hexadecimal.
    package let payloadHash: String
    /// The query of a GET request, encoded as it is sent. nil for a POST request.
    package let query: String?

    /// - Parameters:
    ///   - headers: at least `content-type` and `host`, with the exact values that are sent. They are sorted here.
    ///   - query: the query of a GET request, exactly as it is sent, without the `?`. Such a request has no body.
    package init(
        timestamp: Int, service: String, headers: [(name: String, value: String)], body: Data,
        unsignedPayload: Bool = false, query: String? = nil
    ) {
        self.query = query
        self.timestamp = timestamp
        self.service = service
        signedHeaders = headers.map { (name: $0.name.lowercased(), value: Self.trimmed($0.value)) }
            .map { $0.name == "x-tc-action" ? (name: $0.name, value: $0.value.lowercased()) : $0 }
            .sorted { $0.name < $1.name }
        payloadHash = Self.sha256(unsignedPayload ? Data("UNSIGNED-PAYLOAD".utf8) : body)
    }

    /// The date in UTC as `YYYY-MM-DD`.
    package var date: String { CivilDate(unixSeconds: timestamp).description }

    package var scope: String { "\(date)/\(service)/\(Self.terminator)" }

    package var signedHeaderNames: String { signedHeaders.map(\.name).joined(separator: ";") }

    package var canonicalRequest: String {
        var lines = "\(query == nil ? "POST" : "GET")\n/\n\(query ?? "")\n"
        for header in signedHeaders { lines += "\(header.name):\(header.value)\n" }
        return lines + "\n\(signedHeaderNames)\n\(payloadHash)"
    }

    package var stringToSign: String {
        let hash = Self.sha256(Data(canonicalRequest.utf8))
        return "\(Self.algorithm)\n\(timestamp)\n\(scope)\n\(hash)"
    }

    /// Returns the derived keys: the key of the day, the key of the service on that day, and the key that signs.
    func keys(secretKey: Secret) -> (date: Data, service: Data, signing: Data) {
        func derive(_ key: Data, _ part: String) -> Data {
            SHA256.authenticationCode(for: Data(part.utf8), key: key)
        }
        let dateKey = derive(Data(("TC3" + secretKey.reveal()).utf8), date)
        let serviceKey = derive(dateKey, service)
        return (dateKey, serviceKey, derive(serviceKey, Self.terminator))
    }

    /// Returns the signature in lower-case hexadecimal.
    package func signature(secretKey: Secret) -> String {
        Self.hex(authenticationCode(secretKey: secretKey))
    }

    /// Returns whether a signature in lower-case hexadecimal is correct. The comparison takes constant time.
    package func isValid(_ signature: String, secretKey: Secret) -> Bool {
        guard let bytes = Self.bytes(hex: signature) else { return false }
        return SHA256.areEqual(bytes, authenticationCode(secretKey: secretKey))
    }

    private func authenticationCode(secretKey: Secret) -> Data {
        SHA256.authenticationCode(for: Data(stringToSign.utf8), key: keys(secretKey: secretKey).signing)
    }

    /// Returns the value of the `Authorization` header.
    package func authorization(_ credential: Credential) -> String {
        "\(Self.algorithm) Credential=\(credential.secretID)/\(scope), "
            + "SignedHeaders=\(signedHeaderNames), "
            + "Signature=\(signature(secretKey: credential.secretKey))"
    }

    private static func sha256(_ data: Data) -> String { hex(SHA256.hash(data)) }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(hexDigits[Int(byte >> 4)])
            text.append(hexDigits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the 32 bytes of 64 lower-case hexadecimal digits, or nil for any other text. `UInt8(_:radix:)` is not
    /// used because it accepts a sign, so that `+f` would be read as `0f`.
    private static func bytes(hex: String) -> Data? {
        let values = hex.utf8.map { hexDigits.firstIndex(of: $0) }
        guard values.count == 64 else { return nil }
        var bytes = Data()
        for index in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[index], let low = values[index + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }

    private static func trimmed(_ text: String) -> String {
        String(
            text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }
                .reversed())
    }
}
