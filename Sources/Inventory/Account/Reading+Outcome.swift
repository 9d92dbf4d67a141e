package import Essentials

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
