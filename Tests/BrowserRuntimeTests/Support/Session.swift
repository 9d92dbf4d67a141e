// A browser on a scripted terminal, reading an emulator in this process through the very client.

import Browser
import BrowserRuntime
import GAAPEmulator
import Inventory
import TencentCloud

@MainActor
struct Session {
    let terminal = ScriptedTerminal()
    let clock = ScriptedClock()
    let emulator: Emulator

    init(_ fleet: FleetOptions = FleetOptions(seed: 7, proxies: 6, groups: 2, listeners: 60)) {
        var options = EmulatorOptions()
        options.fleet = fleet
        options.requestsPerSecond = 100_000
        emulator = Emulator(options: options, time: clock.source)
    }

    /// Runs the script to its end and returns the exit status.
    func run(_ question: Question = Question(.all)) throws -> Int32 {
        let endpoint = try Endpoint(parsing: "http://127.0.0.1:1")
        let time = clock.source
        let transport = EmulatorTransport(emulator, time: time)
        let runtime = BrowserRuntime(
            terminal: terminal, state: BrowserState(question: question, size: terminal.size, now: time.now()),
            time: time
        ) { emit in
            FetchService(
                connect: { () async throws(CloudError) in
                    Client(
                        transport: transport, endpoint: endpoint,
                        credentials: CredentialChain([FixedCredentials(EmulatorOptions.credential)]),
                        quota: Quota(rate: 1_000, time: time), retry: RetryPolicy(random: { 0 }), time: time)
                }, emit: emit)
        }
        runtime.whenIdle = { [terminal] _ in terminal.settled() }
        return runtime.run()
    }
}
