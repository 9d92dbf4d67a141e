// Looks for fewer steps that end in the same failure: halves, quarters and so on of the steps are left out for as long
// as the failure stays (delta debugging).

/// Makes a failing list of steps shorter.
struct StormShrinker {
    let account: StormSession.Account
    let kind: StormFailure.Kind
    let patience: Duration
    /// How often the browser is started at most.
    var budget = 60

    /// - Returns: nil if the steps did not fail again.
    func shrink(_ steps: [StormStep]) -> (steps: [StormStep], failure: StormFailure)? {
        guard var failure = failure(of: steps) ?? failure(of: steps) else { return nil }
        var (shortest, runs, pieces) = (Array(steps.prefix(failure.stepCount)), 2, 2)
        while shortest.count > 1, pieces <= shortest.count, runs < budget {
            let length = (shortest.count + pieces - 1) / pieces
            var isShorter = false
            for start in stride(from: 0, to: shortest.count, by: length) where runs < budget {
                let rest = Array(shortest[..<start] + shortest[min(start + length, shortest.count)...])
                runs += 1
                guard !rest.isEmpty, let found = self.failure(of: rest) else { continue }
                failure = found
                shortest = Array(rest.prefix(found.stepCount))
                pieces = max(2, pieces - 1)
                isShorter = true
                break
            }
            if !isShorter {
                if length == 1 { break }
                pieces = min(shortest.count, pieces * 2)
            }
        }
        return (shortest, failure)
    }

    /// - Returns: the failure of the wanted kind that the steps end in.
    private func failure(of steps: [StormStep]) -> StormFailure? {
        do {
            try Storm.run(steps, account, patience)
        } catch let failure as StormFailure where failure.kind == kind {
            return failure
        } catch {}
        return nil
    }
}
