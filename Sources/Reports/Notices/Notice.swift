// How an error is worded: what happened, where, what to do. One place for all of them, so that the browser's error
// line, `list` and the log say the same. The raw code and the RequestId are always shown, for they are what support
// asks for.

package import Essentials
package import TencentCloud

/// An error or a fact in words.
package struct Notice: Equatable, Sendable {
    /// What happened, and to what: one line.
    package let what: String
    /// What to do about it: one line; empty when there is nothing.
    package let advice: String
    private let language: Language

    package init(_ what: String, advice: String = "", language: Language = .english) {
        self.what = Self.oneLine(what)
        self.advice = Self.oneLine(advice)
        self.language = language
    }

    /// Both, as one line.
    package var line: String { advice.isEmpty ? what : what + Wording(": ", zh: "：")[language] + advice }

    /// - Parameter subject: whom it is about, such as an owner's id.
    package init(_ error: CloudError, subject: String = "", language: Language = .english) {
        let about = subject.isEmpty ? "" : "\(Self.part(subject, Self.longestName)): "
        let words = Self.words(error, in: language)
        self.init(about + words.what, advice: words.advice, language: language)
    }

    private static func words(_ error: CloudError, in language: Language) -> (what: String, advice: String) {
        switch error {
        case .service(let fault):
            let meaning = ErrorWords.row(for: fault).map { " (\($0.meaning[language]))" } ?? ""
            // What follows the message must be seen whatever its length: support asks for the RequestId.
            let message = fault.serviceMessage.isEmpty ? "" : ": \(part(fault.serviceMessage, longestPart))"
            let refused = Wording("\(fault.action) refused, ", zh: "\(fault.action) 被拒绝，")[language]
            return (
                refused + part(fault.code, longestName) + meaning + message
                    + request(fault.requestID),
                ErrorWords.advice(for: fault, in: language)
            )
        case .transport(let fault):
            return (fault.message[language], fault.kind.advice[language])
        case .malformed(let answer):
            return (answer.message[language] + request(answer.requestID), answer.advice?[language] ?? "")
        case .invalidRequest(let request):
            return (Wording("not sent, ", zh: "未发送，")[language] + "\(request.code): \(request.message[language])", "")
        case .credentials(let error): return (error.message[language], error.advice?[language] ?? "")
        case .cancelled: return (Wording("cancelled", zh: "已取消")[language], "")
        }
    }

    /// The cause of an error in a few words, for a line that says more than the error: `HTTP status 502`,
    /// `UnauthorizedOperation`.
    package static func cause(of error: CloudError) -> Wording {
        switch error {
        case .service(let fault): Wording(verbatim: oneLine(fault.code))
        case .transport(let fault): Wording { oneLine(fault.message[$0]) }
        case .malformed(let answer):
            if case .status(let code) = answer.kind { Wording(verbatim: "HTTP \(code)") } else { answer.kind.meaning }
        case .invalidRequest(let request): Wording(verbatim: oneLine(request.code))
        case .credentials(let problem) where problem.isOtherAccount: Wording("another account's key", zh: "另一个账号的密钥")
        case .credentials: Wording("no credentials", zh: "没有可用的密钥")
        case .cancelled: Wording("cancelled", zh: "已取消")
        }
    }

    private static func request(_ id: String?) -> String {
        id.map { " [RequestId \(part($0, longestName))]" } ?? ""
    }

    /// Bytes of a message of the service, and of a name in one.
    private static let (longestPart, longestName) = (800, 120)

    /// A part of a line that comes from the service: what follows it must be seen whatever its length.
    private static func part(_ text: String, _ limit: Int) -> String { oneLine(text, bytes: limit) }

    /// Messages, codes and ids come from the service: the line is bounded, line breaks become blanks, and what could
    /// steer a terminal is made visible.
    private static func oneLine(_ text: String, bytes limit: Int = DisplayText.longestMessage) -> String {
        DisplayText.message(text.split(whereSeparator: \.isNewline).joined(separator: " "), bytes: limit)
    }
}
