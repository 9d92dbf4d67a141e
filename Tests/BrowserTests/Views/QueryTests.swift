import Essentials
import GAAP
import TencentCloud
import Testing

@testable import Browser
@testable import Inventory

@Suite struct QueryTests {
    private func talk(_ question: Question = Question(.all), _ change: (inout BrowserOptions) -> Void = { _ in })
        throws -> Conversation
    {
        let endpoint = Site.international.endpoint
        return Conversation(question) {
            $0.endpoint = endpoint
            change(&$0)
        }
    }

    @Test func `The tccli command has the same parameters as the request of the browser`() throws {
        var talk = try talk(Question(.proxy("link-a"), listenerName: "it's 支付", port: 8443)) {
            $0.profile = "ops"
            $0.invocation = Invocation(flags: ["--profile", "ops", "--site", "intl"])
        }
        talk.press(.character("C"))
        let lines = talk.state.textLines(width: 400).map(\.text)
        let line = try #require(lines.first { $0.hasPrefix("  tccli ") })
        #expect(line.hasPrefix("  tccli gaap DescribeTCPListeners --Limit 100 --ListenerName 'it'\\''s 支付' --Offset 0"))
        #expect(line.contains(" --Port 8443 --ProxyId link-a "))
        #expect(line.hasSuffix(" --profile ops --endpoint gaap.intl.tencentcloudapi.com --language en-US"))
        #expect(
            lines.contains(
                "  gaapscope list --profile ops --site intl --proxy link-a --port 8443 "
                    + "--name 'it'\\''s 支付' --sort state"
            ))
    }

    @Test func `For the whole account, the commands are the two lists of owners and the listeners of one owner`() throws
    {
        var talk = Conversation("link-a 80 web 10.0.0.1\nlg-b 81 api 10.0.0.2!")
        talk.type("/state:down")
        talk.press(.enter, .character("C"), .character("c"))
        guard case .copy(let text, _)? = talk.effects.first else {
            Issue.record("nothing was copied")
            return
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].contains("--ListenerId \(Listeners.id(81, "lg-b"))"))
        #expect(lines[1].contains("DescribeProxies --Independent 1 --Limit 100 --Offset 0"))
        #expect(lines[2].contains("DescribeProxyGroupList --Limit 100 --Offset 0 --ProjectId -1"))
        #expect(lines[3].contains("DescribeTCPListeners --GroupId lg-b"))
        #expect(talk.shows("gaapscope list --filter state:down --sort state") && talk.shows("  gaapscope"))
        talk.press(.escape)
        talk.type("rC")
        #expect(talk.shows("gaapscope list --filter state:down --sort -state"))
    }

    @Test func `The command of a list narrowed to an origin covers the whole account, whatever the scope was before`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!\nlg-b 81 api 10.0.0.1!")
        talk.command("proxy link-a")
        talk.press(.character("o"), .character("C"))
        #expect(talk.shows("  gaapscope list --filter origin:10.0.0.1 --sort state"))
        #expect(talk.shows("DescribeProxyGroupList"))
    }

    @Test func `The filter of a list narrowed to a region of origins does not match regions of access`() {
        var talk = Conversation("link-a 80 web 10.0.0.1\nlg-b 81 api 10.0.0.2", columns: 140, rows: 40)
        talk.command("region Singapore")
        talk.press(.character("C"))
        #expect(talk.shows("  gaapscope list --filter 'region:\"> Singapore\"' --sort state"))
        #expect(!talk.shows("A filter matches text anywhere"))
    }

    @Test func `If the filter matches more listeners than the narrowed list has, a line says so`() {
        var talk = Conversation(
            "link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.12\nlink-a 82 www 10.0.0.12", columns: 140, rows: 40)
        talk.command("origin 10.0.0.1")
        talk.press(.character("C"))
        #expect(talk.shows("A filter matches text anywhere: this filter has 3 listeners, the list on the screen has 1"))
        talk.press(.escape, .character("!"), .character("C"))
        #expect(!talk.shows("A filter matches text anywhere"))
    }

    @Test(
        arguments: [
            ("a b", 80, ["a b"]), ("aaaa --bb cc dd", 11, ["aaaa --bb \\", "cc dd"]),
            ("aaaa 'b c  d' ee", 13, ["aaaa \\", "'b c  d' ee"]),
            (#"aaaa 'it'\''s x' b"#, 14, [#"aaaa \"#, #"'it'\''s x' b"#]),
            (#"aaaa $'it\'s x' b"#, 15, [#"aaaa \"#, #"$'it\'s x' b"#]),
            ("aa 支付支付支付 b", 14, [#"aa \"#, "支付支付支付 b"]), ("abcdefghij k", 6, [#"abcdef"#, #"ghij \"#, "k"]),
        ])
    func `A command line is wrapped so that a shell reads it as one command`(
        line: String, columns: Int, lines: [String]
    ) {
        #expect(StyledLine.wrapCommand(line, columns: columns) == lines)
    }

    @Test(arguments: [(80, 24), (140, 45)])
    func `Every line of a wrapped command except the last ends with a backslash, on the screen and in a file`(
        columns: Int, rows: Int
    ) throws {
        var talk = try talk(Question(.proxy("link-a"), listenerName: "it's  a long name of a listener", port: 8443)) {
            $0.profile = "ops"
            $0.invocation = Invocation(
                flags: [
                    "--config", "/home/me/my config.json", "--profile", "ops", "--endpoint", "https://gaap.example.com",
                ])
        }
        talk.send(.resized(Size(columns: columns, rows: rows)))
        talk.press(.character("C"))
        for width in [columns, 120] {
            let lines = talk.state.textLines(width: width).map(\.text)
            let text = lines.joined(separator: "\n").replacing(" \\\n  ", with: " ")
            #expect(
                text.contains(
                    "  gaapscope list --config '/home/me/my config.json' --profile ops --endpoint "
                        + "https://gaap.example.com --proxy link-a --port 8443 "
                        + "--name 'it'\\''s  a long name of a listener' --sort state\n"))
            #expect(lines.allSatisfy { DisplayText.width(of: $0) <= width })
        }
    }

    @Test func `The command of a list narrowed to an owner names that owner`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!\nlg-b 81 api 10.0.0.1!", columns: 140, rows: 40)
        talk.press(.backTab, .enter, .character("C"))
        #expect(
            talk.shows("  gaapscope list --proxy link-a --sort state")
                || talk.shows("  gaapscope list --group lg-b --sort state"))
    }

    @Test func `For the demo and for snapshots there is no tccli command, because it would query a real account`() {
        for (source, sentence) in [
            (Invocation.Source.demo, "tccli cannot query the demo"), (.snapshot, "tccli cannot query a snapshot"),
        ] {
            var talk = Conversation("link-a 80 web 10.0.0.1!", columns: 140) {
                $0.invocation = Invocation(source: source, flags: ["--x"])
            }
            talk.press(.character("C"))
            #expect(talk.shows(sentence))
            #expect(!talk.shows("  tccli gaap"))
            #expect(talk.shows("  gaapscope list --x --sort state"))
        }
    }

    @Test func `A sort order that the command list does not support is named instead of included`() {
        var talk = Conversation("link-a 80 web 10.0.0.1!")
        talk.command("sort for")
        talk.press(.character("C"))
        #expect(talk.shows("gaapscope list cannot sort by FOR"))
        #expect(!talk.shows("--sort"))
    }

    @Test(arguments: [
        ("a", "a"), ("a b", "'a b'"), ("", "''"), ("$(rm -rf /)", "'$(rm -rf /)'"), ("it's", #"'it'\''s'"#),
        ("https://x:1", "https://x:1"), ("名", "'名'"), ("a\nb", #"$'a\012b'"#),
        ("a\u{E0100}", #"$'a\363\240\204\200'"#), ("\u{600}1", "'\u{600}1'"),
        ("\u{1B}it's\u{202E}\\", #"$'\033it\'s\342\200\256\\'"#),
    ])
    func `Words are quoted for a shell`(word: String, quoted: String) {
        #expect(TCCLICommand.quoted(word) == quoted)
    }

    @Test func `The Chinese site is tccli's default, so the command names no endpoint`() throws {
        let china = TCCLICommand(
            profile: nil, endpoint: Site.china.endpoint, language: .chinese)
        #expect(
            china.line(DescribeTCPListeners(groupID: "lg-1"))
                == "tccli gaap DescribeTCPListeners --GroupId lg-1 --language zh-CN")
        let local = TCCLICommand(
            profile: nil, endpoint: try Endpoint(parsing: "http://127.0.0.1:8080"), language: .english)
        #expect(local.line(DescribeTCPListeners(groupID: "lg-1")).contains("--endpoint http://127.0.0.1:8080 "))
    }
}
