// The state of a listener by the rules of the product, computed independently from the raw JSON. This code uses neither
// the emulator's fleet nor the program's rules.

@testable import GAAPEmulator
import Essentials

enum ExpectedState {
    static func of(_ row: JSONValue) -> String {
        guard let status = row["ListenerStatus"].number, let check = row["HealthCheck"].number else { return "?" }
        let origins = row["RealServerSet"].items
        let isDomain = row["RealServerType"].text == "DOMAIN"
        if check == 1, !origins.isEmpty {
            // The status -1 is not documented. It means abnormal if the other fields of the row say so, too.
            let minusOneIsBad = row["BindStatus"].number == 0
            let bad = origins.filter {
                let status = $0["RealServerStatus"].number
                return status == 1 || status == -1 && minusOneIsBad && !$0["DownIPList"].items.isEmpty
            }
            if bad.count == origins.count {
                return isDomain && bad.allSatisfy { $0["DownIPList"].items.isEmpty } ? "DNS" : "DOWN"
            }
            if !bad.isEmpty || origins.contains(where: { !$0["DownIPList"].items.isEmpty }) { return "PART" }
        }
        if (1...4).contains(status) { return "BUSY\(status)" }
        if origins.isEmpty { return "NONE" }
        if status != 0 || row["BindStatus"].number == 0 { return "?" }
        return check == 0 ? "OFF" : "OK"
    }
}
