// A browser on a scripted terminal. It reads an emulator in the same process through the real client.

import Essentials
import Browser
import BrowserRuntime
import GAAPEmulator
import Inventory
import Reports
import Synchronization
import TencentCloud
import TestSupport

@MainActor
final class Session {
    let terminal = ScriptedTerminal()
    let clock = ScriptedClock()
    let emulator: Emulator
    /// The options of the first account. The other accounts differ from it only in their name.
    var options = BrowserOptions()
    /// How much time passes whenever the loop reads its clock.
    var timePerClockRead: Duration = .zero
    /// The account labels of the sessions that have ended, in order.
    private(set) var left: [String] = []
    /// The saved files: content by name.
    private(set) var files: [String: String] = [:]

    init(_ fleet: FleetOptions = FleetOptions(seed: 7, proxies: 6, groups: 2, listeners: 60)) {
        var options = EmulatorOptions()
        options.fleet = fleet
        options.requestsPerSecond = 100_000
        emulator = Emulator(options: options, time: clock.source)
    }

    /// Runs the script to its end and returns the exit status.
    func run(_ question: Question = Question(.all)) throws -> Int32 {
        let endpoint = try Endpoint(parsing: "http://127.0.0.1:1")
        let surroundings = Surroundings(
            save: { text, name in
                self.files[name] = text
                return .written(to: "/tmp/\(name)")
            },
            changeProfile: { profile, _ throws(Surroundings.ProfileError) in
                guard let profile, profile != "broken" else { throw .init(Notice("this profile is broken")) }
                var options = self.options
                options.profile = profile
                options.accountLabel = profile
                return self.session(Question(.all), options, endpoint)
            })
        let looks = Mutex(Duration.zero)
        let time = TimeSource(
            now: clock.source.now,
            uptime: { [clock, timePerClockRead] in
                clock.source.uptime()
                    + looks.withLock { passed in
                        passed += timePerClockRead
                        return passed
                    }
            },
            sleep: clock.source.sleep)
        let runtime = BrowserRuntime(
            terminal: terminal, session: session(question, options, endpoint), surroundings: surroundings,
            time: time)
        runtime.whenIdle = { [terminal] _ in terminal.settled() }
        return runtime.run()
    }

    private func session(_ question: Question, _ options: BrowserOptions, _ endpoint: Endpoint) -> BrowserSession {
        let time = clock.source
        let transport = EmulatorTransport(emulator, time: time)
        let state = BrowserState(question: question, size: terminal.size, now: time.moment, options: options)
        return BrowserSession(state: state) { emit in
            FetchService(
                connect: { () async throws(CloudError) in
                    Client(
                        transport: transport, endpoint: endpoint,
                        credentials: CredentialStore(
                            CredentialChain([FixedCredentials(EmulatorOptions.credential)]), time: time),
                        quota: Quota(rate: 1_000, time: time), retry: RetryPolicy(random: { 0 }), time: time)
                }, emit: emit)
        } ended: { state in
            self.left.append(state.options.accountLabel)
        }
    }
}
