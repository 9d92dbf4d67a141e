import Essentials
import FoundationEssentials
import Testing

@testable import TencentCloud

@Suite struct EnvelopeTests {
    struct Page: Decodable, Equatable {
        struct Row: Decodable, Equatable {
            var port: Int?
            var name: String?
            enum CodingKeys: String, CodingKey {
                case port = "Port"
                case name = "Name"
            }
        }
        var total: Int?
        var rows: [Row]?
        enum CodingKeys: String, CodingKey {
            case total = "TotalCount"
            case rows = "Rows"
        }
    }

    static func open(
        _ body: Data, status: Int = 200, headers: [TransportHeader] = []
    ) -> Result<(value: Page, requestID: String?), CloudError> {
        Result { () throws(CloudError) in
            try Envelope.open(
                TransportResponse(status: status, headers: headers, body: body), as: Page.self, action: "A",
                now: UnixTime(1_763_880_000))
        }
    }
    static func open(_ body: String, status: Int = 200, headers: [TransportHeader] = []) -> Result<
        (value: Page, requestID: String?), CloudError
    > { open(Data(body.utf8), status: status, headers: headers) }

    static func problem(_ body: String, status: Int = 200) -> CloudError? { failure(open(body, status: status)) }

    static func failure(_ result: Result<(value: Page, requestID: String?), CloudError>) -> CloudError? {
        switch result {
        case .success: nil
        case .failure(let error): error
        }
    }

    static func malformed(_ kind: ResponseError.Kind, requestID: String? = nil) -> CloudError {
        .malformed(ResponseError(kind, action: "A", requestID: requestID))
    }

    @Test func `A response is decoded into its value and its RequestId`() throws {
        let opened = try Self.open(#"{"Response":{"TotalCount":1,"Rows":[{"Port":80}],"RequestId":"r"}}"#).get()
        #expect(opened.value == Page(total: 1, rows: [.init(port: 80)]))
        #expect(opened.requestID == "r")
    }

    @Test(arguments: [
        #"{"Response":{}}"#, #"{"Response":{"RequestId":null,"Rows":null,"TotalCount":null,"Error":null}}"#,
        #"{"Response":{"Unknown":{"a":[1,{"b":null}]},"DeprecatedWarning":"x"},"More":1}"#,
        "\u{FEFF}{\"Response\":{}}", " \r\n\t{\"Response\":{}} \n",
    ])
    func `Missing, null and unknown fields do not cause an error`(body: String) throws {
        let opened = try Self.open(body).get()
        #expect(opened.value == Page())
        #expect(opened.requestID == nil)
    }

    @Test func `An error inside a response with status 200 is a service error`() {
        let body = #"{"Response":{"Error":{"Code":"AuthFailure.X","Message":"no <b>"},"RequestId":"r","Rows":5}}"#
        #expect(
            Self.problem(body)
                == .service(ServiceError(code: "AuthFailure.X", message: "no <b>", requestID: "r", action: "A")))
    }

    @Test func `An error in the format of API 2 is a service error, too`() {
        #expect(
            Self.problem(#"{"code":4100,"codeDesc":"AuthFailure","message":"x"}"#)
                == .service(ServiceError(code: "AuthFailure", message: "x", requestID: nil, action: "A")))
        #expect(
            Self.problem(#"{"codeDesc":"AuthFailure"}"#)
                == .service(ServiceError(code: "AuthFailure", message: "", requestID: nil, action: "A")))
    }

    @Test func `An error without code, message or RequestId keeps the fields that it has`() {
        #expect(
            Self.problem(#"{"Response":{"Error":{}}}"#)
                == .service(ServiceError(code: "(no code)", message: "", requestID: nil, action: "A")))
    }

    @Test func `The clock skew is computed from the Date header of an error response`() {
        let result = Self.open(
            #"{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire"}}}"#,
            headers: [TransportHeader("date", "Sun, 23 Nov 2025 06:41:37 GMT")])
        guard case .service(let error) = Self.failure(result) else {
            Issue.record("no service error")
            return
        }
        #expect(error.clockSkew == 97)
    }

    @Test(arguments: [201, 204, 301, 400, 403, 429, 500, 502, 503, 504, 0, -1])
    func `The body of a response with a status other than 200 is not decoded`(status: Int) {
        #expect(
            Self.problem(#"{"Response":{"RequestId":"r"}}"#, status: status) == Self.malformed(.status(status)))
    }

    @Test(arguments: [
        ("", ResponseError.Kind.empty), ("<html><body>502</body></html>", .html), ("\n <!DOCTYPE html>", .html),
        ("Bad Gateway", .notJSON), ("{", .notJSON), (#"{"Response":{"TotalCount":1,"Ro"#, .notJSON),
        (#"{"Response":{"RequestId":"r"}"#, .notJSON), ("   ", .notJSON), (#"{"Response":{}}{"#, .notJSON),
        ("[]", .noEnvelope), ("{}", .noEnvelope), ("null", .noEnvelope), ("\"x\"", .noEnvelope), ("17", .noEnvelope),
        (#"{"Response":null}"#, .noEnvelope), (#"{"Response":[]}"#, .noEnvelope), (#"{"Response":"x"}"#, .noEnvelope),
        (#"{"code":4100,"message":"x"}"#, .noEnvelope), (#"{"codeDesc":7}"#, .noEnvelope),
    ])
    func `A body that is not a response is reported by its kind`(body: String, kind: ResponseError.Kind) {
        #expect(Self.problem(body) == Self.malformed(kind))
    }

    @Test(arguments: [
        (#""Rows":[{"Port":1},{"Port":"80"}]"#, "Rows[1].Port", "Int"), (#""Rows":{}"#, "Rows", "Array<Any>"),
        (#""Rows":[null]"#, "Rows[0]", ""), (#""TotalCount":"9""#, "TotalCount", "Int"),
        (#""TotalCount":true"#, "TotalCount", "Int"), (#""Rows":[{"Name":7}]"#, "Rows[0].Name", "String"),
        (#""TotalCount":1.5"#, "", "values in range"), (#""TotalCount":1e400"#, "", "values in range"),
        (#""TotalCount":99999999999999999999"#, "", "values in range"),
        (#""Rows":[{"Port":1e19}]"#, "", "values in range"),
        (#""Rows":[{"Name":"\x"}]"#, "", "values in range"),
    ])
    func `A field of a wrong type is reported with its path and the RequestId`(
        field: String, path: String, expected: String
    ) {
        guard case .malformed(let answer) = Self.problem(#"{"Response":{\#(field),"RequestId":"r"}}"#),
            case .wrongType(let actualPath, let type) = answer.kind
        else {
            Issue.record("not refused: \(field)")
            return
        }
        #expect(actualPath == path)
        #expect(expected.isEmpty || type == expected)
        #expect(answer.requestID == "r")
    }

    @Test(arguments: [#"{"Rows":null}"#, "{}"])
    func `A required field is reported as missing`(page: String) {
        struct Strict: Decodable {
            let rows: [Int]
            enum CodingKeys: String, CodingKey { case rows = "Rows" }
            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                guard let rows = try fields.decodeIfPresent([Int].self, forKey: .rows) else {
                    throw DecodingError.keyNotFound(
                        CodingKeys.rows, .init(codingPath: decoder.codingPath, debugDescription: ""))
                }
                self.rows = rows
            }
        }
        let response = TransportResponse(status: 200, headers: [], body: Data(#"{"Response":\#(page)}"#.utf8))
        #expect(throws: Self.malformed(.missing(path: "Rows"))) {
            _ = try Envelope.open(response, as: Strict.self, action: "A", now: UnixTime(0))
        }
    }

    @Test func `An Error that is not an object is a wrong type, too`() {
        guard case .malformed(let answer) = Self.problem(#"{"Response":{"Error":"x","RequestId":"r"}}"#),
            case .wrongType(let path, _) = answer.kind
        else {
            Issue.record("not refused")
            return
        }
        #expect(path == "Error")
    }

    @Test(arguments: ["5.0", "5e0", "50e-1"])
    func `A whole number may be written as a fraction`(text: String) throws {
        #expect(try Self.open(#"{"Response":{"TotalCount":\#(text)}}"#).get().value.total == 5)
    }

    @Test(arguments: [("{\"a\":", "1", "}"), ("[", "", "]")])
    func `Ten thousand nesting levels do not trap`(opening: String, middle: String, closing: String) {
        let deep =
            String(repeating: opening, count: 10_000) + middle + String(repeating: closing, count: 10_000)
        #expect(Self.problem(deep) != nil)
        #expect(Self.problem(#"{"Response":{"Deep":\#(deep),"RequestId":"r"}}"#) != nil)
        #expect(Self.problem(String(repeating: opening, count: 10_000)) == Self.malformed(.notJSON))
    }

    @Test func `Ten megabytes do not trap, complete or truncated`() throws {
        let row = #"{"Port":80,"Name":"登录服务器"},"#
        let body =
            #"{"Response":{"Rows":["# + String(repeating: row, count: 10_000_000 / row.utf8.count)
            + #"{}],"RequestId":"r"}}"#
        #expect(try Self.open(body).get().value.rows?.count == 10_000_000 / row.utf8.count + 1)
        #expect(Self.failure(Self.open(Data(body.utf8.dropLast(7_000_001)))) == Self.malformed(.notJSON))
    }

    @Test func `Bytes that are not UTF-8 do not trap`() {
        var body = Data(#"{"Response":{"Rows":[{"Name":""#.utf8)
        body.append(contentsOf: [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80])
        body.append(contentsOf: Data(#""}]}}"#.utf8))
        #expect(Self.failure(Self.open(body)) != nil)
    }
}
