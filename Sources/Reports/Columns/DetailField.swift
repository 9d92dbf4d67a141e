// A table of all fields of the API's TCPListener, with their labels and decoded values. The browser's detail and `show`
// read it. For a value that this version does not know, the raw code is displayed. The fields that are needed most
// often come first.

package import GAAP
package import Essentials

/// One line of the detail.
package struct DetailField: Sendable {
    package let label: Wording
    /// Returns the value; nil omits the line because the service sent nothing.
    package let value: @Sendable (TCPListener) -> Wording?

    init(_ label: Wording, _ value: @escaping @Sendable (TCPListener) -> Wording?) {
        self.label = label
        self.value = value
    }

    /// Creates a field whose value is the same in every language.
    init(_ label: Wording, verbatim value: @escaping @Sendable (TCPListener) -> String?) {
        self.init(label) { value($0).map(Wording.init(verbatim:)) }
    }

    package static let all: [DetailField] = [
        DetailField(Wording("ListenerId", zh: "监听器 ID"), verbatim: { $0.listenerID }),
        DetailField(Wording("Name", zh: "名称"), verbatim: { $0.listenerName }),
        DetailField(
            Wording("Port", zh: "端口"),
            verbatim: { listener in listener.port.map { "\($0) \(listener.protocolName ?? "")" } }),
        DetailField(Wording("Status", zh: "状态")) { $0.listenerStatus?.meaning },
        DetailField(Wording("Origins", zh: "源站")) { listener in
            listener.bindStatus.map { code in
                let words = code.meaning
                return Wording(
                    "\(words[.english]) (BindStatus \(code.raw))", zh: "\(words[.chinese])（BindStatus \(code.raw)）")
            }
        },
        DetailField(Wording("Proxy", zh: "通道"), verbatim: { $0.proxyID.flatMap { $0.isEmpty ? nil : $0 } }),
        DetailField(Wording("Group", zh: "通道组"), verbatim: { $0.groupID.flatMap { $0.isEmpty ? nil : $0 } }),
        DetailField(Wording("Scheduler", zh: "调度策略")) { listener in
            listener.scheduler.map { code in
                Wording("\(code.raw), \(code.words)", zh: "\(code.raw)，\(code.meaning[.chinese])")
            }
        },
        DetailField(Wording("Origin type", zh: "源站类型")) { $0.realServerType?.meaning },
        DetailField(Wording("Origin port", zh: "源站端口")) { listener in
            listener.originPort.map {
                listener.groupID?.isEmpty == false
                    ? Wording("\($0) (for all origins of the group)", zh: "\($0)（通道组的所有源站共用）")
                    : Wording("\($0) (for all origins: proxy version 1.0)", zh: "\($0)（1.0 版本通道的所有源站共用）")
            }
        },
        DetailField(Wording("Health check", zh: "健康检查")) { $0.healthCheck?.meaning },
        DetailField(Wording("Interval", zh: "检查间隔")) { listener in
            listener.delayLoop.map { Wording("\($0) s between checks", zh: "\($0) 秒") }
        },
        DetailField(Wording("Timeout", zh: "响应超时")) { listener in
            listener.connectTimeout.map { Wording("\($0) s for a response", zh: "\($0) 秒") }
        },
        DetailField(Wording("Down after", zh: "不健康阈值")) { listener in
            listener.unhealthyThreshold.map { Wording("\($0) \(failures($0)) in a row", zh: "连续失败 \($0) 次") }
        },
        DetailField(Wording("Up after", zh: "健康阈值")) { listener in
            listener.healthyThreshold.map {
                Wording("\($0) \($0 == 1 ? "success" : "successes") in a row", zh: "连续成功 \($0) 次")
            }
        },
        DetailField(Wording("Detection", zh: "判定时长")) { listener in
            guard let loop = listener.delayLoop, let failed = listener.unhealthyThreshold else { return nil }
            let (seconds, isOver) = loop.multipliedReportingOverflow(by: failed)
            return isOver
                ? nil
                : Wording("about \(seconds) s until an origin counts as down", zh: "源站约 \(seconds) 秒后判定为异常")
        },
        DetailField(Wording("Failover", zh: "主备切换")) { listener in
            listener.failoverSwitch.map { code in
                code == .on
                    ? Wording("on: the slave takes over when the master is down", zh: "开启：主源站异常时由备源站接管") : code.meaning
            }
        },
        DetailField(Wording("Session", zh: "会话保持")) { listener in
            listener.sessionPersist.map { seconds in
                switch seconds {
                case 0: Wording("not persistent", zh: "关闭")
                case 1: Wording("persistent", zh: "开启")
                default: Wording("persistent, \(seconds) s", zh: "开启，\(seconds) 秒")
                }
            }
        },
        DetailField(Wording("Client IP", zh: "客户端 IP")) { $0.clientIPMethod?.meaning },
        DetailField(
            Wording("Created", zh: "创建时间"),
            verbatim: { listener in
                listener.createTime.map { time in
                    let date = CivilDate(unixSeconds: time)
                    return "\(date) \(date.clock) UTC"
                }
            }),
        DetailField(Wording("Unreadable", zh: "无法读取")) { listener in
            let names = listener.allUnreadable.prefix(20).map(\.path).joined(separator: ", ")
            return names.isEmpty ? nil : Wording("\(names): not in the documented form", zh: "\(names)：与文档不符")
        },
    ]

    private static func failures(_ count: Int) -> String { count == 1 ? "failure" : "failures" }

    /// The width of the labels in terminal columns.
    package static func labelWidth(_ language: Language) -> Int {
        all.reduce(0) { max($0, DisplayText.width(of: $1.label[language])) }
    }
}
