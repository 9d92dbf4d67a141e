// A line on the terminal while a reading takes long, and nothing when it does not.

import TencentCloud

enum ProgressLine {
    /// Shows how far the work is, from the second second on, and takes the line away at its end.
    /// - Parameter isWanted: whether anybody would see it, and nothing else writes to the same terminal meanwhile.
    static func around<Result: Sendable>(
        _ progress: Progress, isWanted: Bool, _ work: () async -> Result
    ) async -> Result {
        guard isWanted else { return await work() }
        let showing = Task {
            var width = 0
            defer { if width > 0 { StandardStream.error.write("\r\(String(repeating: " ", count: width))\r") } }
            // Cancelled at the end of the work, it leaves the loop.
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                let text = "reading: \(progress.text)"
                StandardStream.error.write("\r\(text)\(String(repeating: " ", count: max(0, width - text.count)))")
                width = max(width, text.count)
            }
        }
        let result = await work()
        showing.cancel()
        await showing.value
        return result
    }
}
