// Access to the parts of a response without the models of the client, so that the tests check the raw JSON.

import Essentials
import FoundationEssentials
import TencentCloud

@testable import GAAPEmulator

/// A response and its fields.
struct Answer {
    let response: TransportResponse
    let fields: [JSONValue.Member]

    init(_ response: TransportResponse) {
        self.response = response
        // If the body is not JSON, there are no fields.
        fields = (try? JSONReader.read(Array(response.body)))?["Response"].members ?? []
    }

    var inside: JSONValue { .object(fields) }
    var code: String? { inside["Error"]["Code"].text }
    var message: String? { inside["Error"]["Message"].text }
    var total: Int? { inside["TotalCount"].number }
    var rows: [JSONValue] { inside["ListenerSet"].items + inside["ProxySet"].items + inside["ProxyGroupList"].items }
    var requestID: String? { inside["RequestId"].text }
}

extension JSONValue {
    var members: [Member] { if case .object(let members) = self { members } else { [] } }
    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Int? { if case .integer(let number) = self { number } else { nil } }
    subscript(name: String) -> JSONValue { members.last { $0.name == name }?.value ?? .null }
}
