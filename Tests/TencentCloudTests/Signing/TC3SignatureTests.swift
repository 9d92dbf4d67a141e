import FoundationEssentials
import Testing

@testable import TencentCloud

/// A test vector: the parts of a request and every intermediate value of its signature.
struct TC3Vector: Decodable, CustomTestStringConvertible {
    struct Input: Decodable {
        var secretId: String
        var secretKey: String
        var timestamp: Int
        var service: String
    }
    struct Request: Decodable {
        var headers: [String: String]
        var body: String
    }
    var name: String
    var input: Input
    var request: Request
    var signedHeaders: String
    var date: String
    var credentialScope: String
    var hashedRequestPayload: String
    var canonicalRequest: String
    var hashedCanonicalRequest: String
    var stringToSign: String
    var secretDateHex: String
    var secretServiceHex: String
    var secretSigningHex: String
    var signature: String
    var authorization: String

    var testDescription: String { name }

    static let all: [TC3Vector] = {
        struct File: Decodable { var vectors: [TC3Vector] }
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../tc3-vectors.json").standardizedFileURL
        do {
            return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).vectors
        } catch {
            Issue.record("the vectors cannot be read: \(error)")
            return []
        }
    }()

    var headers: [(name: String, value: String)] {
        let wanted = signedHeaders.split(separator: ";")
        return request.headers.filter { wanted.contains($0.key.lowercased()[...]) }.map { ($0.key, $0.value) }
    }

    var computed: TC3Signature {
        TC3Signature(
            timestamp: input.timestamp, service: input.service, headers: headers, body: Data(request.body.utf8),
            unsignedPayload: request.headers["X-TC-Content-SHA256"] == "UNSIGNED-PAYLOAD")
    }
    var key: Secret { Secret(input.secretKey) }
}

@Suite struct TC3SignatureTests {
    @Test func `The test vectors are loaded`() { #expect(TC3Vector.all.count == 9) }

    @Test(arguments: TC3Vector.all)
    func `Every step of a signature equals the step of the test vector`(vector: TC3Vector) {
        let signature = vector.computed
        #expect(signature.date == vector.date)
        #expect(signature.scope == vector.credentialScope)
        #expect(signature.signedHeaderNames == vector.signedHeaders)
        #expect(signature.payloadHash == vector.hashedRequestPayload)
        #expect(signature.canonicalRequest == vector.canonicalRequest)
        #expect(signature.stringToSign == vector.stringToSign)
        #expect(signature.stringToSign.hasSuffix("\n" + vector.hashedCanonicalRequest))
        let keys = signature.keys(secretKey: vector.key)
        #expect(TC3Signature.hex(keys.date) == vector.secretDateHex)
        #expect(TC3Signature.hex(keys.service) == vector.secretServiceHex)
        #expect(TC3Signature.hex(keys.signing) == vector.secretSigningHex)
        #expect(signature.signature(secretKey: vector.key) == vector.signature)
        let credential = Credential(secretID: vector.input.secretId, secretKey: vector.key)
        #expect(signature.authorization(credential) == vector.authorization)
    }

    @Test(arguments: TC3Vector.all)
    func `A signature is valid for its own request and key only`(vector: TC3Vector) {
        #expect(vector.computed.isValid(vector.signature, secretKey: vector.key))
        #expect(!vector.computed.isValid(vector.signature, secretKey: Secret("another key")))
        let later = TC3Signature(
            timestamp: vector.input.timestamp + 1, service: vector.input.service, headers: vector.headers,
            body: Data(vector.request.body.utf8))
        #expect(!later.isValid(vector.signature, secretKey: vector.key))
    }

    @Test(arguments: [
        "", "ab", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
        String(repeating: "g", count: 64), String(repeating: "+f", count: 32), String(repeating: "０", count: 64),
    ])
    func `A text that is not 64 hexadecimal digits is not a valid signature`(text: String) {
        for vector in TC3Vector.all { #expect(!vector.computed.isValid(text, secretKey: vector.key)) }
    }

    @Test func `A signature with a plus sign in place of a leading zero is rejected`() throws {
        // Of twenty signatures, at least one has a byte below 16.
        var tried = 0
        for timestamp in 0..<20 {
            let signature = TC3Signature(
                timestamp: timestamp, service: "gaap", headers: [("host", "h"), ("content-type", "c")], body: Data())
            var digits = Array(signature.signature(secretKey: Secret("k")))
            guard let index = stride(from: 0, to: 64, by: 2).first(where: { digits[$0] == "0" }) else { continue }
            digits[index] = "+"
            #expect(!signature.isValid(String(digits), secretKey: Secret("k")))
            tried += 1
        }
        #expect(tried > 0)
    }

    @Test func `Header values are trimmed, names are lowercased and sorted, and a signed action is lowercased`() {
        let signature = TC3Signature(
            timestamp: 0, service: "gaap",
            headers: [
                ("X-TC-Action", "DescribeTCPListeners"), ("Host", " a \t"), ("Content-Type", "application/json"),
            ],
            body: Data())
        #expect(
            signature.canonicalRequest.hasPrefix(
                "POST\n/\n\ncontent-type:application/json\nhost:a\nx-tc-action:describetcplisteners\n\n"
                    + "content-type;host;x-tc-action\n"))
    }

    @Test func `The date is in UTC, whatever the local time zone`() {
        let nearMidnight = TC3Signature(timestamp: 1_763_855_999, service: "gaap", headers: [], body: Data())
        #expect(nearMidnight.date == "2025-11-22")
    }
}
