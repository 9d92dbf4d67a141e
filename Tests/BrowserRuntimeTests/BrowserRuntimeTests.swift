import Browser
import BrowserRuntime
import GAAPEmulator
import Inventory
import TencentCloud
import Testing

/// Runs whole sessions: a script presses keys, the browser reads an emulated account, and the test checks the screens.
@Suite @MainActor struct BrowserRuntimeTests {
    @Test
    func `The browser shows the whole account at the start, and q quits`() throws {
        let session = Session()
        session.terminal.press(.character("q"), see: "read")
        #expect(try session.run() == 0)
        let count = session.emulator.fleet.listenerCount
        #expect(session.terminal.shows(" \(count) listeners", at: "read"))
        #expect(session.terminal.shows("proxies(\(session.emulator.fleet.owners.count - 2))+groups(2)", at: "read"))
        #expect(session.terminal.frames.first?.text.contains { $0.contains("reading…") } == true)
        #expect(session.terminal.calls == ["close"])
    }

    @Test
    func `A filter narrows the list, Enter opens the detail, and Esc goes back`() throws {
        let session = Session()
        session.terminal.type("/state:down")
        session.terminal.press(.enter, see: "typed")
        session.terminal.press(.enter)
        session.terminal.press(.escape, .escape, see: "detail")
        session.terminal.press(.character("Q"), see: "back")
        #expect(try session.run() == 0)
        let terminal = session.terminal
        #expect(terminal.shows(" of \(session.emulator.fleet.listenerCount)", at: "typed"))
        #expect(terminal.screens["typed"]?.dropFirst(3).first?.hasPrefix("DOWN") == true)
        #expect(terminal.shows("every origin is abnormal", at: "detail"))
        #expect(terminal.shows(" \(session.emulator.fleet.listenerCount) listeners", at: "back"))
    }

    @Test
    func `Picking a group reads its listeners`() throws {
        let session = Session()
        let group = try #require(session.emulator.fleet.groups.map(\.id).sorted().first)
        session.terminal.press(.character("p"), .tab)
        session.terminal.press(.paste(group), .enter, see: "picker")
        session.terminal.press(.character("Q"), see: "group")
        #expect(try session.run() == 0)
        let listeners = session.emulator.fleet.listeners[.group(group)]?.count ?? 0
        #expect(session.terminal.shows("Groups 2", at: "picker"))
        #expect(session.terminal.screens["group"]?.first?.contains(group) == true)
        #expect(session.terminal.shows(" \(listeners) listener", at: "group"))
    }

    @Test
    func `A state that changed is shown and marked after the next refresh`() throws {
        let session = Session()
        let (emulator, clock) = (session.emulator, session.clock)
        let fleet = emulator.fleet
        let healthy = try #require(
            fleet.listeners.values.flatMap(\.self).first { listener in
                listener.checksHealth && listener.status == 0 && !listener.usesDomains && !listener.bindings.isEmpty
                    && listener.bindings.allSatisfy { fleet.origins[$0.origin].health == .up }
                    && !listener.contradictsItself
            })
        session.terminal.type("/origin:\(fleet.origins[healthy.bindings[0].origin].address) port:\(healthy.port)")
        session.terminal.press(.enter)
        session.terminal.outside {
            emulator.update { fleet in
                for binding in healthy.bindings {
                    fleet.setHealth(.down, ofAddress: fleet.origins[binding.origin].address)
                }
            }
        }
        session.terminal.see("before")
        session.terminal.outside { clock.pass(31) }
        session.terminal.see("ticked")
        session.terminal.press(.character("Q"), see: "after")
        #expect(try session.run() == 0)
        #expect(!session.terminal.shows("DOWN*", at: "before"))
        #expect(session.terminal.shows("DOWN*", at: "after"))
    }

    @Test
    func `The error of a refused request stays on the screen until a read succeeds`() throws {
        let session = Session()
        let emulator = session.emulator
        session.terminal.outside {
            emulator.updateFaults { $0.next(.error(code: "UnauthorizedOperation"), action: "DescribeTCPListeners") }
        }
        session.terminal.press(.character("R"))
        session.terminal.press(.character("j"))
        session.terminal.press(.character("R"), see: "failed")
        session.terminal.press(.character("Q"), see: "recovered")
        #expect(try session.run() == 0)
        #expect(session.terminal.shows("UnauthorizedOperation", at: "failed"))
        #expect(session.terminal.shows("1 failed", at: "failed"))
        #expect(!session.terminal.shows("UnauthorizedOperation", at: "recovered"))
        #expect(session.terminal.shows(" \(emulator.fleet.listenerCount) listeners", at: "recovered"))
    }

    @Test
    func
        `Reset connections, truncated answers, HTML and status 502 show an error and do not block the browser`()
        throws
    {
        let session = Session()
        let emulator = session.emulator
        for fault in [Fault.connectionReset, .truncatedBody, .wrongJSON, .html, .status(502)] {
            session.terminal.outside { emulator.updateFaults { $0.next(fault, times: 100) } }
            session.terminal.press(.character("R"))
            session.terminal.outside { emulator.updateFaults { $0.clearNext() } }
        }
        session.terminal.press(.character("R"), see: "failed")
        session.terminal.press(.character("Q"), see: "recovered")
        #expect(try session.run() == 0)
        #expect(session.terminal.shows("failed", at: "failed"))
        #expect(session.terminal.shows(" \(emulator.fleet.listenerCount) listeners", at: "recovered"))
    }

    @Test
    func `Ctrl-Z suspends and then reads the size again, Ctrl-L redraws, and a resize draws at the new size`()
        throws
    {
        let session = Session()
        session.terminal.sizeAfterSuspend = Size(columns: 100, rows: 30)
        session.terminal.press(.control("z"))
        session.terminal.press(.control("l"))
        session.terminal.see("continued")
        session.terminal.resize(Size(columns: 50, rows: 12))
        session.terminal.press(.control("c"), see: "resized")
        #expect(try session.run() == 130)
        #expect(session.terminal.calls == ["suspend", "redraw", "close"])
        #expect(session.terminal.screens["continued"]?.count == 30)
        #expect(session.terminal.screens["resized"]?.count == 12)
        #expect(session.terminal.frames.last?.size == Size(columns: 50, rows: 12))
    }

    @Test(arguments: [1, 2, 15] as [Int32])
    func `A signal ends the browser with exit status 128 plus its number`(number: Int32) throws {
        let session = Session()
        session.terminal.end(signal: number)
        #expect(try session.run() == 128 + number)
        #expect(session.terminal.calls == ["close"])
    }

    @Test
    func `Keys pressed after quitting have no effect`() throws {
        let session = Session()
        session.terminal.press(.character("Q"), .control("z"), .control("c"))
        #expect(try session.run() == 0)
        #expect(session.terminal.calls == ["close"])
    }

    @Test
    func `An account without owners is shown as empty`() throws {
        let session = Session(FleetOptions(seed: 1, proxies: 0, groups: 0, listeners: 0))
        session.terminal.press(.character("q"), see: "read")
        #expect(try session.run() == 0)
        #expect(session.terminal.shows("this account has no TCP listeners", at: "read"))
    }

    @Test
    func `Another profile shows another account on the same terminal, and a faulty profile changes nothing`() throws {
        let session = Session()
        session.options.accountLabel = "first"
        session.options.profiles = ["broken", "second"].map { Profile(name: $0, title: $0, about: "") }
        session.terminal.press(.character("P"), .enter, see: "read")
        session.terminal.press(.character("P"), .down, .enter, see: "refused")
        session.terminal.press(.character("q"), see: "second")
        #expect(try session.run() == 0)
        let terminal = session.terminal
        #expect(terminal.shows("GAAP  first", at: "read"))
        #expect(terminal.shows("this profile is broken", at: "refused"))
        #expect(terminal.shows("GAAP  first", at: "refused"))
        #expect(terminal.shows("GAAP  second", at: "second"))
        #expect(terminal.shows(" \(session.emulator.fleet.listenerCount) listeners", at: "second"))
        #expect(session.left == ["first", "second"])
        #expect(terminal.calls == ["close"])
    }

    @Test
    func `A slow machine that handles one message per pass of the loop still handles all of them`() throws {
        let session = Session(FleetOptions(seed: 7, proxies: 30, groups: 2, listeners: 200))
        session.timePerClockRead = .milliseconds(20)
        session.terminal.press(.character("q"), see: "read")
        #expect(try session.run() == 0)
        #expect(session.terminal.shows(" \(session.emulator.fleet.listenerCount) listeners", at: "read"))
    }

    @Test
    func `An export writes a file, and the browser shows its path`() throws {
        let session = Session()
        session.terminal.press(.character("x"), .enter, see: "read")
        session.terminal.press(.character("q"), see: "written")
        #expect(try session.run() == 0)
        let file = try #require(session.files.first)
        #expect(file.key.hasSuffix(".csv"))
        #expect(file.value.split(whereSeparator: \.isNewline).count == session.emulator.fleet.listenerCount + 1)
        #expect(session.terminal.shows("to /tmp/\(file.key)", at: "written"))
    }
}
