// Compares the tables of compared fields with the models: for every field that is added to a model, the tables must
// specify how it is compared.

import FoundationEssentials
import Essentials
import TestSupport
import Testing

@testable import GAAP
import Inventory
@testable import Reports

@Suite struct ComparedFieldTests {
    @Test func `The table of listener fields has every field of the model`() {
        #expect([ComparedField].listener.map(\.name) == TCPListener.CodingKeys.allCases.map(\.rawValue))
    }

    @Test func `The table of origin fields has every field of the model`() {
        #expect([ComparedField].origin.map(\.name) == BindRealServer.CodingKeys.allCases.map(\.rawValue))
    }

    @Test
    func `A model has as many coding keys as properties`() {
        // All properties except the one that records unreadable fields.
        #expect(Mirror(reflecting: TCPListener()).children.count - 1 == TCPListener.CodingKeys.allCases.count)
        #expect(Mirror(reflecting: BindRealServer()).children.count - 1 == BindRealServer.CodingKeys.allCases.count)
    }

    /// The kind of change that is reported for a changed field.
    enum Report: Equatable, Sendable {
        case none, health, moved
        case configuration(String)
    }

    static let listenerFields: [(name: String, then: String, now: String, report: Report)] = [
        ("ListenerName", #""a""#, #""b""#, .configuration("ListenerName a -> b")),
        ("Port", "80", "81", .configuration("Port 80 -> 81")),
        ("RealServerPort", "null", "81", .configuration("RealServerPort nothing -> 81")),
        ("RealServerType", #""IP""#, #""DOMAIN""#, .configuration("RealServerType IP -> domain")),
        ("Protocol", #""TCP""#, #""UDP""#, .configuration("Protocol TCP -> UDP")),
        ("ListenerStatus", "0", "4", .health),
        ("Scheduler", #""rr""#, #""new""#, .configuration("Scheduler round robin -> unknown (new)")),
        ("ConnectTimeout", "2", "3", .configuration("ConnectTimeout 2 s -> 3 s")),
        ("DelayLoop", "5", "10", .configuration("DelayLoop 5 s -> 10 s")),
        ("HealthCheck", "1", "9", .configuration("HealthCheck on -> unknown (9)")),
        ("BindStatus", "1", "0", .health),
        (
            "RealServerSet", "[]", #"[{"RealServerIP":"::1","RealServerPort":80}]"#,
            .configuration("origin [::1]:80 bound")
        ),
        (
            "CreateTime", "0", "86400",
            .configuration("CreateTime 1970-01-01 00:00:00 UTC -> 1970-01-02 00:00:00 UTC")
        ),
        ("ClientIPMethod", "0", "1", .configuration("ClientIPMethod TOA -> Proxy Protocol")),
        ("HealthyThreshold", "1", "2", .configuration("HealthyThreshold 1 -> 2")),
        ("UnhealthyThreshold", "1", "2", .configuration("UnhealthyThreshold 1 -> 2")),
        ("FailoverSwitch", "0", "1", .configuration("FailoverSwitch off -> on")),
        ("SessionPersist", "0", "3600", .configuration("SessionPersist off -> 3600 s")),
        ("ProxyId", #""link-1""#, #""link-2""#, .moved),
        ("GroupId", "null", #""lg-1""#, .moved),
    ]

    @Test(arguments: listenerFields)
    func `Every field of a listener is compared and reported as its kind of change`(
        _ name: String, _ then: String, _ now: String, _ report: Report
    ) throws {
        let old = try row(#""ListenerId":"l","\#(name)":\#(then)"#)
        let new = try row(#""ListenerId":"l","\#(name)":\#(now)"#)
        #expect(reports(Comparison(from: .init(rows: [old]), to: .init(rows: [new]))).contains(report))
        #expect(Comparison(from: .init(rows: [old]), to: .init(rows: [old])).isEmpty)
    }

    @Test func `An origin port of 0 equals a missing port`() throws {
        let old = try row(#""ListenerId":"l","RealServerPort":null"#)
        let new = try row(#""ListenerId":"l","RealServerPort":0"#)
        #expect(Comparison(from: .init(rows: [old]), to: .init(rows: [new])).isEmpty)
    }

    @Test func `The tests cover every field of a listener`() {
        let tested = Self.listenerFields.map(\.name) + ["ListenerId"]
        #expect(Set(tested) == Set(TCPListener.CodingKeys.allCases.map(\.rawValue)))
    }

    static let originFields: [(name: String, then: String, now: String, report: Report)] = [
        ("RealServerId", #""rs-1""#, #""rs-2""#, .configuration("origin 10.0.0.1 RealServerId rs-1 -> rs-2")),
        (
            "RealServerIP", #""10.0.0.1""#, #""10.0.0.2""#,
            .configuration("origin 10.0.0.1 RealServerIP 10.0.0.1 -> 10.0.0.2")
        ),
        ("RealServerPort", "80", "81", .configuration("origin 10.0.0.1 RealServerPort 80 -> 81")),
        ("RealServerWeight", "1", "5", .configuration("origin 10.0.0.1 RealServerWeight 1 -> 5")),
        ("RealServerStatus", "0", "1", .health),
        ("DownIPList", "null", #"["10.0.0.1"]"#, .health),
        (
            "RealServerFailoverRole", #""""#, #""master""#,
            .configuration("origin 10.0.0.1 RealServerFailoverRole nothing -> master")
        ),
    ]

    @Test(arguments: originFields)
    func `Every field of an origin is compared and reported as its kind of change`(
        _ name: String, _ then: String, _ now: String, _ report: Report
    ) throws {
        let all = ["RealServerId": #""rs-0""#, "RealServerIP": #""10.0.0.1""#, "RealServerPort": "80"]
        func row(_ value: String) throws -> Row {
            let fields = all.merging([name: value]) { $1 }.map { "\"\($0)\":\($1)" }.joined(separator: ",")
            return try self.row(#""ListenerId":"l","HealthCheck":1,"RealServerSet":[{\#(fields)}]"#)
        }
        let found = try reports(Comparison(from: .init(rows: [row(then)]), to: .init(rows: [row(now)])))
        #expect(found == [report])
    }

    @Test func `The tests cover every field of an origin`() {
        #expect(Set(Self.originFields.map(\.name)) == Set(BindRealServer.CodingKeys.allCases.map(\.rawValue)))
    }

    @Test(arguments: ["null", #""""#])
    func `Null, empty and missing values are equal`(_ nothing: String) throws {
        let missing = try row(#""ListenerId":"l""#)
        let row = try row(#""ListenerId":"l","ListenerName":\#(nothing),"Protocol":\#(nothing),"GroupId":\#(nothing)"#)
        #expect(Comparison(from: .init(rows: [missing]), to: .init(rows: [row])).isEmpty)
    }

    private func reports(_ comparison: Comparison) -> [Report] {
        comparison.changes.flatMap { change -> [Report] in
            switch change.what {
            case .health: [.health]
            case .moved: [.moved]
            case .configuration(let fields): fields.map { .configuration($0.words[.english]) }
            case .added, .removed: [.none]
            }
        }
    }

    private func row(_ fields: String) throws -> Row {
        let listener = try JSONDecoder().decode(TCPListener.self, from: Data("{\(fields)}".utf8))
        return Row(listener, owner: OwnerID(of: listener) ?? .proxy("link-0"), readAt: Moment(0))
    }
}
