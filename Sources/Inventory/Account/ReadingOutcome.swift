package import Essentials
package import TencentCloud

/// How the reading of an owner, or of a list of owners, ended.
package enum ReadingOutcome: Sendable, Equatable {
    case complete
    case changedWhileReading
    case short(missing: Int)
    /// Rows name another owner than the one that was asked: the answer contradicts the question.
    case foreign(rows: Int, owner: OwnerID)
    /// There are more rows than are read of one list or in one run, or no end of them.
    case endless(rows: Int)
    case failed(CloudError)
}

extension Reading {
    /// A reading that ended so.
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
