// What `D` compares with: a state that somebody marked, or a moment since which entries were recorded. The first sweep
// that was whole is such a moment, so that `D` has an answer before anybody thought of a mark.

import Reports
import Essentials

/// A state of the account that somebody marked, to see later what has changed.
struct Baseline: Sendable {
    let markedAt: Moment
    let side: Comparison.Side
}

/// Since when changes are shown.
enum ChangesSince: Equatable, Sendable {
    case mark, start, lastRun, tenMinutes, hour
    /// A time that somebody typed.
    case time(UnixTime)

    /// Those that a key goes through.
    static let steps: [ChangesSince] = [.mark, .start, .lastRun, .tenMinutes, .hour]

    /// What it is called; nil where the time says it.
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

/// What has changed since a moment.
struct ChangeList: Sendable {
    let since: ChangesSince
    let from: UnixTime
    let changes: [Change]
    let owners: [OwnerChange]
    /// Listeners that were read on one side only.
    var uncompared = 0
    /// Times in which nobody looked.
    var gaps: [TimelineEntry.Interval] = []
    /// Owners whose listeners cannot be read.
    var unreadable = 0
}
