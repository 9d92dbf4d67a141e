// Each invalid input produces one clear message (what is wrong, where, what to do) and the right exit status.

import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct BadInputTests {
    @Test(arguments: [
        (["list", "--prxy", "x"], "--proxy"),
        (["list", "--proxy", "link-1", "--group", "lg-1"], "--proxy or --group"),
        (["list", "--proxy", "lg-12345678"], "--group lg-12345678"),
        (["list", "--group", "link-12345678"], "--proxy link-12345678"),
        (["list", "--proxy", ""], "--proxy requires an ID"),
        (["list", "--all", "--listener", "listener-1"], "are mutually exclusive"),
        (["list", "--search", "x", "--port", "80"], "SearchValue cannot be used with ListenerName or Port"),
        (["list", "--port", "0"], "1 to 65535"),
        (["list", "--proxy", "link-1", "--proxy=link-2"], "--proxy was given more than once"),
        (["check", "--listener", "listener-1", "--listener", "listener-1"], "--listener was given more than once"),
        (["snapshot", "x", "--group", "lg-1", "--group", "lg-2"], "--group was given more than once"),
        (
            ["list", "--filter", "a", "--filter", "b"],
            "--filter was given more than once: put all words into one filter"
        ),
        (["list", "--demo", "--endpoint", "http://127.0.0.1:1"], "--endpoint cannot be used with --demo"),
        (["--demo", "--profile", "ops"], "--profile cannot be used with --demo"),
        (["doctor", "--demo", "--site", "china"], "--site cannot be used with --demo"),
        (["list", "--no-header", "-o", "json"], "--no-header cannot be used with --output json"),
        (["list", "--no-header", "-o", "jsonl"], "--no-header cannot be used with --output jsonl"),
        (["list", "--offline", "x.json", "--page-size", "5"], "--page-size cannot be used with --offline"),
        (["show", "listener-1", "--offline", "x.json", "--demo"], "--demo cannot be used with --offline"),
        (["--offline", "x.json", "--interval", "5"], "--interval cannot be used with --offline"),
        (["--offline", "x.json", "--no-bell"], "--no-bell cannot be used with --offline"),
        (["list", "--sort", "-prot"], "unknown column “prot”; did you mean “port”?"),
        (["list", "--filter", "port:x"], "port:x: port takes a number"),
        (["list", "--filter", "/("], "missing closing /"),
        (["list", "--filter", "stat:down"], "stat:down: unknown field “stat” (did you mean “state”?)"),
        (["snapshot", "x", "--filter", "prot:443"], "did you mean “port”?"),
        (["list", "-o", "jsn"], "did you mean “json”"),
        (["list", "--columns", "state,nam"], "did you mean “name”"),
        (["list", "--rate", "0"], "--rate: rate must be a whole number from 1 to 1000"),
        (["list", "--endpoint", "http://example.com"], "http is allowed for a loopback address only"),
        (["list", "--endpoint", "example.com"], "https://"),
        (["list", "--config", "/nonexistent/config.json"], "/nonexistent/config.json: cannot be read"),
        (["emulator", "--port", "70000"], "--port must be from 0 to 65535"),
        (["nonsense"], "unknown command “nonsense”; known are browse, list,"),
        (["lst"], "unknown command “lst”; did you mean “list”?"),
        (["chekc", "-c", "down"], "did you mean “check”?"),
        (["--demo", "chekc"], "unknown command “chekc”; did you mean “check”?"),
        (["help", "foo"], "unknown command “foo”; known are browse, list,"),
        (["help", "lst"], "unknown command “lst”; did you mean “list”?"),
        (["help", "list", "port"], "unknown command “port”"),
        (["99999"], "a port must be from 1 to 65535, not 99999"),
        (["0"], "a port must be from 1 to 65535, not 0"),
        (["99999999999999999999"], "a port must be from 1 to 65535"),
        (["80", "443"], "80 and 443 are mutually exclusive"),
        (["80", "--port", "80"], "80 and --port are mutually exclusive"),
        (["80", "--search", "x"], "80 and --search are mutually exclusive"),
        (["link-1", "--all"], "link-1 and --all are mutually exclusive"),
        (["lg-1", "--listener", "listener-1"], "lg-1 and --listener are mutually exclusive"),
        (["listener-1", "link-1"], "listener-1 and link-1 are mutually exclusive"),
        (["80", "lst"], "“lst” is neither a port nor the ID of a proxy, group or listener"),
        (["--sort", "prot"], "unknown column “prot”; did you mean “port”?"),
        (["--filter", "stat:down"], "did you mean “state”?"),
        (["--profile", "ops", "list", "--prxy", "x"], "--proxy"),
        (["--demo", "--profile", "ops", "list"], "--profile cannot be used with --demo"),
        (["--profile", "ops", "emulator"], "Unknown option '--profile'"),
    ])
    func `Wrong usage exits with status 2 and a message that names the mistake`(_ arguments: [String], _ words: String)
        throws
    {
        let result = try ChildProcess.run(arguments)
        // `check` reports the error as a plugin does.
        let isCheck = arguments.first == "check"
        #expect(result.status == (isCheck ? 3 : 2))
        #expect((isCheck ? result.output : result.errors).contains(words), "\(result.errors)")
        #expect(result.output.isEmpty || isCheck)
    }

    @Test func `Without credentials the error lists the sources that were searched and what to do`() throws {
        // A named profile ends the search, so that no metadata service is contacted.
        let result = try ChildProcess.run(
            ["list"], environment: PseudoTerminal.environment.merging(["TCCLI_PROFILE": "work"]) { $1 })
        #expect(result.status == 3)
        #expect(result.errors.contains("no credentials (/nonexistent/.tccli/work.credential: not there"))
        #expect(result.errors.contains("TENCENTCLOUD_SECRET_ID"))
        #expect(result.errors.contains("--demo"))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func `An incomplete key pair is reported without the value of its other half`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["list"], changes: ["TENCENTCLOUD_SECRET_KEY": nil])
        #expect(result.status == 3)
        #expect(result.errors.contains("TENCENTCLOUD_SECRET_KEY is not"))
        #expect(!result.errors.contains(emulator.environment["TENCENTCLOUD_SECRET_ID"] ?? "?"))
    }

    @Test(arguments: [
        ("TENCENTCLOUD_SECRET_ID", "AuthFailure.SecretIdNotFound", "site"),
        ("TENCENTCLOUD_SECRET_KEY", "AuthFailure.SignatureFailure", "copy it again"),
    ])
    func `A wrong key exits with status 3`(_ variable: String, _ code: String, _ advice: String) throws {
        let result = try EmulatorProcess().run(["list"], changes: [variable: "AKIDnobodyknowsthis"])
        #expect(result.status == 3)
        #expect(result.errors.contains(code), "\(result.errors)")
        #expect(result.errors.contains(advice))
        #expect(result.errors.contains("RequestId"))
        #expect(!result.errors.contains("AKIDnobodyknowsthis"))
    }

    @Test func `A refused connection exits with status 4`() throws {
        let result = try EmulatorProcess().run(
            ["list", "--proxy", "link-12345678"], changes: ["GAAPSCOPE_ENDPOINT": EmulatorProcess.refusingEndpoint])
        #expect(result.status == 4)
        #expect(result.errors.contains("refused"), "\(result.errors)")
        #expect(result.errors.contains("--endpoint"))
    }

    @Test(
        arguments: [
            (["--ca-file", "/nonexistent.pem"], [:], "/nonexistent.pem"),
            ([], ["SSL_CERT_FILE": "/nonexistent.pem"], "/nonexistent.pem"),
            ([], ["HTTPS_PROXY": "http://user:hunter2@:99999"], "HTTPS_PROXY"),
        ] as [([String], [String: String], String)])
    func `An unusable network setting is named without its password`(
        _ arguments: [String], _ variables: [String: String], _ words: String
    ) throws {
        let result = try ChildProcess.run(
            ["list"] + arguments, environment: PseudoTerminal.environment.merging(variables) { $1 })
        #expect(result.status == 2)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(!result.errors.contains("hunter2"))
    }

    @Test func `An unknown proxy is named in the error`() throws {
        let result = try EmulatorProcess().run(["list", "--proxy", "link-nobody00"])
        #expect(result.status == 4)
        #expect(result.errors.contains("link-nobody00"))
        #expect(result.errors.contains("ResourceNotFound"), "\(result.errors)")
    }

    @Test func `An empty list is not an error`() throws {
        let emulator = try EmulatorProcess(["--proxies", "0", "--groups", "0", "--listeners", "0"])
        let result = try emulator.run(["list"])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(result.output.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        (#"{"rate": 5,"#, ":1:12: a name in double quotes is expected"),
        (#"{"rat": 5}"#, "unknown key “rat”; did you mean “rate”?"),
        (#"{"rate": "5"}"#, "rate must be a whole number from 1 to 1000, not a string"),
        (#"{"rate": 5.5}"#, "rate must be a whole number"),
        (#"{"site": "mars"}"#, "site must be one of international, china"),
        (#"[1]"#, "the file must contain an object { … }, not a list"),
    ])
    func `An error of a settings file names the file and the position`(_ content: String, _ words: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/config.json"
            try Data(content.utf8).write(to: URL(filePath: path))
            let result = try ChildProcess.run(["list", "--config", path])
            #expect(result.status == 2)
            #expect(result.errors.contains(path), "\(result.errors)")
            #expect(result.errors.contains(words), "\(result.errors)")
        }
    }

    @Test func `Without a terminal the browser exits with an error of one line`() throws {
        let result = try ChildProcess.run(["--demo"])
        #expect(result.status == 2)
        #expect(result.errors.contains("must be a terminal"))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test(arguments: [["--help"], ["--version"], ["list", "--help"]])
    func `Help and version go to standard output`(_ arguments: [String]) throws {
        let result = try ChildProcess.run(arguments)
        #expect(result.status == 0)
        #expect(!result.output.isEmpty)
        #expect(result.errors.isEmpty)
    }
}
