// The owners: both lists at the same time for a sweep, one owner beside its listeners. A group is as its members are,
// and these are proxies; so groups are told when the list of proxies is in.

import GAAP
import TencentCloud

extension FetchService {
    /// A list of proxies or groups, read to its end or not.
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

        /// Takes a page in. Of an owner that a pass lists twice the worse state counts.
        /// - Returns: the proxies outside groups, or groups, that are to be told.
        mutating func take(_ page: OwnerPage) -> [Owner] {
            let told = page.owners.filter { isNews($0) }
            for owner in told {
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
            return told
        }

        private mutating func isNews(_ owner: Owner) -> Bool {
            let kind = owner.state.kind
            if let known = found[owner.id], known.severity <= kind.severity { return false }
            found[owner.id] = kind
            return true
        }

        /// Begins another pass. A member may have gone to another group meanwhile.
        mutating func startAgain() {
            found = [:]
            members = [:]
        }

        /// Groups with their members, as far as these were read whole.
        func groups(withMembersOf proxies: OwnerList?) -> [Owner] {
            owners.map { group in
                var group = group
                if let proxies, proxies.outcome == .complete { group.members = proxies.members[group.id.text] ?? [] }
                return group
            }
        }

        /// Groups that proxies name and that are not in the list of groups, though it was read whole. Their listeners
        /// are asked for all the same: either the service has such a group, or it says that there is none.
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
        let unlisted = found.unlistedGroups(namedBy: others)
        tell(.owners(run.id, found.groups(withMembersOf: others) + unlisted))
        return found.owners.map(\.id) + unlisted.map(\.id) + others.owners.map(\.id)
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
                DescribeProxies.name, run, .fromDefaultSize, told: false,
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
        list.outcome = await readPages(action, doubting: doubt, fetch: fetch) { _, page in
            let found = list.take(page)
            if isTold { tell(.owners(run.id, found)) }
            return page.rows
        } restart: {
            list.startAgain()
        }
        if run.question.scope == .all { tell(.ownersListed(run.id, action: action, list.outcome)) }
        return list
    }
}
