import Essentials
import Testing

@Suite struct DescribedErrorTests {
    private struct Bare: DescribedError { let message = Wording("it is empty", zh: "内容为空") }
    private struct Advised: DescribedError {
        let message = Wording("it is empty", zh: "内容为空")
        let advice: Wording? = Wording("take the snapshot again", zh: "请重新生成快照")
    }

    @Test func `The full message is the message, followed by a colon and the advice`() {
        #expect(Bare().fullMessage == Wording("it is empty", zh: "内容为空"))
        #expect(Advised().fullMessage == Wording("it is empty: take the snapshot again", zh: "内容为空：请重新生成快照"))
    }

    @Test func `The message of a JSON error gives the line and the column`() {
        do throws(JSONError) {
            _ = try JSONReader.read(Array("{\n  \"a\": }".utf8))
            Issue.record("invalid JSON was accepted")
        } catch {
            #expect(error.message[.english] == "line 2, column 8: \(error.reason[.english])")
            #expect(error.message[.chinese] == "第 2 行第 8 列：\(error.reason[.chinese])")
        }
    }
}
