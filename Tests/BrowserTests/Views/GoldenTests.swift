// Compares whole screens with text files that a reviewer can read: the characters, a line of dashes, and the styles as
// letters (`Style.letter`). scripts/regenerate rewrites the files, so every change of a screen appears in a diff.

import Essentials
import FoundationEssentials
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct GoldenTests {
    enum Scene: String, CaseIterable {
        case list, pane, detail, picker, help, filterFault, error, sweep, emptyOwner, problems, paused
        case origins, region, history, refused
        /// Compared in Chinese only. Other tests check the English text line by line.
        case sortMenu, changes, remark

        static let inEnglish = allCases.filter { ![.sortMenu, .changes, .remark].contains($0) }
    }

    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 10)]
    static let sizesInChinese = Array(sizes.prefix(2))

    static let account = """
        link-hwera8lq 8443 login-gw-hk 10.3.1.7! 10.3.1.8!
        link-7xq2m1c0 9000 支付网关-华南 203.0.113.7!
        link-eu90zz1a 443 api-eu api.example.com!
        lg-bjkpdum1 8443 login-gw-sg 10.3.1.7! 10.3.1.9
        link-eu90zz1a 8444 cdn-origin origin.example.com~
        link-hwera8lq 8080 web-edge 10.0.0.1 10.0.0.2 10.0.0.3 busy
        link-hwera8lq 25 mail-out
        link-7xq2m1c0 26 contradiction 10.0.0.1 odd
        link-7xq2m1c0 2222 bastion 10.0.0.1 10.0.0.2 off
        lg-bjkpdum1 80 登录服务器-新加坡一区-生产环境-主 10.0.1.1 10.0.1.2 10.0.1.3 10.0.1.4
        lg-bjkpdum1 81 \u{1B}[31mred\u{202E}gnp 10.0.1.1
        link-hwera8lq 82 a-very-long-name-of-30-charact 10.0.1.1 10.0.1.2
        link-emptyxxx
        """

    static func conversation(_ scene: Scene, _ size: Size, _ language: Language = .english) -> Conversation {
        if scene == .sweep || scene == .emptyOwner { return underWay(scene, size, language) }
        var talk = Conversation(Self.account, columns: size.columns, rows: size.rows, language: language)
        talk.wait(6)
        talk.tick()
        switch scene {
        case .list:
            let before = "lg-bjkpdum1 80 登录服务器-新加坡一区-生产环境-主 10.0.1.1 10.0.1.2 10.0.1.3! 10.0.1.4"
            let others =
                "lg-bjkpdum1 8443 login-gw-sg 10.3.1.7! 10.3.1.9\nlg-bjkpdum1 81 \u{1B}[31mred\u{202E}gnp 10.0.1.1"
            talk.press(.character("R"))
            let owners = Listeners.parse(Self.account).filter { $0.id != .group("lg-bjkpdum1") }
            talk.readAll(owners + Listeners.parse(before + "\n" + others))
            talk.deliver(.called(record(throttled: 0)))
            talk.wait(12)
            talk.press(.down, .down)
        case .pane: talk.press(.tab, .down)
        case .detail:
            while talk.port != 8444 { talk.press(.down) }
            talk.press(.enter)
        case .picker:
            talk.press(.character("p"), .down)
        case .help: talk.press(.character("?"))
        case .filterFault: talk.press(.character("/"), .paste("login port:99999"))
        case .error:
            talk.press(.character("R"))
            talk.finish(.proxy("link-eu90zz1a"), .failed(refusal("InternalError", "服务内部错误，请稍后重试。")))
            for owner in Listeners.parse(Self.account) where owner.id.text != "link-eu90zz1a" { talk.read(owner) }
            talk.deliver(.finished(talk.run))
        case .problems: talk.press(.character("!"), .character("e"))
        case .paused:
            talk.press(.character("Z"))
            talk.wait(600)
            talk.press(.character("j"), .character("8"))
        case .origins:
            talk.press(.character("o"))
        case .region:
            talk.type(":region sing")
            talk.press(.enter, .tab, .tab, .down, .down)
        case .history: readHistories(&talk)
        case .refused:
            talk.press(.enter)
            talk.deliver(.history(Self.key(0), .failure(HistoryTests.refused), at: talk.now))
            talk.deliver(.traffic(Self.key(0).listenerID, .failure(HistoryTests.refused), at: talk.now))
        case .sortMenu: talk.press(.character("s"), .down)
        case .changes: change(&talk)
        case .remark: talk.press(.function(9))
        case .sweep, .emptyOwner: break
        }
        return talk
    }

    private static func key(_ origin: Int) -> OriginKey {
        OriginKey(realServerID: "rs-0000000\(origin)", listenerID: Listeners.id(8_443, "link-hwera8lq"))
    }

    /// Opens a detail and answers all its requests for histories and traffic.
    private static func readHistories(_ talk: inout Conversation) {
        talk.press(.enter)
        for (origin, minutes) in [(0, 12), (1, 47)] {
            let history = HistoryTests.history(downFor: minutes, at: talk.now)
            talk.deliver(.history(Self.key(origin), .success(history), at: talk.now))
        }
        let points = (0..<288).map { number in
            let wave = Double((number * 37) % 100 + abs(144 - number)) * 40_000
            return Traffic.Point(
                at: talk.now + Double(300 * (number - 288)), incoming: number % 48 == 47 ? nil : wave,
                outgoing: wave / 3)
        }
        talk.deliver(
            .traffic(Self.key(0).listenerID, .success(Traffic(points: points, readAt: talk.now)), at: talk.now))
    }

    /// Sets a baseline, and then makes a change of every kind.
    private static func change(_ talk: inout Conversation) {
        talk.press(.character("m"))
        talk.wait(60)
        let changed = [
            ("443 api-eu api.example.com!", "443 api-eu api.example.com"),
            ("2222 bastion 10.0.0.1", "2222 bastion 10.0.0.7"),
            ("4 10.3.1.7! 10.3.1.9", "4 10.3.1.7 10.3.1.9"), ("25 mail-out", "27 mail-out 10.0.0.1"),
            ("10.0.1.3 10.0.1.4", "10.0.1.3! 10.0.1.4"), ("link-hwera8lq 82", "lg-bjkpdum1 82"),
        ].reduce(account) { $0.replacing($1.0, with: $1.1) }
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(changed))
        talk.press(.character("D"))
    }

    private static func underWay(_ scene: Scene, _ size: Size, _ language: Language) -> Conversation {
        let isSweep = scene == .sweep
        var talk = Conversation(
            Question(isSweep ? .all : .proxy("link-emptyxxx")), columns: size.columns, rows: size.rows,
            language: language)
        if isSweep {
            let owners = Listeners.parse(Self.account)
            talk.beginSweep(owners)
            for owner in owners.prefix(2) { talk.read(owner) }
            talk.deliver(.called(record(throttled: 3)))
        } else {
            talk.finish(.proxy("link-emptyxxx"))
            talk.deliver(.finished(talk.run))
        }
        return talk
    }

    private static func record(throttled: Int) -> CallRecord {
        CallRecord(
            startedAt: Conversation.start, action: "DescribeTCPListeners", subject: "", duration: .milliseconds(80),
            error: nil, requestID: nil,
            gauge: QuotaGauge(limit: throttled > 0 ? 4 : 10, rate: 10, throttled: throttled))
    }

    @Test(arguments: Scene.inEnglish, sizes)
    func `English screens match their golden files`(scene: Scene, size: Size) throws {
        try compare(scene, size, .english)
    }

    @Test(arguments: Scene.allCases, sizesInChinese)
    func `Chinese screens match their golden files`(scene: Scene, size: Size) throws {
        try compare(scene, size, .chinese)
    }

    private func compare(_ scene: Scene, _ size: Size, _ language: Language) throws {
        let frame = Self.conversation(scene, size, language).state.render()
        let text =
            (frame.text + [String(repeating: "-", count: size.columns)] + frame.styles)
            .joined(separator: "\n") + "\n"
        let mark = language == .chinese ? "-zh" : ""
        let file = FilePath.golden("\(scene.rawValue)\(mark)-\(size.columns)x\(size.rows).txt")
        if ProcessInfo.processInfo.environment["GAAPSCOPE_UPDATE_GOLDENS"] == "1" {
            try Data(text.utf8).write(to: file)
            return
        }
        let data = try? Data(contentsOf: file)  // a missing file reads as an empty screen
        let before = data.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if before != text {
            Issue.record(
                "\(file.lastPathComponent) differs (scripts/regenerate rewrites it):\n\(Self.difference(before, text))")
        }
    }

    /// Returns the lines that differ, each old line above the new one.
    private static func difference(_ before: String, _ after: String) -> String {
        let old = before.split(separator: "\n", omittingEmptySubsequences: false)
        let new = after.split(separator: "\n", omittingEmptySubsequences: false)
        return (0..<max(old.count, new.count)).compactMap { line in
            let left = line < old.count ? old[line] : ""
            let right = line < new.count ? new[line] : ""
            return left == right ? nil : "\(line + 1) -\(left)\n\(line + 1) +\(right)"
        }.joined(separator: "\n")
    }
}

private enum FilePath {
    /// Returns the URL of a golden file in the source folder; goldens are not in the bundle.
    static func golden(_ name: String, here: String = #filePath) -> URL {
        URL(filePath: here).deletingLastPathComponent().appending(path: "../Golden/\(name)")
    }
}
