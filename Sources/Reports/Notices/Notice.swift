// The text of an error: what happened, where, and what to do. All outputs use this type, so that the browser's error
// line, `list` and the log contain the same text. The raw code and the RequestId are always included, because Tencent
// Cloud's support asks for them.

package import Essentials
package import TencentCloud

/// The text of an error or a fact.
package struct Notice: Equatable, Sendable {
    /// What happened, and to what, as one line.
    package let what: String
    /// What to do about it, as one line; empty if there is no advice.
    package let advice: String
    private let language: Language

    package init(_ what: String, advice: String = "", language: Language = .english) {
        self.what = Self.oneLine(what)
        self.advice = Self.oneLine(advice)
        self.language = language
    }

    /// The text and the advice as one line.
    package var line: String { advice.isEmpty ? what : what + Wording(": ", zh: "：")[language] + advice }

    /// Creates the text of an error.
    /// - Parameter subject: what the error is about, such as an owner's id.
    package init(_ error: CloudError, subject: String = "", language: Language = .english) {
        let about = subject.isEmpty ? "" : "\(Self.part(subject, Self.maximumName)): "
        let words = Self.words(error, in: language)
        self.init(about + words.what, advice: words.advice, language: language)
    }

    private static func words(_ error: CloudError, in language: Language) -> (what: String, advice: String) {
        switch error {
        case .service(let fault):
            let meaning = ErrorWords.row(for: fault).map { row in
                Wording(" (\(row.meaning[.english]))", zh: "（\(row.meaning[.chinese])）")[language]
            }
            // The text after the message must stay visible whatever the message's length, because support asks for the
            // RequestId.
            let message = part(fault.serviceMessage, maximumPart)
            let separator = message.isEmpty ? "" : Wording(": ", zh: "：")[language]
            let failed = Wording("\(fault.action) failed: ", zh: "\(fault.action) 失败：")[language]
            return (
                failed + part(fault.code, maximumName) + (meaning ?? "") + separator + message
                    + request(fault.requestID),
                ErrorWords.advice(for: fault, in: language)
            )
        case .transport(let fault):
            return (fault.message[language], fault.kind.advice[language])
        case .malformed(let answer):
            return (answer.message[language] + request(answer.requestID), answer.advice?[language] ?? "")
        case .invalidRequest(let request):
            return (
                Wording("request not sent: ", zh: "请求未发送：")[language] + "\(request.code): \(request.message[language])",
                ""
            )
        case .credentials(let error): return (error.message[language], error.advice?[language] ?? "")
        case .cancelled: return (Wording("cancelled", zh: "已取消")[language], "")
        }
    }

    /// Returns the cause of an error in a few words, for a line with other content: `HTTP status 502`,
    /// `UnauthorizedOperation`.
    package static func cause(of error: CloudError) -> Wording {
        switch error {
        case .service(let fault): Wording(verbatim: oneLine(fault.code))
        case .transport(let fault): Wording { oneLine(fault.message[$0]) }
        case .malformed(let answer):
            if case .status(let code) = answer.kind { Wording(verbatim: "HTTP \(code)") } else { answer.kind.meaning }
        case .invalidRequest(let request): Wording(verbatim: oneLine(request.code))
        case .credentials(let problem) where problem.isOtherAccount: Wording("key of another account", zh: "另一个账号的密钥")
        case .credentials: Wording("no credentials", zh: "没有可用的密钥")
        case .cancelled: Wording("cancelled", zh: "已取消")
        }
    }

    private static func request(_ id: String?) -> String {
        id.map { " [RequestId \(part($0, maximumName))]" } ?? ""
    }

    /// The maximum length in bytes of a service message, and of a name in a message.
    private static let (maximumPart, maximumName) = (800, 120)

    /// Shortens a text that comes from the service, so that the rest of the line stays visible.
    private static func part(_ text: String, _ limit: Int) -> String { oneLine(text, bytes: limit) }

    /// Makes a text from the service safe to display as one line: limits its length, replaces line breaks by spaces,
    /// and makes terminal control characters visible.
    private static func oneLine(_ text: String, bytes limit: Int = DisplayText.longestMessage) -> String {
        DisplayText.message(text.split(whereSeparator: \.isNewline).joined(separator: " "), bytes: limit)
    }
}
