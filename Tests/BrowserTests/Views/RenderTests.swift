import TencentCloud
import Inventory
import Essentials
import Testing

@testable import Browser

/// Draws every view of an account with all states and with hostile, wide and long names.
@Suite struct RenderTests {
    static let account = """
        link-aaaaaaaa 8443 支付网关-华南-生产环境 10.3.1.7! 10.3.1.8!
        link-aaaaaaaa 443 api api.example.com!
        link-aaaaaaaa 80 evil\u{1B}[2J\u{202E}gnp 10.0.0.1! 10.0.0.2
        link-aaaaaaaa 81 wide！！ｗｉｄｅ origin.example.com~
        lg-bbbbbbbb 8080 web-edge 10.0.0.1 busy
        lg-bbbbbbbb 22 none
        lg-bbbbbbbb 23 odd 10.0.0.1 odd
        lg-bbbbbbbb 2222 bastion 10.0.0.1 off
        lg-bbbbbbbb 65535 👨‍👩‍👧‍👦家庭 10.0.0.1
        link-cccccccc
        """

    enum Scene: CaseIterable {
        case list, empty, detail, help, errors, picker, sortMenu, exportMenu, query, filter, filterFault, command,
            failing, pane
    }

    static func conversation(_ scene: Scene) -> Conversation {
        if scene == .empty { return Conversation() }
        var talk = Conversation(account)
        switch scene {
        case .list, .empty: break
        case .detail: talk.press(.enter)
        case .help: talk.press(.character("?"))
        case .errors:
            fail(&talk)
            talk.press(.character("L"))
        case .picker: talk.press(.character("p"))
        case .sortMenu: talk.press(.character("s"))
        case .exportMenu: talk.press(.character("x"))
        case .query: talk.press(.character("C"))
        case .filter: talk.type("/支付 网关")
        case .filterFault:
            talk.press(.character("/"), .paste("/[/ state:nonsense 很长很长很长很长很长很长很长很长的"))
        case .command: talk.press(.character(":"), .character("!"), .enter)
        case .failing: fail(&talk)
        case .pane: talk.press(.tab)
        }
        return talk
    }

    static func fail(_ talk: inout Conversation) {
        talk.press(.character("R"))
        talk.finish(.proxy("link-aaaaaaaa"), .failed(refusal("InternalError", "服务内部错误请稍后重试如有疑问请提交工单联系我们")))
        talk.finish(.group("lg-bbbbbbbb"), .failed(.transport(.init(.other, Wording(verbatim: "")))))
        talk.deliver(.finished(talk.run))
        talk.press(.character("<"))
    }

    @Test(arguments: Scene.allCases)
    func `Frames have exactly the size of the screen, from 1x1 to 300x100, and nothing traps`(scene: Scene) {
        var talk = Self.conversation(scene)
        for columns in [1, 2, 10, 39, 40, 41, 63, 80, 120, 300] {
            for rows in [1, 2, 3, 7, 8, 9, 12, 17, 18, 24, 100] {
                talk.send(.resized(Size(columns: columns, rows: rows)))
                let frame = talk.state.render()
                #expect(frame.size == Size(columns: columns, rows: rows))
                #expect(frame.cells.count == columns * rows)
                #expect(isSound(frame), "\(columns)x\(rows)")
            }
        }
        for columns in stride(from: 1, through: 300, by: 13) {
            for rows in 1...100 where (columns + rows) % 9 == 0 {
                talk.send(.resized(Size(columns: columns, rows: rows)))
                #expect(talk.state.render().cells.count == columns * rows)
            }
        }
    }

    @Test(arguments: [0, -1, 1, 39, 65_535, Int(Int32.max), .max, .min])
    func `The size of a frame is limited if the terminal reports an absurd size`(side: Int) {
        var talk = Self.conversation(.detail)
        for (columns, rows) in [(side, 24), (80, side)] {
            talk.send(.resized(Size(columns: columns, rows: rows)))
            let frame = talk.state.render()
            #expect(frame.size.columns == max(0, min(columns, Size.maximumColumns)))
            #expect(frame.size.rows == max(0, min(rows, Size.maximumRows)))
            #expect(frame.cells.count == frame.size.columns * frame.size.rows)
            #expect(isSound(frame))
        }
        talk.press(.character("G"), .character("g"), .character("q"), .character("G"))
    }

    @Test func `Many moves to the end in one update have the same result as one`() {
        for scene in [Scene.list, .detail, .help, .sortMenu, .pane, .errors] {
            var talk = Self.conversation(scene)
            talk.press(.character("G"))
            let end = talk.state.render()
            talk.send(Array(repeating: Message.key(.character("G")), count: 50))
            #expect(talk.state.render() == end, "\(scene)")
        }
    }

    /// Returns whether every wide character is followed by its right half in the same row, no cell contains a control
    /// character, and the cursor is inside the frame.
    private func isSound(_ frame: Frame) -> Bool {
        for row in 0..<frame.size.rows {
            let cells = Array(frame.row(row))
            for (column, cell) in cells.enumerated() {
                let next = column + 1 < cells.count ? cells[column + 1].width : nil
                if cell.width == 2, next != 0 { return false }
                if cell.width == 0, column == 0 || cells[column - 1].width != 2 { return false }
                let isPlain = cell.glyph.text.unicodeScalars.allSatisfy {
                    $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && !(0x202A...0x202E).contains($0.value)
                }
                if !isPlain { return false }
            }
        }
        if let cursor = frame.cursor {
            return (0..<frame.size.rows).contains(cursor.row) && (0..<frame.size.columns).contains(cursor.column)
        }
        return true
    }

    @Test(arguments: Scene.allCases)
    func `After every key in every view, the screen can be drawn`(scene: Scene) {
        let keys: [Key] =
            CommandRow.all.flatMap(\.keys) + (0...9).map { .character(Character("\($0)")) }
            + [.wheelUp, .wheelDown, .click(Position(row: 5, column: 3)), .paste("x\u{1B}[31m\r\ny"), .alt("x")]
        for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 8), Size(columns: 1, rows: 1)] {
            for first in keys {
                var talk = Self.conversation(scene)
                talk.send(.resized(size))
                talk.press(first)
                for second in [Key.down, .end, .pageUp, .enter, .escape, .character("n")] { talk.press(second) }
                #expect(isSound(talk.state.render()))
            }
        }
    }

    @Test(arguments: 40...160)
    func `The second header line shows whole items only`(columns: Int) {
        var talk = Conversation(Self.account, columns: 300)
        talk.press(.character("R"))
        let all = items(talk)
        talk.send(.resized(Size(columns: columns, rows: 24)))
        let shown = items(talk)
        #expect(shown == all.filter(shown.contains))
        #expect(shown.starts(with: ["1 DOWN", "1 DNS", "2 PART"]))
        #expect(shown.count == all.count || shown.reduce(0) { $0 + $1.count + 2 } > columns - 30)
    }

    private func items(_ talk: Conversation) -> [String] {
        talk.screen[1].split(separator: "  ").map(String.init)
    }
}
