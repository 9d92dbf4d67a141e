import Essentials
import FoundationEssentials
import TencentCloud
import Testing

@testable import GAAP

@Suite struct DescribeTCPListenersTests {
    typealias Request = DescribeTCPListeners

    @Test(arguments: [
        Request(proxyID: "link-1"), Request(groupID: "lg-1"), Request(listenerID: "listener-1"),
        Request(proxyID: "link-1", listenerID: "listener-1"), Request(groupID: "lg-1", listenerID: "listener-1"),
        Request(proxyID: "link-1", listenerName: "a", port: 80), Request(proxyID: "link-1", searchValue: "80"),
        Request(proxyID: "link-1", port: 1), Request(proxyID: "link-1", port: 65_535),
        Request(proxyID: "link-1", offset: 0, limit: 1), Request(proxyID: "link-1", offset: .max, limit: 100),
    ])
    func `A valid request passes validation`(request: Request) throws { try request.validate() }

    @Test(arguments: [
        (Request(), "MissingParameter", "`ListenerId`"), (Request(port: 80), "MissingParameter", "`ListenerId`"),
        (Request(searchValue: "x"), "MissingParameter", "`ListenerId`"),
        (Request(proxyID: "link-1", groupID: "lg-1"), "InvalidParameter", "ProxyId and GroupId"),
        (
            Request(proxyID: "link-1", groupID: "lg-1", listenerID: "listener-1"), "InvalidParameter",
            "ProxyId and GroupId"
        ),
        (Request(proxyID: "link-1", port: 80, searchValue: "x"), "InvalidParameter", "SearchValue"),
        (Request(proxyID: "link-1", listenerName: "a", searchValue: "x"), "InvalidParameter", "SearchValue"),
        (Request(proxyID: ""), "InvalidParameterValue", "ProxyId"),
        (Request(groupID: ""), "InvalidParameterValue", "GroupId"),
        (Request(listenerID: ""), "InvalidParameterValue", "ListenerId"),
        (Request(proxyID: "link-1", listenerName: ""), "InvalidParameterValue", "ListenerName"),
        (Request(proxyID: "link-1", searchValue: ""), "InvalidParameterValue", "SearchValue"),
        (Request(proxyID: "link-1", port: 0), "InvalidParameterValue", "Port"),
        (Request(proxyID: "link-1", port: 65_536), "InvalidParameterValue", "Port"),
        (Request(proxyID: "link-1", port: -1), "InvalidParameterValue", "Port"),
        (Request(proxyID: "link-1", offset: -1), "InvalidParameter", "Offset"),
        (Request(proxyID: "link-1", limit: 0), "InvalidParameterValue", "Limit"),
        (Request(proxyID: "link-1", limit: 101), "InvalidParameterValue", "Limit"),
        (Request(proxyID: "link-1", limit: .min), "InvalidParameterValue", "Limit"),
    ])
    func `A request that violates a rule is rejected with the error code of the service`(
        request: Request, code: String, word: String
    ) {
        let error = #expect(throws: RequestError.self) { try request.validate() }
        #expect(error?.code == code && error?.isInBothLanguages == true, "\(String(describing: error))")
        #expect(error?.message[.english].contains(word) == true, "\(error?.message[.english] ?? "")")
    }

    @Test func `The body contains only the parameters that are set, under the names of the API`() throws {
        let whole = Request(
            proxyID: "p", groupID: "g", listenerID: "l", listenerName: "n", port: 1, searchValue: "s", offset: 2,
            limit: 3)
        #expect(
            try json(whole)
                == #"{"GroupId":"g","Limit":3,"ListenerId":"l","ListenerName":"n","Offset":2,"Port":1,"ProxyId":"p","#
                + #""SearchValue":"s"}"#)
        #expect(try json(Request(proxyID: "p")) == #"{"ProxyId":"p"}"#)
    }
}

/// Returns the JSON of a value with sorted keys.
func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Decodes a value from a JSON text.
func decode<Value: Decodable>(_ type: Value.Type = Value.self, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
}
