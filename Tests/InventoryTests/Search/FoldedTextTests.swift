import TestSupport
import Essentials
import Testing

@testable import Inventory

@Suite struct FoldedTextTests {
    @Test(arguments: [
        ("caf\u{E9}", "cafe\u{301}"), ("ガ", "カ\u{3099}"), ("ｶﾞ", "ガ"), ("ﾊﾟｰ", "パー"), ("ｱｲｳ｡", "アイウ。"),
        ("ＡＢＣ", "abc"),
        ("É", "e\u{301}"), ("\u{1112}\u{1161}\u{11AB}", "한"), ("ｳﾞ", "ヴ"), ("ﾝ", "ン"), ("ｦ", "ヲ"),
    ])
    func `Composed and decomposed, wide and narrow forms fold to the same text`(left: String, right: String) {
        #expect(SearchFold.fold(left) == SearchFold.fold(right))
    }

    @Test(arguments: [("か", "カ"), ("ハ", "パ"), ("é", "e"), ("支", "付")])
    func `Different characters stay different`(left: String, right: String) {
        #expect(SearchFold.fold(left) != SearchFold.fold(right))
    }

    @Test
    func `Every half-width katakana has a full-width form`() {
        for value in UInt32(0xFF61)...0xFF9F {
            let text = Unicode.Scalar(value).map { String($0) } ?? ""
            let folded = String(decoding: SearchFold.fold(text), as: UTF8.self).unicodeScalars
            #expect(folded.count == 1 && folded.allSatisfy { (0x3001...0x30FC).contains($0.value) }, "\(text)")
        }
    }
}

@Suite struct SearchOfBrokenNamesTests {
    @Test(arguments: [
        ("a\u{1}b", "a^Ab"), ("a\u{7F}b", "^?"), ("登\u{202E}录", "登<U+202E>录"), ("x\u{9B}y", "<u+009b>"),
        ("a\u{E000}b", "a\u{FFFD}b"),
        ("a\u{FFFD}b", "a\u{FFFD}b"), ("a\u{1}b", "a\u{1}b"),
    ])
    func `A name is found by its displayed form`(name: String, typed: String) throws {
        let account = Account([.sample("listener-a", name: name), .sample("listener-b", name: "other")])
        let filter = try FilterExpression(parsing: "name:\"\(typed)\"")
        #expect(filter.matches(in: account) == [true, false])
        #expect(
            DisplayText.visible(name) == name || typed == name
                || DisplayText.visible(name).lowercased().contains(typed.lowercased()))
    }
}
