// Reads owners: both lists in parallel for a sweep, or one owner in parallel with its listeners. The state of a group
// depends on its members, which are in the list of proxies. So groups are reported after the list of proxies has ended.

import GAAP
import TencentCloud

extension FetchService {
    /// A list of proxies or of groups, as far as it has been read.
    private struct OwnerList {
        /// Proxies outside groups, or groups.
        private(set) var owners: [Owner] = []
        /// Proxies inside groups, by the id of the group.
        private(set) var members: [String: [Owner]] = [:]
        var outcome = ReadingOutcome.complete
        /// Indexes into `owners`.
        private var places: [OwnerID: Int] = [:]
        /// The state of everything that this pass over the list has found.
        private var found: [OwnerID: OwnerState.Kind] = [:]

        /// Stores a page. If a pass lists an owner twice, the worse state counts.
        /// - Returns: the proxies outside groups, or the groups, that are new or worse.
        mutating func take(_ page: OwnerPage) -> [Owner] {
            let reported = page.owners.filter { isNews($0) }
            for owner in reported {
                if let place = places[owner.id] {
                    owners[place] = owner
                } else {
                    places[owner.id] = owners.count
                    owners.append(owner)
                }
            }
            for (group, member) in page.members where isNews(member) {
                members[group, default: []].removeAll { $0.id == member.id }
                members[group, default: []].append(member)
            }
            return reported
        }

        private mutating func isNews(_ owner: Owner) -> Bool {
            let kind = owner.state.kind
            if let known = found[owner.id], known.severity <= kind.severity { return false }
            found[owner.id] = kind
            return true
        }

        /// Starts another pass. A member may have moved to another group in the meantime.
        mutating func startAgain() {
            found = [:]
            members = [:]
        }

        /// The groups with their members, if these were read completely.
        func groups(withMembersOf proxies: OwnerList?) -> [Owner] {
            owners.map { group in
                var group = group
                if let proxies, proxies.outcome == .complete { group.members = proxies.members[group.id.text] ?? [] }
                return group
            }
        }

        /// Groups that proxies name but that a complete list of groups does not contain. Their listeners are requested
        /// nevertheless: either the service has such a group, or it answers that it does not exist.
        func unlistedGroups(namedBy proxies: OwnerList) -> [Owner] {
            guard outcome == .complete else { return [] }
            let listed = Set(owners.map(\.id.text))
            return proxies.members.filter { !listed.contains($0.key) }.sorted { $0.key < $1.key }.map { id, members in
                var group = Owner(id: .group(id))
                if proxies.outcome == .complete { group.members = members }
                return group
            }
        }
    }

    private struct OwnerPage: Sendable {
        /// Owners without an id are left out, because they cannot be queried.
        let rows: Rows
        let owners: [Owner]
        var members: [(group: String, owner: Owner)] = []
    }

    /// Reads both lists of owners. If one of them fails, the failure is reported and the other list is still read.
    func discover(_ run: Run) async -> [OwnerID] {
        async let proxies = list(
            DescribeProxies.name, run, .whereCut, reportsPages: true, fetch: Self.proxies(run, filters: nil))
        async let groups = list(
            DescribeProxyGroupList.name, run, .whereCut, reportsPages: false, fetch: Self.groups(run, id: nil))
        let (found, others) = (await groups, await proxies)
        let unlisted = found.unlistedGroups(namedBy: others)
        report(.owners(run.id, found.groups(withMembersOf: others) + unlisted))
        return found.owners.map(\.id) + unlisted.map(\.id) + others.owners.map(\.id)
    }

    /// Reads one owner in parallel with its listeners. Does nothing if the owner is nil, that is, if it is not known.
    func readOwner(_ owner: OwnerID?, _ run: Run) async {
        guard run.question.readsOwner, let owner else { return }
        switch owner {
        case .proxy(let id):
            let proxies = await list(
                DescribeProxies.name, run, .never, reportsPages: false, fetch: Self.proxy(run, id: id))
            // A member of a group is also found here, because it was queried by its own id.
            report(.owners(run.id, (proxies.owners + proxies.members.values.joined()).filter { $0.id == owner }))
            report(.ownersListed(run.id, action: DescribeProxies.name, proxies.outcome))
        case .group(let id):
            async let members = list(
                DescribeProxies.name, run, .fromDefaultSize, reportsPages: false,
                fetch: Self.proxies(run, filters: [Filter(name: "GroupId", values: [id])]))
            async let groups = list(
                DescribeProxyGroupList.name, run, .never, reportsPages: false, fetch: Self.groups(run, id: id))
            let (found, proxies) = (await groups, await members)
            report(.owners(run.id, found.groups(withMembersOf: proxies).filter { $0.id == owner }))
            report(.ownersListed(run.id, action: DescribeProxies.name, proxies.outcome))
            report(.ownersListed(run.id, action: DescribeProxyGroupList.name, found.outcome))
        }
    }

    private typealias FetchOwners = @Sendable (Pages.Request) async throws(CloudError) -> OwnerPage

    private static func proxies(_ run: Run, filters: [Filter]?) -> FetchOwners {
        { page throws(CloudError) in
            let reply = try await run.client.call(
                DescribeProxies(filters: filters, offset: page.offset, limit: page.limit), about: "proxies",
                priority: run.priority)
            return Self.page(of: reply.value)
        }
    }

    private static func proxy(_ run: Run, id: String) -> FetchOwners {
        { page throws(CloudError) in
            let reply = try await run.client.call(
                DescribeProxies(proxyIDs: [id], offset: page.offset, limit: page.limit), about: id,
                priority: run.priority)
            return Self.page(of: reply.value)
        }
    }

    private static func page(of answer: DescribeProxies.Answer) -> OwnerPage {
        let proxies = answer.proxies
        return OwnerPage(
            rows: Rows(proxies, skipped: answer.skipped, total: answer.totalCount) { Owner($0)?.id.text },
            owners: proxies.filter { ($0.groupID ?? "").isEmpty }.compactMap(Owner.init),
            members: proxies.compactMap { proxy in
                guard let group = proxy.groupID, !group.isEmpty, let owner = Owner(proxy) else { return nil }
                return (group, owner)
            })
    }

    private static func groups(_ run: Run, id: String?) -> FetchOwners {
        { page throws(CloudError) in
            let reply = try await run.client.call(
                DescribeProxyGroupList(
                    offset: page.offset, limit: page.limit, filters: id.map { [Filter(name: "GroupId", values: [$0])] }),
                about: id ?? "groups", priority: run.priority)
            let groups = reply.value.proxyGroupList ?? []
            return OwnerPage(
                rows: Rows(groups, skipped: reply.value.skipped, total: reply.value.totalCount) { Owner($0)?.id.text },
                owners: groups.compactMap(Owner.init))
        }
    }

    /// Reads one list of owners to its end.
    /// - Parameter reportsPages: whether the owners of each page are reported when the page arrives.
    private func list(
        _ action: String, _ run: Run, _ doubt: Doubt, reportsPages: Bool, fetch: @escaping FetchOwners
    ) async -> OwnerList {
        var list = OwnerList()
        list.outcome = await readPages(action, doubting: doubt, fetch: fetch) { _, page in
            let found = list.take(page)
            if reportsPages { report(.owners(run.id, found)) }
            return page.rows
        } restart: {
            list.startAgain()
        }
        if run.question.scope == .all { report(.ownersListed(run.id, action: action, list.outcome)) }
        return list
    }
}
