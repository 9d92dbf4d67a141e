// The state of a listener by the product's rules, worked out here on its own from what is on the wire: neither the
// emulator's fleet nor the browser's rules are asked.

@testable import GAAPEmulator
import Essentials

enum HealthWord {
    static func of(_ row: JSONValue) -> String {
        guard let status = row["ListenerStatus"].number, let check = row["HealthCheck"].number else { return "?" }
        let origins = row["RealServerSet"].items
        let isDomain = row["RealServerType"].text == "DOMAIN"
        if check == 1, !origins.isEmpty {
            // -1 is not documented, and means abnormal where the rest of the row says so too.
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
