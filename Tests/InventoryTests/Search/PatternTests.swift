import Essentials
import TencentCloud
import Testing

@testable import Inventory

@Suite struct PatternTests {
    private func isFound(_ pattern: String, in text: String) throws -> Bool {
        var matcher = PatternMatcher(try Pattern(pattern))
        return matcher.isFound(in: String(decoding: SearchFold.fold(text), as: UTF8.self))
    }

    @Test(arguments: [
        ("", ""), ("a", "bab"), ("^ab$", "ab"), ("a|b", "xb"), ("|x", "y"), ("a*b", "b"), ("a+b", "aab"),
        ("(ab)+c", "ababc"), ("a{2}b", "aab"), ("a{2,}b", "aaaab"), ("a{1,2}b", "aab"), ("a{0,1}b", "b"),
        ("x{", "x{"),
        ("x{,2}", "x{,2}"), ("a.c", "abc"), ("[a-c]x", "bx"), ("[^a-c]x", "dx"), ("[]a]", "]"), ("[a-]", "-"),
        ("[\\d-]+x", "1-2x"), ("[\\]]", "]"), ("\\d\\D\\w\\W\\s\\S", "1aa- x"), ("\\bgw\\b", "login-gw hk"),
        ("\\Bogin", "login"), ("\\.", "a.b"), ("a\\^Ib", "a\tb"), ("(?:a|b)c", "bc"), ("(?i)ABC", "abc"),
        ("LOGIN", "login"), ("[A-Z]{3}", "abc"), ("[A-Z]", "ａ"), ("支.网", "支付网关"), ("支付|x", "支付"),
        ("(a*)*b", "b"), ("(a|a)*$", "aaa"), ("a*?b", "aab"), ("^", ""), ("$", "x"), ("\\Aab\\z", "ab"),
        ("caf\u{E9}", "cafe\u{301}"), ("cafe\u{301}", "caf\u{E9}"), ("É", "é"), ("ß", "ß"), ("\\/", "/"),
    ])
    func `The pattern matches the text`(pattern: String, text: String) throws {
        let found = try isFound(pattern, in: text)
        #expect(found)
    }

    @Test(arguments: [
        ("a", ""), ("^b", "ab"), ("a$", "ab"), ("a{3}", "aa"), ("a{2,3}b", "ab"), ("[^a]", "a"), ("\\bog", "log"),
        ("\\Blog", "log"), ("a.c", "ac"), ("^$", "x"), ("\\d", "x"), ("(ab)+c", "abac"), ("[^\\w]", "a"),
        ("[^A-Z]", "a"),
    ])
    func `The pattern does not match the text`(pattern: String, text: String) throws {
        let found = try isFound(pattern, in: text)
        #expect(!found)
    }

    @Test(arguments: [
        ("(", "not a regular"), (")", "not a regular"), ("[", "not a regular"), ("*", "not a regular"),
        ("a**", "not a regular"), ("a\\", "not a regular"), ("[b-a]", "not a regular"), ("a{2,1}", "not a regular"),
        ("a{1000}", "at most 200"), ("(a)\\1", "back references"), ("(?=a)", "question mark"),
        ("(?<n>a)", "question mark"),
        ("a++", "possessive"), ("\\p{L}", "\\p is not supported"), ("[[:alpha:]]", "use \\d, \\w or \\s"),
        ("(a{200}){200}", "too long"), (String(repeating: "(", count: 60), "too deeply"),
        (String(repeating: "a", count: 1_000), "too long"),
    ])
    func `An error has a reason, and patterns that need backtracking are rejected`(pattern: String, reason: String) {
        let fault = #expect(throws: Pattern.ParseError.self) { try Pattern(pattern) }
        #expect(fault?.message[.english].contains(reason) == true, "\(fault?.message[.english] ?? "")")
    }

    @Test(
        .timeLimit(.minutes(3)),
        arguments: [
            "(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+$b", "(.*)*x", "a?{30}b", "(a|b)*a(a|b){12}c", "(\\w+\\s?)*b$",
        ])
    func `Patterns with catastrophic backtracking in other engines take time linear in the length of the text`(
        pattern: String
    ) {
        guard let pattern = try? Pattern(pattern) else { return }  // a rejected pattern takes no time
        var matcher = PatternMatcher(pattern)
        let found = matcher.isFound(in: String(repeating: "a", count: 100_000))
        #expect(!found)
    }

    @Test
    func `If the cache of states is full, it is cleared and the match is still found`() throws {
        var matcher = PatternMatcher(try Pattern("a(a|b){14}c"))
        var seed: UInt32 = 7
        let noise = (0..<50_000).map { _ in
            seed = seed &* 1_664_525 &+ 1_013_904_223
            return seed >> 31 == 0 ? "a" : "b"
        }.joined()
        let found = [
            matcher.isFound(in: noise), matcher.isFound(in: noise + "a" + String(repeating: "b", count: 14) + "c"),
        ]
        #expect(found == [false, true])
    }
}
