// The rows of the fault matrix: a fault of the emulator, and how commands end because of it.

import GAAPEmulator
import TencentCloud
import protocol Testing.CustomTestStringConvertible

@testable import gaapscope

/// A fault, and what is expected of commands.
struct CommandFault: Sendable, CustomTestStringConvertible {
    /// How a command ends.
    enum Ending: Sendable, Equatable {
        /// Every row, and no message.
        case whole
        /// Some rows, marked as not complete.
        case partial
        /// No row.
        case fails(ExitStatus)
        /// One of the others: the fault occurs at random, and retries may or may not overcome it.
        case any(ExitStatus)

        var statuses: Set<Int32> {
            switch self {
            case .whole: [0]
            case .partial: [ExitStatus.partial.rawValue]
            case .fails(let status): [status.rawValue]
            case .any(let status): [0, ExitStatus.partial.rawValue, status.rawValue]
            }
        }
    }

    let fault: String
    let ending: Ending
    /// What the message contains, if there is one.
    let words: String
    /// How `show` of one listener ends, where this is another way.
    var ofShow: Ending
    var wordsOfShow: String
    /// The time limit of a request in seconds.
    var timeout = 30
    var pageSize = 10
    var credential = EmulatorOptions.credential
    /// The listeners that are there in the eyes of the client; nil if the fault does not change that.
    var count: Int?
    /// Whether the fault adds listeners, changes their ids, or hides the ids.
    var changesIDs = false
    /// Whether the fault changes states or configurations, which `watch` reports.
    var changesRows = false
    /// Whether the fault removes the ids of listeners.
    var hidesIDs = false
    /// The maximum duration of a run in seconds, without what a busy machine adds.
    var limit = 20.0

    init(_ fault: String, _ ending: Ending, _ words: String = "") {
        (self.fault, self.ending, self.words) = (fault, ending, words)
        (ofShow, wordsOfShow) = (ending, words)
    }

    var testDescription: String { fault }
    var name: String { String(fault.prefix { $0 != "=" && $0 != "@" }) }

    fileprivate func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }

    /// A fault that the reading of one listener does not meet.
    fileprivate func sparingShow(_ ending: Ending = .whole, _ words: String = "") -> Self {
        with { ($0.ofShow, $0.wordsOfShow) = (ending, words) }
    }
}

extension CommandFault {
    /// The account that every command reads. It has lists of more than one page.
    static let fleet = FleetOptions(proxies: 5, groups: 2, listeners: 60)
    /// The listeners of groups.
    private static let ofGroups = {
        let fleet = Fleet(Self.fleet)
        return fleet.groups.reduce(0) { $0 + (fleet.listeners[.group($1.id)]?.count ?? 0) }
    }()
    /// The listeners if the first one of every owner has the same id.
    private static let shared = 61 - Fleet(fleet).listeners.values.count { !$0.isEmpty }
    private static let line = "the connection is unstable, or a device on the path"

    static let all: [CommandFault] = [
        CommandFault("latency=300", .whole),
        CommandFault("latency=60000@1", .fails(.network), "no data received from").with { $0.timeout = 1 },
        CommandFault("slow=60000@1", .fails(.network), "no data received from").with { $0.timeout = 1 },
        CommandFault("slow=1@1", .whole),
        CommandFault("reset", .any(.network), line), CommandFault("reset@1", .fails(.network), line),
        CommandFault("truncate", .any(.network), line),
        CommandFault("truncate@1", .fails(.network), "is incomplete"),
        CommandFault("error", .any(.network), "failed: InternalError"),
        CommandFault("error@1", .fails(.network), "failed: InternalError"),
        CommandFault("error=AuthFailure.SecretIdNotFound@1", .fails(.credentials), "AuthFailure.SecretIdNotFound"),
        CommandFault("throttle", .any(.throttled), "failed: RequestLimitExceeded"),
        CommandFault("throttle@1", .fails(.throttled), "failed: RequestLimitExceeded").with { $0.limit = 40 },
        CommandFault(
            "deny=DescribeTCPListeners", .fails(.credentials),
            "DescribeTCPListeners failed: AuthFailure.UnauthorizedOperation"),
        CommandFault("deny=DescribeProxies", .partial, "DescribeProxies failed: AuthFailure.UnauthorizedOperation")
            .with { $0.count = ofGroups },
        CommandFault("deny=GetMonitorData", .whole),
        CommandFault(
            "forbid=DescribeProxyGroupList", .partial, "DescribeProxyGroupList failed: UnauthorizedOperation"
        ).with { $0.count = 60 - ofGroups }.sparingShow(),
        CommandFault("gone=DescribeProxyGroupList", .partial, "DescribeProxyGroupList failed: InvalidAction")
            .with { $0.count = 60 - ofGroups }.sparingShow(),
        CommandFault("gone=DescribeTCPListeners", .fails(.network), "DescribeTCPListeners failed: InvalidAction"),
        CommandFault("token=0", .fails(.credentials), "AuthFailure.TokenFailure")
            .with { $0.credential = EmulatorOptions.temporaryCredential },
        CommandFault("token=3600", .whole).with { $0.credential = EmulatorOptions.temporaryCredential },
        CommandFault("page-size=20", .whole).with { $0.pageSize = 50 },
        CommandFault("status", .any(.network), "HTTP status 502"),
        CommandFault("status@1", .fails(.network), "HTTP status 502"),
        CommandFault("status=401@1", .fails(.network), "HTTP status 401"),
        CommandFault("busy=1", .any(.throttled), "HTTP status 429"),
        CommandFault("busy=1@1", .fails(.throttled), "HTTP status 429").with { $0.limit = 40 },
        CommandFault("busy=60@1", .fails(.throttled), "retry after 60 s"),
        CommandFault("maintenance=1", .any(.network), "HTTP status 503"),
        CommandFault("maintenance=60@1", .fails(.network), "HTTP status 503"),
        CommandFault("html", .any(.network), "an HTML page"),
        CommandFault("html@1", .fails(.network), "an HTML page"),
        CommandFault("empty", .any(.network), "received an empty response"),
        CommandFault("empty@1", .fails(.network), "received an empty response"),
        CommandFault("json", .any(.network), "invalid or incomplete JSON"),
        CommandFault("json@1", .fails(.network), "invalid or incomplete JSON"),
        CommandFault("charset", .whole),
        CommandFault("type=Port@1", .whole).with { $0.changesRows = true },
        CommandFault("type=ListenerStatus@1", .whole).with { $0.changesRows = true },
        CommandFault("type=ListenerSet@1", .fails(.network), "ListenerSet is not"),
        CommandFault("type=ListenerId@1", .whole).with {
            $0.hidesIDs = true
            $0.changesRows = true
        },
        CommandFault("drift", .partial, "changed while reading").sparingShow(),
        CommandFault("repeat", .partial, "changed while reading").sparingShow(),
        CommandFault("short@1", .whole),
        CommandFault("total=10", .partial, "fewer than it announced"), CommandFault("total=-2", .whole),
        CommandFault("cap=3", .whole),
        CommandFault("null", .fails(.network), "ListenerSet is missing or null, so the content is unknown"),
        CommandFault("null=DescribeProxies", .partial, "DescribeProxies: ProxySet is missing or null")
            .with { $0.count = ofGroups },
        CommandFault("null=DescribeProxyGroupList", .partial, "ProxyGroupList is missing or null")
            .with { $0.count = 60 - ofGroups }.sparingShow(),
        CommandFault("unowned", .whole).with { $0.changesRows = true },
        CommandFault("foreign", .partial, "rows name another owner, such as link-elsewhere")
            .with { $0.changesRows = true }.sparingShow(),
        CommandFault("shared", .whole).with {
            $0.count = shared
            $0.changesIDs = true
            $0.changesRows = true
        }.sparingShow(.fails(.network), "contains listener-shared00, which was not requested"),
    ]
}
