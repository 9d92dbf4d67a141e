// Every field of the API's TCPListener, decoded, as one table: what it is called, and how its value reads. The browser's detail and
// `show` read it. The raw code stands beside what this version does not know. The order is from what is asked first to what is asked last.

package import GAAP
import TencentCloud

/// One line of the detail.
package struct DetailField: Sendable {
    package let label: String
    /// nil leaves the line out: the service sent nothing.
    package let value: @Sendable (TCPListener) -> String?

    package static let all: [DetailField] = [
        DetailField(label: "ListenerId") { $0.listenerID },
        DetailField(label: "Name") { $0.listenerName },
        DetailField(label: "Port") { listener in listener.port.map { "\($0) \(listener.protocolName ?? "")" } },
        DetailField(label: "Status") { $0.listenerStatus?.words },
        DetailField(label: "Origins") { listener in
            listener.bindStatus.map { "\($0.words) (BindStatus \($0.raw))" }
        },
        DetailField(label: "Proxy") { $0.proxyID.flatMap { $0.isEmpty ? nil : $0 } },
        DetailField(label: "Group") { $0.groupID.flatMap { $0.isEmpty ? nil : $0 } },
        DetailField(label: "Scheduler") { listener in listener.scheduler.map { "\($0.raw), \($0.words)" } },
        DetailField(label: "Origin type") { $0.realServerType?.words },
        DetailField(label: "Origin port") { listener in
            listener.realServerPort.map { "\($0) (for all origins: a proxy of version 1.0)" }
        },
        DetailField(label: "Health check") { $0.healthCheck?.words },
        DetailField(label: "Interval") { listener in listener.delayLoop.map { "\($0) s between checks" } },
        DetailField(label: "Time-out") { listener in listener.connectTimeout.map { "\($0) s for an answer" } },
        DetailField(label: "Down after") { listener in
            listener.unhealthyThreshold.map { "\($0) \(failures($0)) in a row" }
        },
        DetailField(label: "Up after") { listener in
            listener.healthyThreshold.map { "\($0) \($0 == 1 ? "success" : "successes") in a row" }
        },
        DetailField(label: "Detection") { listener in
            guard let loop = listener.delayLoop, let failed = listener.unhealthyThreshold else { return nil }
            let (seconds, isOver) = loop.multipliedReportingOverflow(by: failed)
            return isOver ? nil : "about \(seconds) s until an origin counts as down"
        },
        DetailField(label: "Failover") { listener in
            listener.failoverSwitch.map { $0 == .on ? "on: a master, and a slave for when it is down" : $0.words }
        },
        DetailField(label: "Session") { listener in
            listener.sessionPersist.map { $0 == 0 ? "not persistent" : $0 == 1 ? "persistent" : "persistent, \($0) s" }
        },
        DetailField(label: "Client IP") { $0.clientIPMethod?.words },
        DetailField(label: "Created") { listener in
            listener.createTime.map { time in
                let date = CivilDate(unixSeconds: time)
                return "\(date) \(date.clock) UTC"
            }
        },
        DetailField(label: "Unreadable") { listener in
            let names = listener.allUnreadable.prefix(20).map(\.path)
            return names.isEmpty ? nil : "\(names.joined(separator: ", ")): not as documented"
        },
    ]

    private static func failures(_ count: Int) -> String { count == 1 ? "failure" : "failures" }

    /// Columns for the labels.
    package static let labelWidth = all.reduce(0) { max($0, DisplayText.width(of: $1.label)) }
}
