// Chinese: every table is translated, every text fits its place, and no screen contains an English sentence.

import GAAP
import Inventory
import Reports
import Essentials
import Testing

@testable import Browser

@Suite struct ChineseTests {
    private static func hasHan(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    // MARK: Tables

    static let tables: [(name: String, texts: [Wording])] = [
        ("commands", CommandRow.all.map(\.help)), ("groups", CommandGroup.allCases.map(\.title)),
        ("footer", CommandRow.all.flatMap { row in Context.allCases.compactMap { row.footer?[$0] } }),
        ("typed commands", TypedCommand.rows.map(\.help)), ("prompt keys", PromptKeys.rows.map(\.help)),
        ("columns", Column.all.flatMap { [$0.title, $0.about] }), ("filter", FilterGrammar.forms.map(\.meaning)),
        ("states", State.allCases.map(\.meaning)), ("origins", OriginTitle.allCases.map(\.wording)),
        ("tabs", Picker.Tab.allCases.map(\.title)), ("strip", [Strip.legend]),
        ("detail", DetailField.all.map(\.label)), ("owner", OwnerField.all.map(\.label)),
        ("listener status", Array(ListenerStatus.meanings.values)), ("bind status", Array(BindStatus.meanings.values)),
        ("origin status", Array(RealServerStatus.meanings.values)), ("switch", Array(Toggle.meanings.values)),
        ("scheduler", Array(Scheduler.meanings.values)), ("owner status", Array(OwnerStatus.meanings.values)),
        ("metrics", Array(MetricName.meanings.values)),
        ("unknown codes", [ListenerStatus(77).meaning, OwnerStatus("NEW").meaning]),
    ]

    @Test(arguments: tables)
    func `Every text of a table has a Chinese version`(name: String, texts: [Wording]) {
        #expect(!texts.isEmpty)
        for text in texts {
            #expect(Self.hasHan(text[.chinese]), "\(name): \(text[.english])")
            #expect(!text[.english].isEmpty && !Self.hasHan(text[.english]), "\(name): \(text[.chinese])")
        }
    }

    @Test(arguments: Language.allCases)
    func `Titles fit their columns`(language: Language) {
        for column in Column.all {
            #expect(DisplayText.width(of: column.title[language]) <= column.width, "\(column.id)")
        }
        for (title, width) in zip(OriginTitle.allCases, [16, 5, language == .chinese ? 4 : 3, 6, 5]) {
            #expect(DisplayText.width(of: title.wording[language]) <= width, "\(title)")
        }
        for status in OwnerStatus.meanings.keys {
            #expect(DisplayText.width(of: status.meaning[language]) <= (language == .chinese ? 10 : 13))
        }
    }

    @Test(arguments: Language.allCases)
    func `The label width is the width of the longest label in each language`(language: Language) {
        let labels = DetailField.all.map { DisplayText.width(of: $0.label[language]) }
        #expect(labels.max() == DetailField.labelWidth(language))
    }

    @Test(arguments: Context.allCases)
    func `Help fits a window of 80 columns`(context: Context) {
        for line in HelpText.lines(for: context, in: .chinese) {
            #expect(DisplayText.width(of: line.text) <= 80, "\(line.text)")
        }
    }

    // MARK: Screens

    /// Words that are the same in every language: names of the generated account, and words that users type.
    private static let known: Set<String> = {
        let typed =
            TypedCommand.rows.map(\.word) + ColumnID.allCases.map(\.rawValue) + FilterExpression.fields
            + FilterGrammar.forms.map(\.form) + ["wrr", "rr", "lc", "lrtt", "or", "tccli", "on", "off"]
            + ScreenSetting.allCases.map(\.rawValue)
        let names = ["bastion", "contradiction", "login", "no", "rs", "ms"]
        return Set((typed + names).flatMap { words($0) } + State.allCases.map { $0.word.lowercased() })
    }()

    /// Returns the words of a text that consist of lower-case letters only. Ids and names have hyphens, dots or digits.
    private static func words(_ text: String) -> [String] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "-._<>[{\"".contains($0))) }
            .map { $0.trimmingPrefix { "\"<-.".contains($0) } }
            .map { String($0.reversed().drop { "\">.-".contains($0) }.reversed()) }
            .filter { $0.count > 1 && $0.allSatisfy { ("a"..."z").contains($0) } }
    }

    /// All scenes except the one that shows a policy to paste.
    static let scenes = GoldenTests.Scene.allCases.filter { $0 != .refused }

    @Test(arguments: scenes, GoldenTests.sizes)
    func `No English sentence is left on a screen`(scene: GoldenTests.Scene, size: Size) {
        for line in GoldenTests.conversation(scene, size, .chinese).screen {
            let left = Self.words(line).filter { !Self.known.contains($0) }
            #expect(left.isEmpty, "\(left) in: \(line)")
        }
    }

    @Test(arguments: Context.allCases)
    func `Help has no English sentence`(context: Context) {
        for line in HelpText.lines(for: context, in: .chinese).map(\.text) {
            let left = Self.words(line).filter { !Self.known.contains($0) }
            #expect(left.isEmpty, "\(left) in: \(line)")
        }
    }

    @Test(arguments: GoldenTests.Scene.allCases)
    func `Every message of a key is Chinese`(scene: GoldenTests.Scene) {
        let keys = CommandRow.all.filter { ![.quit, .leave, .interrupt, .suspend].contains($0.command) }.flatMap(\.keys)
        for key in keys + [.paste("x"), .insert, .function(9)] {
            var talk = GoldenTests.conversation(scene, Size(columns: 80, rows: 24), .chinese)
            talk.press(.escape, key)
            if let remark = talk.state.remarks.shown {
                #expect(Self.hasHan(remark.what), "\(key.name): \(remark.line)")
                #expect(remark.advice.isEmpty || Self.hasHan(remark.advice), "\(key.name): \(remark.line)")
            }
        }
    }

    @Test(arguments: [
        ":", ":x", ":p", ":proxy", ":proxy lg-1", ":group", ":group link-1", ":listener", ":find", ":name",
        ":port x",
        ":sort x", ":interval x", "/port:x", "/state:x", "/\"x", "/!/x", "//a/b", "/(?=x)/",
        "/x++/", "/(x)\\1/", "/\\q/", "/[[:x:]]/", "/x{999}/",
    ])
    func `Every error about a typed line is Chinese`(typed: String) {
        var talk = Conversation(GoldenTests.account, language: .chinese)
        let isPattern =
            typed.hasPrefix("/(?") || typed.hasPrefix("/x") || typed.hasPrefix("/(x") || typed.hasPrefix("/\\")
        talk.type(isPattern || typed.hasPrefix("/[") ? "/" + typed : typed)
        talk.press(.enter)
        #expect(Self.hasHan(talk.state.prompt?.fault ?? ""), "\(talk.state.prompt?.fault ?? "none")")
    }

    @Test(arguments: ["未检查", "not checked", "down:未绑定"])
    func `A text that is shown in Chinese is found by its Chinese and by its English words`(text: String) {
        var talk = Conversation(GoldenTests.account, language: .chinese)
        talk.press(.character("/"), .paste(text.contains(" ") ? "\"\(text)\"" : text))
        #expect(talk.ports == (text.hasPrefix("down") ? [25] : [2222]))
    }

    @Test
    func `A finding has the language of the screen`() {
        var talk = Conversation(GoldenTests.account, language: .chinese)
        while talk.port != 2222 { talk.press(.down) }
        let text = talk.state.listing.row.map { talk.state.finding($0) } ?? ""
        #expect(text.contains("OFF  bastion :2222  未检查\n账号：prod-ops\n监听器：") && text.contains("数据时间 "))
    }
}
