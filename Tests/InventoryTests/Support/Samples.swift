// Listeners in a few words, and chance that repeats.

import GAAP
import Inventory
import TencentCloud

extension TCPListener {
    /// A running listener with its health check on.
    static func sample(
        _ id: String, name: String = "", port: Int = 80, proxy: String = "link-1", origins: [BindRealServer] = [.up()]
    ) -> TCPListener {
        var listener = TCPListener()
        listener.listenerID = id
        listener.listenerName = name
        listener.port = port
        listener.proxyID = proxy
        listener.listenerStatus = .running
        listener.healthCheck = .on
        listener.bindStatus = origins.contains { $0.realServerStatus == .abnormal } ? .abnormal : .normal
        listener.realServerSet = origins
        return listener
    }
}

extension BindRealServer {
    static func up(_ address: String = "10.0.0.1", down: [String] = []) -> BindRealServer {
        var server = BindRealServer()
        server.realServerIP = address
        server.realServerPort = 80
        server.realServerStatus = .normal
        server.downIPList = down
        return server
    }

    static func down(_ address: String = "10.0.0.2", down: [String] = []) -> BindRealServer {
        var server = up(address, down: down)
        server.realServerStatus = .abnormal
        return server
    }
}

/// SplitMix64: the same numbers for the same seed.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Account {
    /// An account of these listeners, each of the owner that it names.
    init(_ listeners: [TCPListener], at time: UnixTime = UnixTime(1_000)) {
        self.init()
        _ = merge(listeners, askedOf: nil, reading: 1, at: time, requestID: "r-1")
    }
}
