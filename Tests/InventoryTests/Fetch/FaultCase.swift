import Essentials
import FoundationEssentials
import GAAP
import GAAPEmulator
import HTTPTransport
import Inventory
import Reports
import TencentCloud
import TestSupport
import Testing

/// A fault and its expected outcome.
struct FaultCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        /// All data is read and marked complete.
        case whole
        /// An inconsistency is detected and marked.
        case marked
        /// Every request fails with a message that contains this text.
        case fails(String)
        /// Requests whose retries are used up fail with a message that contains this text; the rest is complete.
        case mayFail(String)
    }

    let fault: String
    let outcome: Outcome
    var pageSize = 10
    var credential = EmulatorOptions.credential
    /// Whether the fault removes the IDs of listeners.
    var hidesIDs = false
    /// Whether the fault adds listeners that the fleet does not have.
    var inventsRows = false

    init(_ fault: String, _ outcome: Outcome, pageSize: Int = 10) {
        (self.fault, self.outcome, self.pageSize) = (fault, outcome, pageSize)
    }

    var name: String { String(fault.prefix { $0 != "=" && $0 != "@" }) }
    var testDescription: String { fault }
    /// Whether the fault affects every request.
    var alwaysStrikes: Bool { (try? FaultKind.rule(parsing: fault))?.rate == 1 }  // an invalid fault fails its own case

    fileprivate func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }

    private static let line = "the connection is unstable, or a device on the path"

    static let all: [FaultCase] = [
        FaultCase("latency=300", .whole),
        FaultCase("reset", .mayFail(line)), FaultCase("reset@1", .fails(line)),
        FaultCase("truncate", .mayFail(line)), FaultCase("truncate@1", .fails("is incomplete")),
        FaultCase("slow=50@1", .whole),
        FaultCase("error", .mayFail("failed: InternalError")), FaultCase("error@1", .fails("failed: InternalError")),
        FaultCase("error=FailedOperation@1", .fails("failed: FailedOperation")),
        FaultCase("error=AuthFailure.SecretIdNotFound@0.3", .mayFail("failed: AuthFailure.SecretIdNotFound")),
        FaultCase("throttle", .mayFail("failed: RequestLimitExceeded")),
        FaultCase("throttle@1", .fails("failed: RequestLimitExceeded")),
        FaultCase(
            "deny=DescribeTCPListeners", .fails("DescribeTCPListeners failed: AuthFailure.UnauthorizedOperation")),
        FaultCase("deny=DescribeProxies", .mayFail("DescribeProxies failed: AuthFailure.UnauthorizedOperation")),
        FaultCase("deny=DescribeProxyDetail", .whole),
        FaultCase("forbid=DescribeProxyGroupList", .mayFail("DescribeProxyGroupList failed: UnauthorizedOperation")),
        FaultCase("gone=DescribeProxyGroupList", .mayFail("DescribeProxyGroupList failed: InvalidAction")),
        FaultCase("token=0", .fails("failed: AuthFailure.TokenFailure"))
            .with { $0.credential = EmulatorOptions.temporaryCredential },
        FaultCase("token=3600", .whole).with { $0.credential = EmulatorOptions.temporaryCredential },
        FaultCase("token=0", .whole),
        FaultCase("page-size=50", .whole, pageSize: 100), FaultCase("page-size=20", .whole, pageSize: 100),
        FaultCase("page-size=10", .fails("failed: InvalidParameterValue"), pageSize: 100),
        FaultCase("status", .mayFail("received HTTP status 502")), FaultCase("status@1", .fails("HTTP status 502")),
        FaultCase("status=401@1", .fails("HTTP status 401")), FaultCase("status=500@1", .fails("HTTP status 500")),
        FaultCase("busy=2", .whole),
        FaultCase("busy=2@1", .fails("received HTTP status 429 (retry after 2 s)")),
        FaultCase("busy=60@1", .fails("retry after 60 s")),
        FaultCase("maintenance=1", .mayFail("HTTP status 503")),
        FaultCase("maintenance=1@1", .fails("retry after 1 s")),
        FaultCase("html", .mayFail("an HTML page")), FaultCase("html@1", .fails("an HTML page")),
        FaultCase("empty", .mayFail("received an empty response")),
        FaultCase("empty@1", .fails("received an empty response")),
        FaultCase("json", .mayFail("invalid or incomplete JSON")),
        FaultCase("json@1", .fails("invalid or incomplete JSON")),
        FaultCase("charset", .whole),
        FaultCase("type@1", .whole), FaultCase("type=TotalCount@1", .whole),
        FaultCase("type=ListenerStatus@1", .whole), FaultCase("type=RealServerSet@1", .whole),
        FaultCase("type=RealServerStatus@1", .whole), FaultCase("type=HealthCheck@1", .whole),
        FaultCase("type=ListenerId@1", .whole).with { $0.hidesIDs = true },
        FaultCase("type=ListenerSet@1", .fails("ListenerSet is not")),
        FaultCase("type=ProxySet@1", .mayFail("ProxySet is not")),
        FaultCase("type=Code@1", .whole), FaultCase("type=GroupId@1", .marked),
        FaultCase("drift", .marked), FaultCase("repeat", .marked), FaultCase("short", .whole),
        FaultCase("short@1", .whole),
        FaultCase("total=10", .marked), FaultCase("total=-2", .whole, pageSize: 100),
        FaultCase("cap=3", .whole, pageSize: 20), FaultCase("null", .fails("ListenerSet is missing or null")),
        FaultCase("null=DescribeProxies", .mayFail("ProxySet is missing or null")),
        FaultCase("null=DescribeProxyGroupList", .mayFail("ProxyGroupList is missing or null")),
        FaultCase("unowned", .whole),
        FaultCase("foreign", .marked), FaultCase("shared", .whole).with { $0.hidesIDs = true },
        FaultCase("endless", .marked).with { $0.inventsRows = true },
    ]
}
