import Testing

@testable import Essentials

@Suite struct JSONElementsTests {
    private static func find(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return JSONElements.find(["Response", "Set"], in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(
        arguments: [
            (#"{"Response":{"Set":[{"a":1},{"b":"]}"}]}}"#, [#"{"a":1}"#, #"{"b":"]}"}"#]),
            (
                #" { "Response" : { "X" : { "Set" : [ 9 ] } , "Set" : [ 1 , "a\"]" , null , [ ] ] , "Y" : 1 } } "#,
                ["1", #""a\"]""#, "null", "[ ]"]
            ),
            (#"{"A":"Response","Response":{"Set":[]}}"#, []),
            (#"{"Response":{"Set":null}}"#, []),
            (#"{"Response":{"Other":[1]}}"#, []),
            (#"[1]"#, []), ("", []), ("null", []), (#"{"Response":"#, []), (#"{"Response""#, []),
            (#"{"Response":{"Set":[{"a":1},{"b""#, [#"{"a":1}"#, #"{"b""#]),
            (#"{"Response":{"Set":[,,]}}"#, []),
            (#"{"Response":{"Set":["open"#, [#""open"#]), (#"{"Response":{"Set":["\"#, [#""\"#]),
        ] as [(String, [String])])
    func `Array elements are found and returned as their original bytes`(text: String, elements: [String]) {
        #expect(Self.find(text) == elements)
    }

    @Test func `A value nested 10,000 levels deep is skipped, or found as an element`() {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        #expect(Self.find(#"{"Response":{"Deep":\#(deep),"Set":[\#(deep)]}}"#) == [deep])
    }

    @Test func `Random garbage neither traps nor loops forever, and every range lies within the input`() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array(#"{}[]",:\ aResponseSet1"#.utf8)
        for _ in 0..<2_000 {
            let garbage = (0..<Int.random(in: 0...60, using: &random)).map { _ in alphabet.randomElement() ?? 0 }
            let bytes = Array(#"{"Response":{"Set":["#.utf8) + garbage
            for place in JSONElements.find(["Response", "Set"], in: bytes) {
                #expect(place.upperBound <= bytes.count && !place.isEmpty)
            }
        }
    }
}
