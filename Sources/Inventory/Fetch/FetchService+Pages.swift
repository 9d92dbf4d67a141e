// Reads one list to its end, with several pages in flight (`Pages` selects them). If the list changed during the
// reading, it is read a second time. If the service refuses the page size, smaller pages are used. An element of a page
// that is not a row still counts as an index, and makes the reading short.

import GAAP
import TencentCloud

extension FetchService {
    /// The part of a page that `Pages` needs to find the end of the list.
    struct Rows {
        /// The ids of its elements, in order; nil for an element that is not a row but counts as an index.
        let ids: [String?]
        let total: Int?
        /// Whether the run has read more than its limit.
        var isTooMuch = false

        /// Creates the part of a page from its elements.
        /// - Parameters:
        ///   - rows: the elements that are rows.
        ///   - skipped: the indexes of the elements that are not rows, ascending.
        init<Element>(_ rows: [Element], skipped: [Int], total: Int?, id: (Element) -> String?) {
            var ids = rows.map(id)
            for place in skipped { ids.insert(nil, at: min(place, ids.count)) }
            self.ids = ids
            self.total = total
        }
    }

    /// When to doubt TotalCount after a page that is shorter than requested, because the service may have cut the page.
    enum Doubt {
        /// Always: only one list is read, and one more call costs little.
        case always
        /// Unless the service has returned a larger page before, so that it did not cut this one.
        case whereCut
        /// As `whereCut`, but not after a page with fewer rows than the service returns by default: such a page was not
        /// cut.
        case fromDefaultSize
        /// Never: there is at most one row.
        case never
    }

    /// Reads a list to its end, with several pages in flight. Reads it a second time if it changed in the meantime, and
    /// with smaller pages if the service refuses their size.
    /// - Parameters:
    ///   - fetch: requests one page.
    ///   - receive: stores a page.
    ///   - restart: called before the list is read from its start again.
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

    /// Reads a list once, from its first page to its last.
    /// - Returns: the number of elements that were not rows.
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
            func requestPages() {
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
            requestPages()
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
                    requestPages()
                }
            }
            return nil
        }
        if let failure { throw failure }
        return blanks.count
    }
}

extension Reply<DescribeTCPListeners.Answer> {
    /// Throws if the response to a query of one listener contains a different listener: displayed in its place, it
    /// would be mistaken for the requested one.
    func expectOnly(_ scope: Scope) throws(CloudError) {
        guard case .listener(let asked) = scope,
            let other = value.listenerSet?.lazy.compactMap(\.listenerID).first(where: { !$0.isEmpty && $0 != asked })
        else { return }
        throw .malformed(
            ResponseError(.unasked(id: other), action: DescribeTCPListeners.name, requestID: requestID))
    }
}
