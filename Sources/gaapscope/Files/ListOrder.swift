// The sort order of the list, stored for the next start: one line in the user's state directory, `port` or, for the
// reverse order, `-port`.

import Browser
import Reports
import Essentials

struct ListOrder {
    /// Nil if there is no home directory.
    let path: String?

    init(environment: [String: String]) { path = LastState.directory(environment).map { $0 + "/order" } }

    /// Returns the stored order, or worst first if no order is stored or it cannot be used.
    func load() -> SortOrder {
        guard let path, InputFile.exists(path),
            // If the file cannot be read, the default order is used.
            let bytes = try? InputFile.bytes(
                of: path, maximumSize: 64, kind: Wording("order", zh: "排序"), followsLink: false)
        else { return .worstFirst }
        let word = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        return SortOrder(word: word) ?? .worstFirst
    }

    func save(_ order: SortOrder) {
        guard let path, order != load() else { return }
        LastState.makeDirectory(of: path)
        let line = order.word + "\n"
        // If the order cannot be stored, the next start uses the default order.
        try? OutputFile.write(to: path, replaces: true, purpose: .state) { receive throws(FileError) in
            try receive(Array(line.utf8))
        }
    }
}
