// One list, read to its end: several pages in flight (`Pages` says which), once more when it changed meanwhile, and with smaller pages when
// the service refuses their size. What is no row in a page takes a place all the same, and makes the reading short.

import GAAP
import TencentCloud

extension FetchService {
    /// What a page says to the rule that ends a reading.
    struct Rows {
        /// The ids of its rows, in order.
        let ids: [String]
        let total: Int?
        /// Elements that are no rows, and yet take their places.
        let skipped: Int
    }

    /// Reads a list to its end, several pages in flight; once more when it changed meanwhile, and with smaller pages when the service
    /// refuses their size.
    /// - Parameter receive: takes a page in.
    func readPages<Page: Sendable>(
        _ action: String,
        fetch: @escaping @Sendable (Pages.Request) async throws(CloudError) -> Page,
        receive: (Pages.Request, Page) -> Rows,
        restart: () -> Void
    ) async -> ReadingOutcome {
        var hasChanged = false
        while true {
            let size = pageSizes.size(for: action)
            var pages = Pages(pageSize: size)
            var skipped = 0
            do throws(CloudError) {
                skipped = try await readOnce(&pages, fetch: fetch, receive: receive)
            } catch {
                guard pageSizes.shrink(size, of: action, after: error) else { return .failed(error) }
                restart()
                continue
            }
            switch pages.verdict {
            case .complete: return skipped == 0 ? .complete : .short(missing: skipped)
            case .short(let missing): return .short(missing: missing + skipped)
            case .drifted:
                if hasChanged { return .changedWhileReading }
                hasChanged = true
                restart()
            }
        }
    }

    /// - Returns: how many elements were no rows.
    private func readOnce<Page: Sendable>(
        _ pages: inout Pages,
        fetch: @escaping @Sendable (Pages.Request) async throws(CloudError) -> Page,
        receive: (Pages.Request, Page) -> Rows
    ) async throws(CloudError) -> Int {
        typealias Answer = (request: Pages.Request, page: Result<Page, CloudError>)
        let bound = limits.pages
        var skipped = 0
        let failure: CloudError? = await withTaskGroup(of: Answer.self) { group in
            var underWay = 0
            func ask() {
                while underWay < bound, let request = pages.next() {
                    underWay += 1
                    group.addTask {
                        do throws(CloudError) {
                            return (request, .success(try await fetch(request)))
                        } catch {
                            return (request, .failure(error))
                        }
                    }
                }
            }
            ask()
            while let answer = await group.next() {
                underWay -= 1
                switch answer.page {
                case .failure(let error):
                    group.cancelAll()
                    return error
                case .success(let page):
                    let rows = receive(answer.request, page)
                    // Each is a row of its own, so that the places of the others stay right.
                    let blanks = (skipped..<skipped + rows.skipped).map { "(no object) \($0)" }
                    skipped += rows.skipped
                    pages.receive(answer.request, ids: rows.ids + blanks, total: rows.total)
                    ask()
                }
            }
            return nil
        }
        if let failure { throw failure }
        return skipped
    }
}
