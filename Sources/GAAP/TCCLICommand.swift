// A request as a command line of tccli, Tencent's own tool, for users who want to see the request and send it without
// this program.

package import Essentials
package import TencentCloud

/// Creates tccli command lines for an account, a site and a language.
package struct TCCLICommand: Sendable {
    private let profile: String?
    private let endpoint: Endpoint?
    private let language: Language

    /// - Parameter endpoint: the endpoint. nil means the default of tccli, which is the Chinese site.
    package init(profile: String?, endpoint: Endpoint?, language: Language) {
        self.profile = profile
        self.endpoint = endpoint
        self.language = language
    }

    /// Returns the command line to paste into a shell, with every parameter of the request by its name in the API.
    package func line<Request: GAAPAction>(_ request: Request) -> String {
        let parameters = request.parameters.flatMap { ["--\($0.name)", Self.text(of: $0.value)] }
        var options = profile.map { ["--profile", $0] } ?? []
        // tccli has one site as its default, and expects a host name for https.
        if let endpoint, endpoint != Site.china.endpoint {
            let called = Request.endpoint(beside: endpoint)
            options += ["--endpoint", called.scheme == .https ? called.hostHeader : called.description]
        }
        if let region = request.region { options += ["--region", region] }
        options += ["--language", language.rawValue]
        return (["tccli", Request.service, Request.name] + parameters + options).map(Self.quoted)
            .joined(separator: " ")
    }

    /// Returns a parameter value as text. Lists are JSON, and a text is used unchanged.
    private static func text(of value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return String(decoding: value.encoded, as: UTF8.self)
    }

    /// Returns a word quoted for a shell: with POSIX quotes, or with the `$'…'` syntax of bash, zsh and ksh if the word
    /// contains control characters or invisible characters.
    package static func quoted(_ word: String) -> String {
        if word.unicodeScalars.contains(where: \.isInvisible) { return escaped(word) }
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "-_./:@%+=,".utf8.contains(byte)
                }
            }
        return isPlain ? word : "'\(word.replacing("'", with: #"'\''"#))'"
    }

    private static func escaped(_ word: String) -> String {
        word.unicodeScalars.reduce(into: "$'") { text, scalar in
            switch scalar {
            case "'": text += #"\'"#
            case "\\": text += #"\\"#
            case _ where scalar.isInvisible:
                for byte in String(scalar).utf8 {
                    let digits = String(byte, radix: 8)
                    text += #"\"# + String(repeating: "0", count: 3 - digits.count) + digits
                }
            default: text.unicodeScalars.append(scalar)
            }
        } + "'"
    }
}
