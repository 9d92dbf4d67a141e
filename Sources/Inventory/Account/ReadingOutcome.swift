package import Essentials
package import TencentCloud

/// How far a list of listeners has been read.
package enum Reading: Equatable, Sendable {
    case unread
    case underWay
    case complete(at: Moment)
    /// The list was read twice and changed during both readings, so a row may be missing.
    case changedWhileReading(at: Moment)
    /// The service announced more rows than it returned.
    case short(missing: Int, at: Moment)
    /// Some rows named another owner.
    case foreign(rows: Int, owner: OwnerID, at: Moment)
    /// The reading was stopped because there were too many rows.
    case endless(rows: Int, at: Moment)
    case failed(CloudError, at: Moment)

    /// Whether the reading has ended, successfully or not.
    package var isOver: Bool {
        switch self {
        case .unread, .underWay: false
        case .complete, .changedWhileReading, .short, .foreign, .endless, .failed: true
        }
    }

    /// How little the reading says about the list. Several readings together are as doubtful as the most doubtful one.
    var doubt: Int {
        switch self {
        case .complete: 0
        case .changedWhileReading, .short, .foreign, .endless: 1
        case .underWay: 2
        case .unread: 3
        case .failed: 4
        }
    }
}

/// How the reading of a list of listeners or owners ended.
package enum ReadingOutcome: Sendable, Equatable {
    case complete
    case changedWhileReading
    case short(missing: Int)
    /// Rows name an owner other than the one that was queried: the response contradicts the request.
    case foreign(rows: Int, owner: OwnerID)
    /// The list has more rows than the limit for one list or one run, or it does not end.
    case endless(rows: Int)
    case failed(CloudError)
}

extension Reading {
    /// Creates the reading for an outcome.
    package init(_ outcome: ReadingOutcome, at time: Moment) {
        self =
            switch outcome {
            case .complete: .complete(at: time)
            case .changedWhileReading: .changedWhileReading(at: time)
            case .short(let missing): .short(missing: missing, at: time)
            case .foreign(let rows, let owner): .foreign(rows: rows, owner: owner, at: time)
            case .endless(let rows): .endless(rows: rows, at: time)
            case .failed(let error): .failed(error, at: time)
            }
    }
}
