@testable import Essentials
import Testing

@Suite struct ByteTextTests {
    @Test(
        arguments: [
            [], Array("a/b.json".utf8), Array("支付网关".utf8), [0x63, 0x61, 0x66, 0xE9], [0xFF], [0xC3], [0xE6, 0x94],
            [0x80, 0xBF],
            [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x8F, 0xBB, 0xA9], [0xF5, 0x80, 0x80, 0x80],
            [0x61, 0xE6, 0x94, 0xAF, 0xFE, 0x62],
        ] as [[UInt8]])
    func `Bytes converted to text and back are unchanged`(bytes: [UInt8]) {
        #expect(ByteText.bytes(of: ByteText.text(of: bytes)) == bytes)
    }

    @Test func `Different bytes give different texts, and concatenated texts give the concatenated bytes`() {
        let all = (UInt8(0)...255).map { ByteText.text(of: [$0]) }
        #expect(Set(all).count == 256)
        #expect(
            ByteText.bytes(of: ByteText.text(of: [0x2F, 0xE9]) + "/état") == [0x2F, 0xE9, 0x2F] + Array("état".utf8))
    }

    @Test func `UTF-8 is shown unchanged, and other bytes are shown as hexadecimal escapes`() {
        #expect(ByteText.text(of: Array("état 支付".utf8)) == "état 支付")
        #expect(ByteText.shown(ByteText.text(of: [0x63, 0x61, 0x66, 0xE9, 0x2E])) == #"caf\xE9."#)
        #expect(ByteText.shown("état") == "état")
    }
}
