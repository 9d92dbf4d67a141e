// TC3-HMAC-SHA256, the signature of Tencent Cloud API 3.0. One description serves both sides: the client computes it to
// send it, the emulator to compare. Every step is a value, so that a vector can pin each one.
//
//   key  = HMAC(HMAC(HMAC("TC3" + SecretKey, date), service), "tc3_request")
//   sign = hex(HMAC(key, "TC3-HMAC-SHA256\n" + T + "\n" + scope + "\n" + hex(SHA256(canonical request))))
//
// The date is that of T in UTC, whatever the local time zone says.

import Essentials
package import FoundationEssentials

/// The parts of a signed request, and what follows from them.
package struct TC3Signature: Sendable {
    package static let algorithm = "TC3-HMAC-SHA256"
    private static let terminator = "tc3_request"

    /// `X-TC-Timestamp`: whole seconds since 1970, UTC.
    package let timestamp: Int
    package let service: String
    /// The headers that are signed, by lower-case name.
    package let signedHeaders: [(name: String, value: String)]
    /// Lower-case hex of the body's SHA-256, or of the literal text UNSIGNED-PAYLOAD.
    package let payloadHash: String
    /// What a GET asks for, encoded as it is sent; nil for a POST.
    package let query: String?

    /// - Parameters:
    ///   - headers: `content-type` and `host` at least, values byte for byte as sent; sorted here.
    ///   - query: of a GET, byte for byte as sent and without its `?`; such a request has no body.
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

    /// `YYYY-MM-DD` in UTC.
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

    /// The chain of keys: of the day, of the service on that day, and the one that signs.
    func keys(secretKey: Secret) -> (date: Data, service: Data, signing: Data) {
        func derive(_ key: Data, _ part: String) -> Data {
            SHA256.authenticationCode(for: Data(part.utf8), key: key)
        }
        let dateKey = derive(Data(("TC3" + secretKey.reveal()).utf8), date)
        let serviceKey = derive(dateKey, service)
        return (dateKey, serviceKey, derive(serviceKey, Self.terminator))
    }

    /// Lower-case hex.
    package func signature(secretKey: Secret) -> String {
        Self.hex(authenticationCode(secretKey: secretKey))
    }

    /// Whether a signature is the right one, in lower-case hex, compared in constant time.
    package func isValid(_ signature: String, secretKey: Secret) -> Bool {
        guard let bytes = Self.bytes(hex: signature) else { return false }
        return SHA256.areEqual(bytes, authenticationCode(secretKey: secretKey))
    }

    private func authenticationCode(secretKey: Secret) -> Data {
        SHA256.authenticationCode(for: Data(stringToSign.utf8), key: keys(secretKey: secretKey).signing)
    }

    /// The `Authorization` header.
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

    /// The 32 bytes of 64 lower-case digits. Not `UInt8(_:radix:)`, which takes a sign, so that `+f` would pass for
    /// `0f`.
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
