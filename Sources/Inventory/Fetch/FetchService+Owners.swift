// The owners: both lists at the same time for a sweep, one owner beside its listeners. A group is as its members are,
// and these are proxies; so groups are told when the list of proxies is in.

import GAAP
import TencentCloud

extension FetchService {
    /// A list of proxies or groups, read to its end or not.
    private struct OwnerList {
        /// Proxies outside groups, or groups.
        var owners: [Owner] = []
        /// Proxies inside groups, by the id of the group.
        var members: [String: [Owner]] = [:]
        var outcome = ReadingOutcome.complete

        /// Groups with their members, as far as these were read whole.
        func groups(withMembersOf proxies: OwnerList?) -> [Owner] {
            owners.map { group in
                var group = group
                if let proxies, proxies.outcome == .complete { group.members = proxies.members[group.id.text] ?? [] }
                return group
            }
        }
    }

    private struct OwnerPage: Sendable {
        /// An owner without an id is none: it cannot be asked about.
        let rows: Rows
        let owners: [Owner]
        var members: [(group: String, owner: Owner)] = []
    }

    /// Reads both lists of owners. One that fails is told and does not hold up the other.
    func discover(_ run: Run) async -> [OwnerID] {
        async let proxies = list(
            DescribeProxies.name, run, .whereCut, told: true, fetch: Self.proxies(run, filters: nil))
        async let groups = list(
            DescribeProxyGroupList.name, run, .whereCut, told: false, fetch: Self.groups(run, id: nil))
        let (found, others) = (await groups, await proxies)
        tell(.owners(run.id, found.groups(withMembersOf: others)))
        return found.owners.map(\.id) + others.owners.map(\.id)
    }

    /// Reads one owner, beside its listeners; nil where it is not known whose they are.
    func readOwner(_ owner: OwnerID?, _ run: Run) async {
        guard run.question.readsOwner, let owner else { return }
        switch owner {
        case .proxy(let id):
            let proxies = await list(DescribeProxies.name, run, .never, told: false, fetch: Self.proxy(run, id: id))
            // As a member of a group it is asked for by its own id all the same.
            tell(.owners(run.id, (proxies.owners + proxies.members.values.joined()).filter { $0.id == owner }))
            tell(.ownersListed(run.id, action: DescribeProxies.name, proxies.outcome))
        case .group(let id):
            async let members = list(
                DescribeProxies.name, run, .whereCut, told: false,
                fetch: Self.proxies(run, filters: [Filter(name: "GroupId", values: [id])]))
            async let groups = list(
                DescribeProxyGroupList.name, run, .never, told: false, fetch: Self.groups(run, id: id))
            let (found, proxies) = (await groups, await members)
            tell(.owners(run.id, found.groups(withMembersOf: proxies).filter { $0.id == owner }))
            tell(.ownersListed(run.id, action: DescribeProxies.name, proxies.outcome))
            tell(.ownersListed(run.id, action: DescribeProxyGroupList.name, found.outcome))
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

    /// - Parameter isTold: whether owners and the end are told as they come.
    private func list(
        _ action: String, _ run: Run, _ doubt: Doubt, told isTold: Bool, fetch: @escaping FetchOwners
    ) async -> OwnerList {
        var list = OwnerList()
        var known: Set<OwnerID> = []
        list.outcome = await readPages(action, doubting: doubt, fetch: fetch) { _, page in
            list.owners += page.owners.filter { known.insert($0.id).inserted }
            for (group, owner) in page.members where known.insert(owner.id).inserted {
                list.members[group, default: []].append(owner)
            }
            if isTold { tell(.owners(run.id, page.owners)) }
            return page.rows
        } restart: {
            // A member may have gone to another group meanwhile.
            known.subtract(list.members.values.joined().map(\.id))
            list.members = [:]
        }
        if run.question.scope == .all { tell(.ownersListed(run.id, action: action, list.outcome)) }
        return list
    }
}
