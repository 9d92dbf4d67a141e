// Every input gets a response: at worst an error, never a trap. The random input is seeded, so a failure is
// reproducible.

import TencentCloud
import FoundationEssentials
import Essentials
import Testing

@testable import GAAPEmulator

@Suite struct GarbageTests {
    private let bodies = [
        #"{"ProxyId":"link-hwera8lq","Limit":20,"Offset":0,"Port":8443,"SearchValue":"登录\u4e2d\ud83c\udfae"}"#,
        #"{"Filters":[{"Name":"GroupId","Values":["lg-a","b"]}],"TagSet":[{"TagKey":"k","TagValue":"v"}],"Independent":1}"#,
        #"{"Offset":0,"Limit":100,"ProjectId":-1,"Filters":[],"TagSet":null}"#,
    ]
    private let pieces = [
        "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "null", "-", "1e999", "-0", "99999999999999999999",
        "0x1", "\u{0}",
        "ProxyIds", "9223372036854775807", "-9223372036854775808", "\u{1B}", "🎮",
    ]

    @Test
    func `Mutated bodies with a valid signature get a response`() async {
        let fixture = EmulatorFixture()
        var random = SplitMix64(seed: 42)
        let actions = ["DescribeTCPListeners", "DescribeProxies", "DescribeProxyGroupList"]
        for round in 0..<2_000 {
            var bytes = Array(bodies[random.below(bodies.count)].utf8)
            for _ in 0...random.below(4) { mutate(&bytes, &random) }
            // The payload is not signed, so that bytes that are not text can be sent, too.
            var draft = fixture.draft()
            draft.isPayloadUnsigned = true
            draft.action = actions[round % 3]
            var request = draft.request
            request.body = Data(bytes)
            let answer = Answer(await fixture.emulator.respond(to: request))
            #expect(answer.requestID != nil)
            #expect(answer.code?.hasPrefix("AuthFailure") != true)
        }
    }

    @Test
    func `Mutated headers get a response`() async {
        let fixture = EmulatorFixture()
        var random = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            var request = fixture.draft(bodies[0]).request
            for _ in 0...random.below(2) {
                let index = random.below(request.headers.count)
                var bytes = Array(request.headers[index].value.utf8)
                mutate(&bytes, &random)
                request.headers[index].value = String(decoding: bytes, as: UTF8.self)
                if random.chance(percent: 10) { request.headers.remove(at: random.below(request.headers.count)) }
                if request.headers.isEmpty { break }
            }
            #expect(Answer(await fixture.emulator.respond(to: request)).requestID != nil)
        }
    }

    @Test
    func `Random bytes are rejected as JSON, or survive decoding and encoding`() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<3_000 {
            var bytes = Array(bodies[random.below(bodies.count)].utf8)
            for _ in 0..<random.below(6) { mutate(&bytes, &random) }
            guard let value = try? JSONReader.read(bytes) else { continue }  // Most inputs are not JSON.
            #expect((try? JSONReader.read(value.encoded)) == value)
        }
    }

    @Test(arguments: [1, 32, 33, 1_000_000])
    func `JSON nested too deeply is rejected, and moderate nesting is accepted`(_ depth: Int) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(((try? JSONReader.read(Array(text.utf8))) != nil) == (depth <= 33))
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        let index = random.below(bytes.count + 1)
        switch random.below(5) {
        case 0 where index < bytes.count: bytes[index] = UInt8(random.below(256))
        case 1 where index < bytes.count: bytes.remove(at: index)
        case 2: bytes.insert(contentsOf: (random.pick(pieces) ?? "").utf8, at: index)
        case 3: bytes.removeSubrange(index...)
        default: bytes.insert(contentsOf: bytes.prefix(random.below(20) + 1), at: index)
        }
    }
}
