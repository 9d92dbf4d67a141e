import TencentCloud
import Testing

@testable import GAAP

/// A field: its name, a JSON value, and a check whether a decoded model has that value.
struct FieldCase<Model>: Sendable, CustomTestStringConvertible {
    let name: String
    let json: String
    let isSet: @Sendable (Model) -> Bool

    var testDescription: String { name }

    init(_ name: String, _ json: String, _ isSet: @escaping @Sendable (Model) -> Bool) {
        self.name = name
        self.json = json
        self.isSet = isSet
    }

    /// Returns a JSON object of these fields.
    /// - Parameters:
    ///   - name: the field to replace, or nil.
    ///   - text: the JSON that replaces its value; nil leaves the field out.
    static func object(_ fields: [Self], replacing name: String? = nil, by text: String? = nil) -> String {
        let rows = fields.compactMap { field in
            field.name == name ? text.map { "\"\(field.name)\":\($0)" } : "\"\(field.name)\":\(field.json)"
        }
        return "{\(rows.sorted().joined(separator: ","))}"
    }
}

/// The example in the API documentation of the service.
private let documented = #"""
    {
      "Response": {
        "TotalCount": 1,
        "ListenerSet": [
          {
            "HealthyThreshold": 1, "BindStatus": 1, "SessionPersist": 1, "RealServerType": "xx", "Protocol": "xx",
            "ConnectTimeout": 1, "RealServerPort": 1, "HealthCheck": 1, "ListenerId": "xx", "UnhealthyThreshold": 1,
            "ListenerStatus": 1, "ListenerName": "xx", "Scheduler": "xx", "ClientIPMethod": 1, "FailoverSwitch": 1,
            "RealServerSet": [
              {
                "RealServerStatus": 0, "RealServerPort": 111, "RealServerId": "xx",
                "DownIPList": ["11.11.11.11:111"], "RealServerWeight": 1, "RealServerIP": "xx"
              }
            ],
            "CreateTime": 1, "Port": 1, "DelayLoop": 1
          }
        ],
        "RequestId": "xx"
      }
    }
    """#

@Suite struct TCPListenerTests {
    @Test(arguments: [("0", nil), ("null", nil), ("8080", 8_080), ("-1", -1)] as [(String, Int?)])
    func `An origin port of 0 is nil`(text: String, port: Int?) throws {
        #expect(try decode(TCPListener.self, #"{"RealServerPort":\#(text)}"#).originPort == port)
    }

    static let fields: [FieldCase<TCPListener>] = [
        FieldCase("ListenerId", #""listener-1""#) { $0.listenerID == "listener-1" },
        FieldCase("ListenerName", #""登录 gw""#) { $0.listenerName == "登录 gw" },
        FieldCase("Port", "8443") { $0.port == 8_443 },
        FieldCase("RealServerPort", "9") { $0.realServerPort == 9 },
        FieldCase("RealServerType", #""DOMAIN""#) { $0.realServerType == .domain },
        FieldCase("Protocol", #""TCP""#) { $0.protocolName == "TCP" },
        FieldCase("ListenerStatus", "3") { $0.listenerStatus == .adjustingOrigins },
        FieldCase("Scheduler", #""wrr""#) { $0.scheduler == .weightedRoundRobin },
        FieldCase("ConnectTimeout", "2") { $0.connectTimeout == 2 },
        FieldCase("DelayLoop", "5") { $0.delayLoop == 5 },
        FieldCase("HealthCheck", "1") { $0.healthCheck == .on },
        FieldCase("BindStatus", "0") { $0.bindStatus == .abnormal },
        FieldCase("RealServerSet", "[{}]") { $0.realServerSet == [BindRealServer()] },
        FieldCase("CreateTime", "1763856000") { $0.createTime == 1_763_856_000 },
        FieldCase("ClientIPMethod", "1") { $0.clientIPMethod == .proxyProtocol },
        FieldCase("HealthyThreshold", "3") { $0.healthyThreshold == 3 },
        FieldCase("UnhealthyThreshold", "4") { $0.unhealthyThreshold == 4 },
        FieldCase("FailoverSwitch", "0") { $0.failoverSwitch == .off },
        FieldCase("SessionPersist", "3600") { $0.sessionPersist == 3_600 },
        FieldCase("ProxyId", #""link-1""#) { $0.proxyID == "link-1" },
        FieldCase("GroupId", #""lg-1""#) { $0.groupID == "lg-1" },
    ]

    @Test func `The documented example is decoded completely`() throws {
        struct Envelope: Decodable {
            var response: DescribeTCPListeners.Answer
            enum CodingKeys: String, CodingKey { case response = "Response" }
        }
        let answer = try decode(Envelope.self, documented).response
        var origin = BindRealServer()
        origin.realServerStatus = .normal
        origin.realServerPort = 111
        origin.realServerID = "xx"
        origin.downIPList = ["11.11.11.11:111"]
        origin.realServerWeight = 1
        origin.realServerIP = "xx"
        var listener = TCPListener()
        (listener.healthyThreshold, listener.unhealthyThreshold) = (1, 1)
        (listener.bindStatus, listener.listenerStatus) = (.normal, .creating)
        (listener.sessionPersist, listener.connectTimeout, listener.delayLoop) = (1, 1, 1)
        (listener.realServerType, listener.scheduler) = (RealServerType("xx"), Scheduler("xx"))
        (listener.protocolName, listener.listenerID, listener.listenerName) = ("xx", "xx", "xx")
        (listener.realServerPort, listener.port, listener.createTime) = (1, 1, 1)
        (listener.healthCheck, listener.failoverSwitch, listener.clientIPMethod) = (.on, .on, .proxyProtocol)
        listener.realServerSet = [origin]
        #expect(answer == DescribeTCPListeners.Answer(totalCount: 1, listenerSet: [listener]))
    }

    @Test func `All 21 fields survive decoding and encoding`() throws {
        #expect(Self.fields.count == 21)
        let text = FieldCase.object(Self.fields)
        let listener = try decode(TCPListener.self, text)
        for field in Self.fields { #expect(field.isSet(listener), "\(field.name)") }
        #expect(try json(listener) == text)
        #expect(try decode(TCPListener.self, json(listener)) == listener)
    }

    @Test(arguments: fields)
    func `A missing or null field does not affect other fields`(missing: FieldCase<TCPListener>) throws {
        for text in [nil, "null"] {
            let listener = try decode(TCPListener.self, .object(Self.fields, missing.name, text))
            for field in Self.fields { #expect(field.isSet(listener) == (field.name != missing.name)) }
        }
    }

    @Test(arguments: fields)
    func `A field of a wrong type does not affect other fields and is recorded as unreadable`(
        field: FieldCase<TCPListener>
    ) throws {
        for wrong in [field.json.hasPrefix("\"") ? "7" : "\"7\"", "true", "{\"a\":[]}"] {
            let listener = try decode(TCPListener.self, .object(Self.fields, field.name, wrong))
            for other in Self.fields { #expect(other.isSet(listener) == (other.name != field.name)) }
            #expect(listener.unreadable.map(\.path) == [field.name])
        }
    }

    @Test(arguments: ["1.5", "99999999999999999999", "-99999999999999999999", "1e400", "1e19"])
    func `A number out of range is recorded as unreadable`(number: String) throws {
        let listener = try decode(TCPListener.self, #"{"ListenerId":"l","Port":\#(number)}"#)
        #expect(listener.port == nil)
        #expect(listener.listenerID == "l")
        #expect(listener.unreadable == [UnreadableField(path: "Port", expected: .numberInRange)])
    }

    @Test func `An element that is not an origin is left out and recorded with its index`() throws {
        let listener = try decode(
            TCPListener.self,
            #"{"RealServerSet":[7,{"RealServerId":"rs-1"},null,[],{"RealServerPort":"80","DownIPList":[5]}]}"#)
        #expect(listener.realServerSet?.map(\.realServerID) == ["rs-1", nil])
        #expect(listener.unreadable.map(\.path) == ["RealServerSet[0]", "RealServerSet[2]", "RealServerSet[3]"])
        #expect(listener.unreadable.allSatisfy { $0.expected == .object })
        #expect(
            listener.allUnreadable.suffix(2) == [
                UnreadableField(path: "RealServerSet[1].RealServerPort", expected: .number),
                UnreadableField(path: "RealServerSet[1].DownIPList[0]", expected: .text),
            ])
    }

    @Test func `Elements of a page that are not listeners are recorded, and a list of a wrong type is rejected`() throws
    {
        let answer = try decode(
            DescribeTCPListeners.Answer.self,
            #"{"TotalCount":"4","ListenerSet":[{"ListenerId":"a"},"x",{"ListenerId":7},null]}"#)
        #expect(answer.totalCount == nil)
        #expect(answer.listenerSet?.map(\.listenerID) == ["a", nil])
        #expect(answer.skipped == [1, 3])
        for wrong in ["{}", "7", "\"x\"", "true"] {
            #expect(throws: DecodingError.self) {
                try decode(DescribeTCPListeners.Answer.self, #"{"ListenerSet":\#(wrong)}"#)
            }
        }
    }

    @Test func `Unknown fields are ignored`() throws {
        let text = FieldCase.object(Self.fields)
        let more = text.dropLast() + #","StatusMaskFactors":[1,{"a":null}],"New":{"x":[]}}"#
        #expect(try decode(TCPListener.self, String(more)) == decode(TCPListener.self, text))
    }

    @Test func `An empty object is a listener without fields`() throws {
        #expect(try decode(TCPListener.self, "{}") == TCPListener())
        #expect(try json(TCPListener()) == "{}")
    }
}

@Suite struct BindRealServerTests {
    static let fields: [FieldCase<BindRealServer>] = [
        FieldCase("RealServerId", #""rs-1""#) { $0.realServerID == "rs-1" },
        FieldCase("RealServerIP", #""api.example.com""#) { $0.realServerIP == "api.example.com" },
        FieldCase("RealServerPort", "8443") { $0.realServerPort == 8_443 },
        FieldCase("RealServerWeight", "10") { $0.realServerWeight == 10 },
        FieldCase("RealServerStatus", "1") { $0.realServerStatus == .abnormal },
        FieldCase("DownIPList", #"["10.0.0.1:80","10.0.0.2"]"#) { $0.downIPList == ["10.0.0.1:80", "10.0.0.2"] },
        FieldCase("RealServerFailoverRole", #""slave""#) { $0.realServerFailoverRole == .slave },
    ]

    @Test func `All 7 fields survive decoding and encoding`() throws {
        #expect(Self.fields.count == 7)
        let text = FieldCase.object(Self.fields)
        let origin = try decode(BindRealServer.self, text)
        for field in Self.fields { #expect(field.isSet(origin), "\(field.name)") }
        #expect(try json(origin) == text)
    }

    @Test(arguments: fields)
    func `A missing or null field does not affect other fields`(missing: FieldCase<BindRealServer>) throws {
        for text in [nil, "null"] {
            let origin = try decode(BindRealServer.self, .object(Self.fields, missing.name, text))
            for field in Self.fields { #expect(field.isSet(origin) == (field.name != missing.name)) }
        }
    }
}

extension String {
    /// Returns a JSON object of fields in which one field is replaced by a text, or left out if the text is nil.
    fileprivate static func object<Model>(_ fields: [FieldCase<Model>], _ name: String, _ text: String?) -> String {
        FieldCase.object(fields, replacing: name, by: text)
    }
}
