import Essentials
import TencentCloud
import Testing

@testable import GAAP

@Suite struct PageSizesTests {
    private static func service(_ code: String, _ message: String = "") -> CloudError {
        .service(ServiceError(code: code, message: message, requestID: nil, action: "A"))
    }

    private static let refusal = service("InvalidParameterValue", "Limit must be from 1 to 50.")

    @Test(
        arguments: [
            (refusal, true), (service("InvalidParameter", "参数 `Limit` 取值错误"), true),
            (service("ResponseSizeLimitExceeded"), true),
            (.transport(TransportError(.tooLarge, Wording(verbatim: "33 MiB"))), true),
            (service("InvalidParameterValue", "Port must be from 1 to 65535."), false),
            (service("RequestLimitExceeded", "exceeds the frequency limit"), false),
            (service("LimitExceeded", "Limit"), false),
            (.transport(TransportError(.readTimeout, Wording(verbatim: ""))), false),
            (.malformed(ResponseError(.empty, action: "A")), false), (.cancelled, false),
        ] as [(CloudError, Bool)])
    func `Only an error about the page size reduces the page size`(error: CloudError, shrinks: Bool) {
        var sizes = PageSizes(100)
        let isSmaller = sizes.shrink(100, of: "A", after: error)
        #expect(isSmaller == shrinks)
        #expect(sizes.size(for: "A") == (shrinks ? 50 : 100))
    }

    @Test func `The page size falls from 100 to 50 to 20 and no further, separately for each action`() {
        var sizes = PageSizes(100)
        let outcomes = [100, 50, 20].map { sizes.shrink($0, of: "A", after: Self.refusal) }
        #expect(outcomes == [true, true, false])
        #expect(sizes.size(for: "A") == 20 && sizes.size(for: "B") == 100)
    }

    @Test func `Concurrent readers with the same error reduce the page size once`() {
        var sizes = PageSizes(100)
        let outcomes = (0..<8).map { _ in sizes.shrink(100, of: "A", after: Self.refusal) }
        #expect(outcomes == Array(repeating: true, count: 8))
        #expect(sizes.size(for: "A") == 50)
    }

    @Test(arguments: [(80, 50), (50, 20), (30, 20)]) func `A custom page size falls to the next smaller step`(
        own: Int, next: Int
    ) {
        var sizes = PageSizes(own)
        _ = sizes.shrink(own, of: "A", after: Self.refusal)
        #expect(sizes.size(for: "A") == next)
    }
}
