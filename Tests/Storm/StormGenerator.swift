// The random steps of a seed. The same seed makes the same steps on every machine.

import TestSupport

/// Makes the steps of a storm.
struct StormGenerator {
    private var random: Seeded

    init(seed: UInt64) { random = Seeded(seed) }

    /// Ctrl-S stops the terminal itself until Ctrl-Q, and is left out.
    private static let keys: [[UInt8]] =
        Array("jjjjkkkkggGGhlnN!!eEeEaapPoo<>rscYJTTmDDxRZ+-ALC:?tqq /0123456789,.;*#%@^&(){}[]|~`'\"\\=_uvwyzbdfi").map
    {
        Array(String($0).utf8)
    } + [
        [0x0D], [0x0D], [0x1B], [0x1B], [0x09], [0x04], [0x15], [0x06], [0x02], [0x0C], [0x7F], [0x08], [0x01], [0x05],
        [0x00],
    ]

    private static let sequences = [
        "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}OA", "\u{1B}OB", "\u{1B}[H", "\u{1B}[F", "\u{1B}[5~",
        "\u{1B}[6~", "\u{1B}[3~", "\u{1B}[Z", "\u{1B}[15~", "\u{1B}OP", "\u{1B}[11~", "\u{1B}[1;5A", "\u{1B}[1;2D",
        "\u{1B}[<0;10;5M", "\u{1B}[<64;10;5M", "\u{1B}[M !!", "\u{1B}[?1;2c", "\u{1B}[24;80R", "\u{1B}[I", "\u{1B}[O",
        "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[27;5;106~", "\u{1B}[106;5u", "\u{1B}j",
        "\u{1B}\u{1B}[A",
    ]

    /// The beginnings of sequences that never end, and bytes that are not UTF-8.
    private static let broken: [[UInt8]] = [
        [0x1B, 0x5B], [0x1B, 0x5B, 0x31, 0x3B], [0x1B, 0x4F], [0x1B, 0x5D, 0x31, 0x31, 0x3B], [0x1B, 0x50], [0xC3],
        [0xE4, 0xBD],
        [0xF0, 0x9F, 0x98], [0xFF, 0xFE], [0x80], [0x1B, 0x5B, 0x32, 0x30, 0x30, 0x7E],
        [0x1B, 0x5B, 0x4D], [0x1B, 0x5B, 0x3C, 0x30, 0x3B], [0x9B, 0x41],
    ]

    private static let texts = [
        "/pay", "/port:8443", "/state:down", "/!bastion", "/re(", "/\"two words", "/status:closed", "/region:", "/登录",
        "/zzzz", "/name:login port:80", "/down:10.", ":help\r", ":sort -port\r", ":8443\r", ":mark\r", ":diff\r",
        ":info\r",
        ":nonsense\r", ":filter state:down\r", ":proxy link-x\r", ":cause\r", ":lang zh\r", ":lang en\r",
        ":interval 5\r",
        ":timeline\r", ":errors\r", ":profile x\r", ":ascii on\r", ":ascii off\r", ":color never\r", ":color auto\r",
        "8443", "80", "99999", "login",
    ]

    mutating func next() -> StormStep {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<56: return .bytes(random.pick(Self.keys))
        case 56..<68:
            return .bytes((0..<Int.random(in: 2...12, using: &random)).flatMap { _ in random.pick(Self.keys) })
        case 68..<76: return .bytes(Array(random.pick(Self.sequences).utf8))
        case 76..<80: return .slowly(Array(random.pick(Self.sequences).utf8), pause: random.pick([1, 5, 20, 60]))
        case 80..<83: return .bytes(random.pick(Self.broken))
        case 83..<90: return .bytes(Array(random.pick(Self.texts).utf8))
        case 90..<93: return resize()
        case 93: return .bytes(paste())
        case 94: return .stop(milliseconds: Int.random(in: 1...50, using: &random))
        case 95: return .suspend(milliseconds: Int.random(in: 1...50, using: &random))
        default: return .wait(milliseconds: random.pick([1, 10, 30, 120]))
        }
    }

    private mutating func resize() -> StormStep {
        let sizes = [
            (80, 24), (80, 24), (120, 40), (140, 45), (40, 10), (200, 50), (20, 5), (1, 1), (2, 2), (400, 120),
        ]
        if Bool.random(using: &random) {
            let size = random.pick(sizes)
            return .resize(columns: size.0, rows: size.1)
        }
        return .resize(
            columns: Int.random(in: 1...400, using: &random), rows: Int.random(in: 1...120, using: &random))
    }

    /// A paste as terminals mark it, at times without its end.
    private mutating func paste() -> [UInt8] {
        let text = (0..<Int.random(in: 1...300, using: &random)).map { _ in
            random.pick(["a", "8", " ", "\r", "\n", "登", "q", ":", "/", "\t", "é", "\u{202E}", "x"])
        }
        let end = Int.random(in: 0..<8, using: &random) == 0 ? "" : "\u{1B}[201~"
        return Array(("\u{1B}[200~" + text.joined() + end).utf8)
    }
}
