// The role of a CVM: the metadata service returns its name and its key, and issues a new key before the old one
// expires.

package import Essentials
import FoundationEssentials

/// The key of the machine's role.
package struct MachineRoleCredentials: CredentialSource {
    private static let path = "cam/security-credentials/"

    package let name = Wording("CVM role", zh: "CVM 角色")
    private let metadata: MetadataService
    private let now: @Sendable () -> UnixTime

    package init(metadata: MetadataService, now: @escaping @Sendable () -> UnixTime) {
        self.metadata = metadata
        self.now = now
    }

    package func find() async -> CredentialFinding {
        let answer: TransportResponse
        do throws(TransportError) {
            answer = try await metadata.get(Self.path)
        } catch {
            return nothing(
                because: Wording(
                    "\(error.message[.english]); so this is not a machine of Tencent Cloud",
                    zh: "\(error.message[.chinese])；因此这不是腾讯云的机器"))
        }
        switch answer.status {
        case 200: break
        case 404:
            return nothing(
                because: Wording("\(metadata.host) has no role for this machine", zh: "\(metadata.host) 没有本机的角色"))
        case let status: return nothing(because: statusWords(status))
        }
        guard let role = Self.role(in: answer.body) else {
            return nothing(
                because: Wording(
                    "the answer from \(metadata.host) is not a role name", zh: "\(metadata.host) 的应答不是角色名"))
        }
        do throws(KeyPair.KeyError) {
            let key = try await key(of: role)
            let holder = await appID().map { KeyHolder.machineRole(role, appID: $0) }
            return CredentialFinding(
                name, .found(key.held(by: holder)), origin: Wording("role \(role)", zh: "角色 \(role)"))
        } catch {
            return broken(
                because: Wording(
                    "role \(role): \(error.message[.english])", zh: "角色 \(role)：\(error.message[.chinese])"))
        }
    }

    /// Returns the account that the machine belongs to, or nil if the response does not have the right format.
    private func appID() async -> String? {
        // Without the account the key still works, but no data is stored for the next start.
        guard let answer = try? await metadata.get("app-id"), answer.status == 200 else { return nil }
        let text = String(decoding: answer.body, as: UTF8.self).trimmingSuffix { $0.isNewline }
        let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return (1...20).contains(text.utf8.count) && isNumber ? text : nil
    }

    private func key(of role: String) async throws(KeyPair.KeyError) -> Credential {
        let answer: TransportResponse
        do throws(TransportError) {
            answer = try await metadata.get(Self.path + role)
        } catch {
            throw KeyPair.KeyError(message: error.message)
        }
        guard answer.status == 200 else {
            throw KeyPair.KeyError(message: statusWords(answer.status))
        }
        // The error message of the decoder may quote the key, so it is discarded.
        guard let state = try? JSONDecoder().decode(State.self, from: answer.body),
            let key = try? JSONDecoder().decode(TemporaryKey.self, from: answer.body)
        else {
            throw KeyPair.KeyError(
                message: Wording("the answer from \(metadata.host) is not a key", zh: "\(metadata.host) 的应答不是密钥"))
        }
        guard state.code == "Success" else {
            throw KeyPair.KeyError(
                message: Wording(
                    "\(metadata.host) returned no key: its Code is not Success",
                    zh: "\(metadata.host) 未给出密钥：其 Code 不是 Success"))
        }
        return try key.credential(now: now())
    }

    private func statusWords(_ status: Int) -> Wording {
        Wording("\(metadata.host) returned HTTP status \(status)", zh: "\(metadata.host) 返回 HTTP 状态 \(status)")
    }

    private struct State: Decodable {
        enum CodingKeys: String, CodingKey { case code = "Code" }
        let code: String?
    }

    /// Returns the name of the role, or nil if the response is not a single line with the characters of a role name.
    /// The name becomes part of a path.
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
    /// Returns the text without the characters at its end that satisfy a condition.
    fileprivate func trimmingSuffix(_ fits: (Character) -> Bool) -> String {
        String(self[..<(lastIndex { !fits($0) }.map(index(after:)) ?? startIndex)])
    }
}
