// How an error is worded: what happened, where, what to do. One place for all of them, so that the browser's error line, `list`
// and the log say the same. The raw code and the RequestId are always shown, for they are what support asks for.

package import TencentCloud

/// An error or a fact in words.
package struct Notice: Equatable, Sendable {
    /// What happened, and to what: one line.
    package let what: String
    /// What to do about it: one line; empty when there is nothing.
    package let advice: String

    package init(_ what: String, advice: String = "") {
        self.what = Self.oneLine(what)
        self.advice = advice
    }

    /// Both, as one line.
    package var line: String { advice.isEmpty ? what : "\(what): \(advice)" }

    package init(_ error: CloudError, subject: String = "") {
        let about = subject.isEmpty ? "" : "\(subject): "
        switch error {
        case .service(let fault):
            let request = fault.requestID.map { " [RequestId \($0)]" } ?? ""
            let message = fault.message.isEmpty ? "" : ": \(fault.message)"
            self.init(
                "\(about)\(fault.action) refused, \(fault.code)\(message)\(request)",
                advice: ErrorAdvice.text(for: fault))
        case .transport(let fault): self.init("\(about)\(fault.detail)", advice: ErrorAdvice.text(for: fault.kind))
        case .malformed(let answer): self.init("\(about)\(Self.words(answer))", advice: ErrorAdvice.text(for: answer))
        case .invalidRequest(let request):
            self.init("\(about)not sent, \(request.code): \(request.message)")
        case .credentials(let problem):
            self.init(
                "no credentials (\(problem.tried.joined(separator: "; ")))",
                advice: "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or try `gaapscope --demo`")
        case .cancelled: self.init("\(about)cancelled")
        }
    }

    private static func words(_ answer: MalformedAnswer) -> String {
        let request = answer.requestID.map { " [RequestId \($0)]" } ?? ""
        let what =
            switch answer.kind {
            case .status(let code): "HTTP status \(code) instead of an answer"
            case .empty: "an empty answer"
            case .html: "a web page instead of an answer"
            case .notJSON: "an answer that is not JSON or stops in the middle"
            case .noEnvelope: "JSON without a Response"
            case .wrongType(let path, let expected): "\(path.isEmpty ? "a field" : path) is not \(expected)"
            }
        return "\(answer.action): \(what)\(request)"
    }

    /// Messages, codes and ids come from afar: line breaks become blanks, and what could steer a terminal is made visible.
    private static func oneLine(_ text: String) -> String {
        DisplayText.visible(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}
