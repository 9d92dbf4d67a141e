import GAAP
import Testing

@testable import Inventory

@Suite struct QuestionTests {
    @Test(
        arguments: [
            (.proxy("link-1"), .proxy("link-1"), "link-1", nil, nil),
            (.group("lg-1"), .group("lg-1"), nil, "lg-1", nil),
            (.listener("listener-1"), nil, nil, nil, "listener-1"), (.all, .group("lg-2"), nil, "lg-2", nil),
        ] as [(Scope, OwnerID?, String?, String?, String?)])
    func `A request names the owner or the listener`(
        scope: Scope, owner: OwnerID?, proxy: String?, group: String?, listener: String?
    ) throws {
        let page = Pages.Request?.none
        let request = Question(scope, port: 80).request(owner: owner, page: page)
        #expect(
            request
                == DescribeTCPListeners(proxyID: proxy, groupID: group, listenerID: listener, port: 80))
        try request.validate()
    }

    @Test func `A question with a filter is marked as filtered`() {
        #expect(!Question(.all).isFiltered)
        #expect(Question(.all, listenerName: "a").isFiltered)
        #expect(Question(.all, port: 1).isFiltered)
        #expect(Question(.all, searchValue: "a").isFiltered)
    }

    @Test func `The scope of an owner is that owner`() {
        for owner in [OwnerID.proxy("link-1"), .group("lg-1")] { #expect(Scope(owner).owner == owner) }
        #expect(Scope.all.owner == nil && Scope.listener("listener-1").owner == nil)
    }
}
