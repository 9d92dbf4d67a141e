// Whatever comes, an answer goes out: a refusal at worst, never a trap. The garbage is seeded, so a failure repeats.

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
    func `Mutated bodies, signed rightly, are answered`() async {
        let stand = Stand()
        var chance = SplitMix64(seed: 42)
        let actions = ["DescribeTCPListeners", "DescribeProxies", "DescribeProxyGroupList"]
        for round in 0..<2_000 {
            var bytes = Array(bodies[chance.below(bodies.count)].utf8)
            for _ in 0...chance.below(4) { mutate(&bytes, &chance) }
            // The payload is not signed, so that bytes that are no text can be sent too.
            var draft = stand.draft()
            draft.isPayloadUnsigned = true
            draft.action = actions[round % 3]
            var request = draft.request
            request.body = Data(bytes)
            let answer = Answer(await stand.emulator.respond(to: request))
            #expect(answer.requestID != nil)
            #expect(answer.code?.hasPrefix("AuthFailure") != true)
        }
    }

    @Test
    func `Mutated headers are answered`() async {
        let stand = Stand()
        var chance = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            var request = stand.draft(bodies[0]).request
            for _ in 0...chance.below(2) {
                let place = chance.below(request.headers.count)
                var bytes = Array(request.headers[place].value.utf8)
                mutate(&bytes, &chance)
                request.headers[place].value = String(decoding: bytes, as: UTF8.self)
                if chance.chance(percent: 10) { request.headers.remove(at: chance.below(request.headers.count)) }
                if request.headers.isEmpty { break }
            }
            #expect(Answer(await stand.emulator.respond(to: request)).requestID != nil)
        }
    }

    @Test
    func `Random bytes are no JSON, or read and written again the same`() {
        var chance = SplitMix64(seed: 1)
        for _ in 0..<3_000 {
            var bytes = Array(bodies[chance.below(bodies.count)].utf8)
            for _ in 0..<chance.below(6) { mutate(&bytes, &chance) }
            guard let value = try? JSONReader.read(bytes) else { continue }  // most are none
            #expect((try? JSONReader.read(value.encoded)) == value)
        }
    }

    @Test(arguments: [1, 32, 33, 1_000_000])
    func `Deep nesting is refused, reasonable nesting is read`(_ depth: Int) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(((try? JSONReader.read(Array(text.utf8))) != nil) == (depth <= 33))
    }

    private func mutate(_ bytes: inout [UInt8], _ chance: inout SplitMix64) {
        let place = chance.below(bytes.count + 1)
        switch chance.below(5) {
        case 0 where place < bytes.count: bytes[place] = UInt8(chance.below(256))
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: (chance.pick(pieces) ?? "").utf8, at: place)
        case 3: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: bytes.prefix(chance.below(20) + 1), at: place)
        }
    }
}
