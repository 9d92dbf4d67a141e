// Parses JSON strictly and reports the position of an error: users need it to fix a settings file, and requests from
// the network must be checked strictly. The parser is made for hostile input: nesting is limited, so the stack cannot
// overflow; text must be valid UTF-8. A number that is too large for Int is not an error here: the code that knows the
// field's type reports it with the name of the field.

/// The position and the reason of a JSON syntax error.
package struct JSONError: DescribedError, Equatable {
    /// The reason, which follows "line 3, column 7: ".
    package let reason: Wording
    /// The position in bytes, counted from 0.
    package let offset: Int
    /// Line and column, counted from 1. A column is a character.
    package let line: Int
    package let column: Int

    package var message: Wording {
        Wording(
            "line \(line), column \(column): \(reason[.english])", zh: "第 \(line) 行第 \(column) 列：\(reason[.chinese])")
    }

    package init(_ reason: Wording, at offset: Int, in bytes: [UInt8]) {
        self.reason = reason
        self.offset = offset
        let before = bytes.prefix(offset)
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = 1 + String(decoding: before[start...], as: UTF8.self).count
    }
}

/// A parser for one JSON text.
package struct JSONReader {
    /// The maximum nesting depth. No documented request has more than four levels, no settings file more than three.
    package static let maximumDepth = 32

    private let bytes: [UInt8]
    private var index = 0
    /// The key to look for, by the names of the objects that enclose it and its own name.
    private var wanted: [String]?
    /// The names that enclose the current position; empty unless a key is searched for.
    private var path: [String] = []
    /// The offset of the last key with the wanted path.
    private var found: Int?

    /// Returns the line and the column of a key, counted from 1. If the key occurs twice in its object, the position is
    /// that of the last occurrence.
    /// - Parameter path: the names of the objects that enclose the key, and its own name.
    /// - Returns: nil if the text has no such key or is not valid.
    package static func position(ofKey path: [String], in bytes: [UInt8]) -> (line: Int, column: Int)? {
        var reader = JSONReader(bytes: bytes)
        reader.wanted = path
        guard (try? reader.value(depth: 0)) != nil, let offset = reader.found else { return nil }
        let error = JSONError(Wording(verbatim: ""), at: offset, in: bytes)
        return (error.line, error.column)
    }

    /// Parses a complete text and returns its value.
    package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw reader.error(Wording("the text starts with a byte order mark; remove it", zh: "开头有字节顺序标记（BOM），请删除"))
        }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else {
            throw reader.error(Wording("unexpected text after the end of the value", zh: "值的结尾之后还有内容"))
        }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func error(_ reason: Wording, at offset: Int? = nil) -> JSONError {
        JSONError(reason, at: offset ?? index, in: bytes)
    }

    /// Returns the error for a character that is not the expected one.
    private func unexpected(_ expected: Wording) -> JSONError {
        guard let current else {
            return error(
                Wording(
                    "\(expected[.english]) is expected, but the text ends", zh: "此处须为\(expected[.chinese])，内容却已结束"))
        }
        let isShown = (0x21...0x7E).contains(current)
        let (this, found) = isShown ? ("“\(Unicode.Scalar(current))”", "“\(Unicode.Scalar(current))”") : ("this", "此字符")
        return error(
            Wording("\(expected[.english]) is expected, not \(this)", zh: "此处须为\(expected[.chinese])，而不是\(found)"))
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= Self.maximumDepth else {
            throw error(Wording("nested deeper than \(Self.maximumDepth)", zh: "嵌套超过 \(Self.maximumDepth) 层"))
        }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let count = text.utf8CodeUnitCount
        guard bytes[index...].prefix(count).elementsEqual("\(text)".utf8) else {
            throw unexpected(Wording("a value", zh: "值"))
        }
        index += count
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var members: [JSONValue.Member] = []
        skipSpace()
        if takes("}") { return .object(members) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else {
                throw members.isEmpty
                    ? unexpected(Wording("a name in double quotes or }", zh: "双引号括起的名称或 }"))
                    : unexpected(Wording("a name in double quotes", zh: "双引号括起的名称"))
            }
            let start = index
            let name = try string()
            skipSpace()
            guard takes(":") else { throw unexpected(Wording("a colon", zh: "冒号")) }
            if let wanted {
                path.append(name)
                if path == wanted { found = start }
            }
            members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
            if wanted != nil { path.removeLast() }
            skipSpace()
            if takes("}") { return .object(members) }
            guard takes(",") else { throw unexpected(Wording("a comma or }", zh: "逗号或 }")) }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var items: [JSONValue] = []
        skipSpace()
        if takes("]") { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if takes("]") { return .array(items) }
            guard takes(",") else { throw unexpected(Wording("a comma or ]", zh: "逗号或 ]")) }
        }
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        _ = takes("-")
        if !takes("0") { try digits(Wording("a value", zh: "值")) }
        var isWhole = true
        if takes(".") {
            isWhole = false
            try digits(Wording("a digit", zh: "数字"))
        }
        if takes("e") || takes("E") {
            isWhole = false
            if !takes("+") { _ = takes("-") }
            try digits(Wording("a digit", zh: "数字"))
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let double = Double(text), double.isFinite else {
            throw error(Wording("number too large", zh: "数字过大"), at: start)
        }
        return .number(double)
    }

    private mutating func digits(_ expected: Wording) throws(JSONError) {
        let start = index
        while let byte = current, (0x30...0x39).contains(byte) { index += 1 }
        guard index > start else { throw unexpected(expected) }
    }

    private mutating func string() throws(JSONError) -> String {
        let start = index
        index += 1
        var text: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw error(Wording("a string that is not UTF-8", zh: "文本不是 UTF-8"), at: start)
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20:
                throw error(
                    Wording("a line break or another control character inside a string", zh: "文本中有换行或其他控制字符"),
                    at: index - 1)
            default: text.append(byte)
            }
        }
        throw error(Wording("a text without its closing quote", zh: "文本缺少结尾的引号"), at: start)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error(Wording("a text without its end", zh: "文本没有结尾")) }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = try codeUnit()
            if (0xD800..<0xDC00).contains(code) {
                guard takes("\\"), takes("u") else { throw error(Wording("incomplete surrogate pair", zh: "代理对不完整")) }
                let low = try codeUnit()
                guard (0xDC00..<0xE000).contains(low) else {
                    throw error(Wording("incomplete surrogate pair", zh: "代理对不完整"))
                }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else {
                throw error(Wording("incomplete surrogate pair", zh: "代理对不完整"))
            }
            text.append(contentsOf: String(Character(scalar)).utf8)
        default: throw error(Wording("unknown escape; write \\ as \\\\", zh: "未知的转义；\\ 须写作 \\\\"), at: index - 2)
        }
    }

    private mutating func codeUnit() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
            else { throw unexpected(Wording("a hexadecimal digit", zh: "十六进制数字")) }
            code = code << 4 + UInt32(digit)
            index += 1
        }
        return code
    }
}
