// The order of the list, kept for the next start: one line in the user's state directory, `port` or `-port` for the
// other way round.

import Browser
import Reports
import Essentials

struct ListOrder {
    /// nil without a home.
    let path: String?

    init(environment: [String: String]) { path = LastState.directory(environment).map { $0 + "/order" } }

    /// As it was left; worst first where nothing was kept, or nothing of use.
    func load() -> SortOrder {
        guard let path, InputFile.exists(path),
            // Without it, then, the usual order.
            let bytes = try? InputFile.bytes(
                of: path, largest: 64, kind: Wording("order", zh: "排序"), followsLink: false)
        else { return .worstFirst }
        let word = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        return SortOrder(word: word) ?? .worstFirst
    }

    func save(_ order: SortOrder) {
        guard let path, order != load() else { return }
        LastState.makeDirectory(of: path)
        let line = order.word + "\n"
        // Where it cannot be kept, the next start has the usual order.
        try? OutputFile.write(to: path, replaces: true, purpose: .state) { receive throws(FileError) in
            try receive(Array(line.utf8))
        }
    }
}
