// Defines what `D` compares the current state with: a state that the user marked, or a moment since which changes were
// recorded. The end of the first complete sweep is such a moment, so `D` works without a mark.

import Reports
import Essentials

/// A state of the account that the user marked, to compare with later.
struct Baseline: Sendable {
    let markedAt: Moment
    let side: Comparison.Side
}

/// The moment since which changes are shown.
enum ChangesSince: Equatable, Sendable {
    case mark, start, lastRun, tenMinutes, hour
    /// A typed time.
    case time(UnixTime)

    /// The moments that `D` goes through.
    static let steps: [ChangesSince] = [.mark, .start, .lastRun, .tenMinutes, .hour]

    /// The name of the moment; nil for a typed time.
    var name: Wording? {
        switch self {
        case .mark: Wording("the mark", zh: "标记")
        case .start: Wording("the start", zh: "启动")
        case .lastRun: Wording("the last run", zh: "上次运行")
        case .tenMinutes: Wording("10 minutes ago", zh: "10 分钟前")
        case .hour: Wording("an hour ago", zh: "1 小时前")
        case .time: nil
        }
    }
}

/// The changes since a moment.
struct ChangeList: Sendable {
    let since: ChangesSince
    let from: UnixTime
    let changes: [Change]
    let owners: [OwnerChange]
    /// The number of listeners that were read at only one of the two times.
    var uncompared = 0
    /// The periods in which the account was not observed.
    var gaps: [TimelineEntry.Interval] = []
    /// The number of owners whose listeners cannot be read.
    var unreadable = 0
}
