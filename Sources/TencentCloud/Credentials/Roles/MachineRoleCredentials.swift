// The role that a CVM was given: the metadata service names it, and gives out its key, a new one before the old one ends.

import FoundationEssentials

/// The key of the machine's role.
package struct MachineRoleCredentials: CredentialSource {
    private static let path = "cam/security-credentials/"

    package let name = "CVM role"
    private let metadata: MetadataService
    private let now: @Sendable () -> UnixTime

    package init(metadata: MetadataService, now: @escaping @Sendable () -> UnixTime) {
        self.metadata = metadata
        self.now = now
    }

    package func find() async -> CredentialFinding {
        let answer: TransportResponse
        do throws(TransportFault) {
            answer = try await metadata.get(Self.path)
        } catch {
            return nothing(because: "\(error.detail); so this is no machine of Tencent Cloud")
        }
        switch answer.status {
        case 200: break
        case 404: return nothing(because: "\(metadata.host) knows no role of this machine")
        case let status: return nothing(because: "\(metadata.host) answers with HTTP status \(status)")
        }
        guard let role = Self.role(in: answer.body) else {
            return nothing(because: "what \(metadata.host) answers is not the name of a role")
        }
        do throws(KeyPair.Flaw) {
            return CredentialFinding(name, .found(try await key(of: role)), origin: "role \(role)")
        } catch {
            return broken(because: "role \(role): \(error.reason)")
        }
    }

    private func key(of role: String) async throws(KeyPair.Flaw) -> Credential {
        let answer: TransportResponse
        do throws(TransportFault) {
            answer = try await metadata.get(Self.path + role)
        } catch {
            throw KeyPair.Flaw(reason: error.detail)
        }
        guard answer.status == 200 else {
            throw KeyPair.Flaw(reason: "\(metadata.host) answers with HTTP status \(answer.status)")
        }
        // The decoder's own words may quote the key.
        guard let state = try? JSONDecoder().decode(State.self, from: answer.body),
            let key = try? JSONDecoder().decode(TemporaryKey.self, from: answer.body)
        else { throw KeyPair.Flaw(reason: "what \(metadata.host) answers is not a key") }
        guard state.code == "Success" else {
            throw KeyPair.Flaw(reason: "\(metadata.host) gives no key out: its Code is not Success")
        }
        return try key.credential(now: now())
    }

    private struct State: Decodable {
        enum CodingKeys: String, CodingKey { case code = "Code" }
        let code: String?
    }

    /// One line of what a role's name is made of; it becomes part of a path.
    private static func role(in body: Data) -> String? {
        let text = String(decoding: body, as: UTF8.self).trimmingSuffix { $0.isNewline }
        guard (1...128).contains(text.utf8.count), text != ".", text != ".." else { return nil }
        let isName = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "-_.".utf8.contains(byte)
            }
        }
        return isName ? text : nil
    }
}

extension String {
    /// Without the characters at its end that fit.
    fileprivate func trimmingSuffix(_ fits: (Character) -> Bool) -> String {
        String(self[..<(lastIndex { !fits($0) }.map(index(after:)) ?? startIndex)])
    }
}
