// The only code that requests listeners from the service. The browser and `list` both use it. The actor has one task
// for each run, stored by LoadID, and cancels it when the result is no longer needed. Inside a run, all concurrency is
// structured.
//
//   question ─ one owner ──────────────► pages, several in flight (`Pages` selects them)
//            └ all ─ proxies + groups ─► owners, several at a time ─► pages of each
//
// The quota decides on budget and priority. This code only limits the number of parallel requests, so that a slow
// connection is kept busy and a fast one is not flooded.

import GAAP
package import TencentCloud

/// Reads listeners and owners in the background and reports what it finds.
package actor FetchService {
    private let connect: @Sendable () async throws(CloudError) -> Client
    private let pace: @Sendable () async -> Void
    private let emit: @Sendable (FetchEvent) -> Void
    var pageSizes: PageSizes
    let limits: Limits
    private var connecting: Task<Result<Client, CloudError>, Never>?
    private var loads: [LoadID: Task<Void, Never>] = [:]
    /// Owners that a sweep has not begun to read, the next one last.
    private var pending: [LoadID: [OwnerID]] = [:]
    /// Owners to read next, in sweeps whose lists of owners have not ended yet.
    private var preferred: [LoadID: OwnerID] = [:]
    private var passes = 0
    private var extents: [LoadID: Extent] = [:]
    /// The requests besides those for listeners; see `FetchService+Histories`.
    var sideRequests = SideRequests()
    var historySources: HistorySources
    private(set) var isClosed = false

    /// Creates a service that connects with the first query.
    /// - Parameters:
    ///   - pace: awaited before each page of listeners, so that a slow consumer can delay the reading.
    ///   - connect: creates the client. It is called once, with the first query, and again after a failure.
    ///   - emit: called from any thread. The events of one run arrive in order.
    package init(
        pageSize: Int = GAAPService.largestPage, limits: Limits = Limits(), history: HistoryChoice = .auto,
        pace: @escaping @Sendable () async -> Void = {},
        connect: @escaping @Sendable () async throws(CloudError) -> Client,
        emit: @escaping @Sendable (FetchEvent) -> Void
    ) {
        pageSizes = PageSizes(pageSize)
        self.limits = limits
        historySources = HistorySources(history)
        self.pace = pace
        self.connect = connect
        self.emit = emit
    }

    /// Starts a run of a query. Returns immediately.
    package func load(_ question: Question, id: LoadID, priority: Priority) {
        start(id) { service in
            switch await service.client() {
            case .failure(let error):
                service.report(.passEnded(id, Pass(question.scope.owner, .tcp, number: 0), .failed(error)))
            case .success(let client):
                let run = Run(id: id, question: question, priority: priority, client: client)
                switch question.scope {
                case .all: await service.sweep(run)
                case .proxy, .group:
                    async let owner: Void = service.readOwner(question.scope.owner, run)
                    _ = await service.read(question.scope.owner, run)
                    await owner
                case .listener:
                    // The response names the owner.
                    await service.readOwner(await service.read(nil, run), run)
                }
            }
        }
    }

    /// Reads only the lists of owners, for a picker.
    package func loadOwners(id: LoadID) {
        start(id) { service in
            switch await service.client() {
            case .failure(let error): service.report(.ownersListed(id, action: DescribeProxies.name, .failed(error)))
            case .success(let client):
                let run = Run(id: id, question: Question(.all), priority: .foreground, client: client)
                _ = await service.discover(run)
            }
        }
    }

    /// Ends a run. Requests in flight are cancelled, queued requests are not sent, and no more events of the run
    /// follow.
    package func cancel(_ id: LoadID) {
        loads.removeValue(forKey: id)?.cancel()
        forget(id)
    }

    /// Makes a sweep read this owner next.
    package func prefer(_ owner: OwnerID, in id: LoadID) {
        guard loads[id] != nil else { return }
        guard pending[id] != nil else {
            preferred[id] = owner
            return
        }
        guard let position = pending[id]?.firstIndex(of: owner) else { return }
        pending[id]?.remove(at: position)
        pending[id]?.append(owner)
    }

    /// Ends all runs, waits until they have ended, and closes the connections. Later requests are ignored.
    package func close() async {
        isClosed = true
        let tasks = Array(loads.values) + Array(sideRequests.tasks.values)
        loads = [:]
        sideRequests = SideRequests(underWay: sideRequests.underWay)
        connecting?.cancel()
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        if case .success(let client)? = await connecting?.value { await client.shutdown() }
    }

    private func forget(_ id: LoadID) {
        pending[id] = nil
        preferred[id] = nil
        extents[id] = nil
    }

    /// Adds a page to the totals of a run.
    /// - Returns: whether the run exceeds its limits.
    private func note(rows: Int, bytes: Int, of id: LoadID) -> Bool {
        var extent = extents[id] ?? Extent()
        extent.rows += rows
        extent.bytes += bytes
        extents[id] = extent
        return extent.exceeds(limits)
    }

    // MARK: Runs

    struct Run: Sendable {
        let id: LoadID
        let question: Question
        let priority: Priority
        let client: Client
    }

    private func start(_ id: LoadID, _ body: @escaping @Sendable (isolated FetchService) async -> Void) {
        cancel(id)
        guard !isClosed else { return }
        loads[id] = Task {
            await body(self)
            guard !Task.isCancelled else { return }
            self.loads[id] = nil
            self.forget(id)
            self.emit(.finished(id))
        }
    }

    /// The client. It is created once, even for several callers at the same time.
    func client() async -> Result<Client, CloudError> {
        if let connecting { return await connecting.value }
        let connect = connect
        let task = Task<Result<Client, CloudError>, Never> {
            do throws(CloudError) { return .success(try await connect()) } catch { return .failure(error) }
        }
        connecting = task
        let result = await task.value
        if case .failure = result { connecting = nil }
        return result
    }

    func report(_ event: FetchEvent) {
        guard !Task.isCancelled else { return }
        emit(event)
    }

    // MARK: All owners

    private func sweep(_ run: Run) async {
        let owners = await discover(run)
        guard !Task.isCancelled else { return }
        pending[run.id] = owners.reversed()
        if let owner = preferred[run.id] { prefer(owner, in: run.id) }
        report(.sweeping(run.id, owners))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<min(limits.owners, owners.count) {
                group.addTask { await self.sweepWorker(run) }
            }
        }
    }

    private func sweepWorker(_ run: Run) async {
        while !Task.isCancelled, let owner = pending[run.id]?.popLast() {
            if extents[run.id]?.exceeds(limits) == true {
                report(.passEnded(run.id, Pass(owner, .tcp, number: 0), .endless(rows: 0)))
            } else {
                _ = await read(owner, run)
            }
        }
    }

    // MARK: One owner

    /// Reads the listeners of one owner, or the one listener of the scope.
    /// - Returns: the owner; if no owner was queried, that of the first listener.
    private func read(_ owner: OwnerID?, _ run: Run) async -> OwnerID? {
        var named = owner
        var pass = nextPass(over: owner)
        let subject = owner?.text ?? { if case .listener(let id) = run.question.scope { id } else { "" } }()
        let pace = pace
        let doubt: Doubt = run.question.scope == .all ? .whereCut : owner == nil ? .never : .always
        var foreign = (rows: 0, owner: OwnerID?.none)
        let outcome = await readPages(DescribeTCPListeners.name, doubting: doubt) { page throws(CloudError) in
            await pace()
            let reply = try await run.client.call(
                run.question.request(owner: owner, page: page), about: subject, priority: run.priority)
            if owner == nil { try reply.expectOnly(run.question.scope) }
            return reply
        } receive: { request, reply in
            let listeners = reply.value.listenerSet ?? []
            named = named ?? listeners.lazy.compactMap(OwnerID.init(of:)).first
            var rows = Rows(
                listeners, skipped: reply.value.skipped, total: reply.value.totalCount
            ) { Row.identity(of: $0, kind: pass.kind) }
            rows.isTooMuch = note(rows: listeners.count, bytes: reply.body.count, of: run.id)
            let others =
                owner.map { asked in listeners.dropFirst(request.shared).filter { $0.contradicts(asked) } } ?? []
            foreign.rows += others.count
            foreign.owner = foreign.owner ?? others.first.flatMap(OwnerID.init(of:))
            report(
                .page(
                    run.id,
                    FetchedPage(
                        pass, request: request, end: request.offset + rows.ids.count, listeners: listeners,
                        total: reply.value.totalCount,
                        receivedAt: reply.receivedAt, requestID: reply.requestID,
                        received: Received.listeners(in: Array(reply.body)))))
            return rows
        } restart: {
            pass = nextPass(over: owner)
            foreign = (0, nil)
        }
        // If the reading was stopped, that outcome takes precedence.
        switch outcome {
        case .failed, .endless: break
        case .complete, .changedWhileReading, .short, .foreign:
            if let other = foreign.owner {
                report(.passEnded(run.id, pass, .foreign(rows: foreign.rows, owner: other)))
                return named
            }
        }
        report(.passEnded(run.id, pass, outcome))
        return named
    }

    private func nextPass(over owner: OwnerID?) -> Pass {
        passes += 1
        return Pass(owner, .tcp, number: passes)
    }
}
