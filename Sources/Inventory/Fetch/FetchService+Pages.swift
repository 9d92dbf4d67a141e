// One list, read to its end: several pages in flight (`Pages` says which), once more when it changed meanwhile, and
// with smaller pages when the service refuses their size. What is no row in a page takes a place all the same, and
// makes the reading short.

import GAAP
import TencentCloud

extension FetchService {
    /// What a page says to the rule that ends a reading.
    struct Rows {
        /// The ids of its elements, in order; nil for what is no row and takes a place all the same.
        let ids: [String?]
        let total: Int?
        /// Whether the run has read more than it may keep.
        var isTooMuch = false

        /// - Parameters:
        ///   - rows: the elements that are rows.
        ///   - skipped: the places of those that are none, ascending.
        init<Element>(_ rows: [Element], skipped: [Int], total: Int?, id: (Element) -> String?) {
            var ids = rows.map(id)
            for place in skipped { ids.insert(nil, at: min(place, ids.count)) }
            self.ids = ids
            self.total = total
        }
    }

    /// When TotalCount is doubted behind a page that is shorter than asked for.
    enum Doubt {
        /// Always: it is all that is asked, and one call more is little.
        case always
        /// Unless the service has given a larger page, and so did not cut this one.
        case whereCut
        /// As `whereCut`, and not behind a page with fewer rows than the service returns by default: it did not cut it.
        case fromDefaultSize
        /// Never: there is one row at most.
        case never
    }

    /// Reads a list to its end, several pages in flight; once more when it changed meanwhile, and with smaller pages
    /// when the service refuses their size.
    /// - Parameter receive: takes a page in.
    func readPages<Page: Sendable>(
        _ action: String, doubting doubt: Doubt,
        fetch: @escaping @Sendable (Pages.Request) async throws(CloudError) -> Page,
        receive: (Pages.Request, Page) -> Rows,
        restart: () -> Void
    ) async -> ReadingOutcome {
        var hasChanged = false
        while true {
            let size = pageSizes.size(for: action)
            var pages = Pages(pageSize: size, doubtsShortPages: doubt != .never)
            let blanks: Int
            do throws(CloudError) {
                blanks = try await readOnce(&pages, action, doubting: doubt, fetch: fetch, receive: receive)
            } catch {
                guard pageSizes.shrink(size, of: action, after: error) else { return .failed(error) }
                restart()
                continue
            }
            switch pages.verdict {
            case .complete: return blanks == 0 ? .complete : .short(missing: blanks)
            case .short(let missing): return .short(missing: missing + blanks)
            case .endless(let rows): return .endless(rows: rows)
            case .drifted:
                if hasChanged { return .changedWhileReading }
                hasChanged = true
                restart()
            }
        }
    }

    /// - Returns: how many elements were no rows.
    private func readOnce<Page: Sendable>(
        _ pages: inout Pages, _ action: String, doubting doubt: Doubt,
        fetch: @escaping @Sendable (Pages.Request) async throws(CloudError) -> Page,
        receive: (Pages.Request, Page) -> Rows
    ) async throws(CloudError) -> Int {
        typealias Answer = (request: Pages.Request, page: Result<Page, CloudError>)
        let bound = limits.pages
        var blanks: Set<Int> = []
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
                    let ids = rows.ids.enumerated().map { index, id in
                        if let id { return id }
                        let place = answer.request.offset + index
                        blanks.insert(place)
                        return "(no row) \(place)"
                    }
                    let proven = pageSizes.proven(for: action)
                    if doubt == .whereCut { pages.provenSize = proven }
                    if doubt == .fromDefaultSize {
                        pages.provenSize = max(proven, ParameterRules.defaultPageLimit)
                    }
                    pages.receive(answer.request, ids: ids, total: rows.total)
                    pageSizes.note(rows: ids.count, of: action)
                    if rows.isTooMuch { pages.stop() }
                    ask()
                }
            }
            return nil
        }
        if let failure { throw failure }
        return blanks.count
    }
}

extension Reply<DescribeTCPListeners.Answer> {
    /// Refuses the answer to a question about one listener where it holds another one: shown in its place, it would be
    /// taken for it.
    func expectOnly(_ scope: Scope) throws(CloudError) {
        guard case .listener(let asked) = scope,
            let other = value.listenerSet?.lazy.compactMap(\.listenerID).first(where: { !$0.isEmpty && $0 != asked })
        else { return }
        throw .malformed(
            ResponseError(.unasked(id: other), action: DescribeTCPListeners.name, requestID: requestID))
    }
}
